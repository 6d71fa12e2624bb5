package dev.nightshift.local.demo;

import dev.nightshift.local.demo.SlackStandIn.Received;
import dev.nightshift.local.report.Story.Check;
import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import java.util.List;
import java.util.stream.Collectors;

/** What must have become of the bad release in the end, and what people must know of it. */
final class ReleaseExpectations {
    private static final String BACK = "roll ";

    private ReleaseExpectations() {}

    /**
     * @param live the version that is released
     */
    static List<Check> of(String live, List<Entry> entries, List<Received> slack) {
        var made =
                entries.stream()
                        .filter(entry -> entry.kind() == Kind.EFFECT)
                        .flatMap(entry -> entry.lines().stream())
                        .filter(
                                line ->
                                        line.text().startsWith(BACK)
                                                && line.label().startsWith("done"))
                        .map(Line::text)
                        .toList();
        return List.of(
                new Check(
                        "the good release of %s is back".formatted(BadRelease.FUNCTION),
                        live.equals(BadRelease.GOOD),
                        "its alias points at version " + live),
                new Check(
                        "it was rolled back once, though the alarm was told twice",
                        made.size() == 1,
                        made.stream().collect(Collectors.joining("; "))),
                told("people know what was rolled back", slack, rolledBack()),
                told("people know who had released it", slack, "ada"),
                told("people know that the bad one was taken back", slack, "2 was taken back"),
                told("people know that it helped", slack, "the rollback is over"));
    }

    private static String rolledBack() {
        return "rolled back from %s to %s".formatted(BadRelease.BAD, BadRelease.GOOD);
    }

    private static Check told(String what, List<Received> slack, String words) {
        return new Check(
                what,
                slack.stream()
                        .filter(Received::accepted)
                        .anyMatch(one -> one.body().toString().contains(words)),
                words);
    }
}
