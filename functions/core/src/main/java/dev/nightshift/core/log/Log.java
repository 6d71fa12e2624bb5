package dev.nightshift.core.log;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.json.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * One line of JSON per decision and effect, redacted. Where the lines go is the caller's business.
 */
public final class Log {
    private final Scope scope;
    private final Clock clock;
    private final Consumer<String> sink;

    public Log(Scope scope, Clock clock, Consumer<String> sink) {
        this.scope = scope;
        this.clock = clock;
        this.sink = sink;
    }

    /**
     * @param pairs a name and its value, again and again
     */
    public void info(String message, String... pairs) {
        sink.accept(Redactor.redact(Json.write(line("INFO", message, pairs))));
    }

    public void error(String message, Throwable cause, String... pairs) {
        var trace = new StringWriter();
        cause.printStackTrace(new PrintWriter(trace));
        var line = line("ERROR", message, pairs);
        line.put("error", String.valueOf(cause.getMessage()));
        line.put("stack", trace.toString());
        sink.accept(Redactor.redact(Json.write(line)));
    }

    public void metrics(Metrics metrics) {
        sink.accept(Json.write(metrics.json()));
    }

    private ObjectNode line(String level, String message, String... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value after " + message);
        }
        var line = JsonNodeFactory.instance.objectNode();
        line.put("at", clock.instant().toString());
        line.put("level", level);
        line.put("stage", scope.stage());
        line.put("automation", scope.automation());
        line.put("message", message);
        for (var i = 0; i < pairs.length; i += 2) {
            line.put(pairs[i], pairs[i + 1]);
        }
        return line;
    }
}
