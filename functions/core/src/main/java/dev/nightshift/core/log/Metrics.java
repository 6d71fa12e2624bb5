package dev.nightshift.core.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.Scope;
import java.time.Instant;
import java.util.List;

/**
 * Figures that CloudWatch reads out of a log line. A small writer of our own: the libraries for it
 * leave a thread behind that keeps a command line from exiting.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     Embedded metric format</a>
 */
public record Metrics(Instant at, Scope scope, List<Figure> figures) {
    public static final String NAMESPACE = "Nightshift";

    /** CloudWatch reads no more than this from one line. */
    private static final int MAX_FIGURES = 100;

    public Metrics {
        figures = List.copyOf(figures);
        if (figures.size() > MAX_FIGURES) {
            throw new IllegalArgumentException(
                    "at most 100 metrics fit one line, not " + figures.size());
        }
    }

    public record Figure(String name, Unit unit, double value) {}

    /** CloudWatch's names for units. */
    public enum Unit {
        COUNT("Count"),
        MILLISECONDS("Milliseconds"),
        SECONDS("Seconds"),
        BYTES("Bytes");

        private final String name;

        Unit(String name) {
            this.name = name;
        }
    }

    ObjectNode json() {
        var line = JsonNodeFactory.instance.objectNode();
        var aws = line.putObject("_aws");
        aws.put("Timestamp", at.toEpochMilli());
        var directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", NAMESPACE);
        directive.putArray("Dimensions").addArray().add("Stage").add("Automation");
        var metrics = directive.putArray("Metrics");
        line.put("Stage", scope.stage());
        line.put("Automation", scope.automation());
        for (var figure : figures) {
            metrics.addObject().put("Name", figure.name()).put("Unit", figure.unit().name);
            line.put(figure.name(), figure.value());
        }
        return line;
    }
}
