package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.CertificateCheckFacts;
import dev.nightshift.certificates.check.CertificateCheckPlanner;
import dev.nightshift.certificates.check.CertificateCheckSettings;
import dev.nightshift.certificates.check.EndpointFacts;
import dev.nightshift.certificates.check.Sheet;
import dev.nightshift.core.config.AutomationSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What certificate-check saw, closer than its plan shows it. */
record CertificatesView(CertificateCheckSettings settings, CertificateCheckFacts facts) {
    /** Empty if the facts are another automation's. */
    static Optional<CertificatesView> of(AutomationSettings<?> automation, Object facts) {
        return automation.own() instanceof CertificateCheckSettings settings
                        && facts instanceof CertificateCheckFacts seen
                ? Optional.of(new CertificatesView(settings, seen))
                : Optional.empty();
    }

    private List<Sheet.Line> lines(EndpointFacts endpoint) {
        return Sheet.of(settings, endpoint, CertificateCheckPlanner.isOnline(facts));
    }

    /** Each endpoint check by check. */
    Table sheet(Terminal terminal) {
        var table = new Table("CHECK", "RESULT", "DETAIL");
        for (var endpoint : facts.endpoints()) {
            lines(endpoint).forEach(line -> table.row(line.check(), word(line), line.words()));
        }
        return table.paint(1, word -> painted(word, terminal));
    }

    private static String word(Sheet.Line line) {
        return line.level().name().toLowerCase(Locale.ROOT);
    }

    private static String painted(String word, Terminal terminal) {
        return switch (word.strip()) {
            case "ok" -> terminal.green(word);
            case "unknown", "warning" -> terminal.yellow(word);
            case "critical" -> terminal.red(word);
            default -> word;
        };
    }

    /** For example {@code www.example.com:443: critical}. */
    String summary() {
        var words = new StringBuilder();
        for (var endpoint : facts.endpoints()) {
            var worst = Level.heaviest(lines(endpoint).stream().map(Sheet.Line::level).toList());
            words.append(words.isEmpty() ? "" : "; ")
                    .append(endpoint.endpoint().subject())
                    .append(": ")
                    .append(
                            switch (worst) {
                                case OK, NOTE -> "all is well";
                                case UNKNOWN -> "not all is known";
                                case WARNING -> "something should be mended";
                                case CRITICAL -> "something has to be mended now";
                            });
        }
        return words + ".";
    }

    /** The form is kept from release to release; fields may be added. */
    ObjectNode json() {
        var json = Json.object().put("at", facts.at().toString());
        var endpoints = json.putArray("endpoints");
        for (var endpoint : facts.endpoints()) {
            var node = endpoints.addObject().put("endpoint", endpoint.endpoint().subject());
            var lines = node.putArray("checks");
            lines(endpoint)
                    .forEach(
                            line ->
                                    lines.addObject()
                                            .put("check", line.check())
                                            .put("level", line.level().name())
                                            .put("words", line.words()));
        }
        return json;
    }
}
