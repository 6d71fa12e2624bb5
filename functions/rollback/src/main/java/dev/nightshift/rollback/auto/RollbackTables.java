package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.FactTable.Column;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.decide.ServiceFacts;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.target.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the services stand, for people. */
final class RollbackTables {
    private static final String UNKNOWN = "unknown";
    private static final String NONE = "-";

    /** More than one would go back to. */
    private static final int MOST_GOOD = 3;

    private RollbackTables() {}

    static List<FactTable> of(RollbackFacts facts) {
        return facts.services().isEmpty() ? List.of() : List.of(released(facts), guarded(facts));
    }

    private static FactTable released(RollbackFacts facts) {
        return new FactTable(
                "What is released",
                words("SERVICE", "TARGET", "RELEASED NOW", "SINCE", "GOOD RELEASES BEFORE IT"),
                facts.services().stream()
                        .map(
                                service ->
                                        List.of(
                                                service.service().name(),
                                                service.service().target().id(),
                                                service.standing()
                                                        .seen()
                                                        .map(RollbackTables::current)
                                                        .orElse(UNKNOWN),
                                                since(service)
                                                        .map(Instant::toString)
                                                        .orElse(UNKNOWN),
                                                good(service)))
                        .toList());
    }

    private static FactTable guarded(RollbackFacts facts) {
        return new FactTable(
                "How it is guarded",
                List.of(
                        Column.words("SERVICE"),
                        Column.words("MODE"),
                        Column.words("ALARMS"),
                        Column.words("LAST ROLLBACK"),
                        Column.words("FROZEN"),
                        Column.number("WOULD HAVE")),
                facts.services().stream().map(service -> guarded(service, facts)).toList());
    }

    private static List<String> guarded(ServiceFacts service, RollbackFacts facts) {
        var name = service.service().name();
        return List.of(
                name,
                service.service().mode().name().toLowerCase(Locale.ROOT),
                service.alarms().stream()
                        .map(RollbackTables::alarm)
                        .collect(Collectors.joining(", ")),
                service.docket().seen().map(RollbackTables::last).orElse(UNKNOWN),
                service.docket().seen().map(RollbackTables::frozen).orElse(UNKNOWN),
                Integer.toString(facts.shadows().getOrDefault(name, Shadow.NONE).count()));
    }

    private static String current(Standing standing) {
        return standing.share() < 100
                ? "%s (%d %%)".formatted(standing.current(), standing.share())
                : standing.current();
    }

    private static Optional<Instant> since(ServiceFacts facts) {
        return facts.standing()
                .seen()
                .flatMap(standing -> record(facts, standing).map(Release::at).or(standing::since));
    }

    private static Optional<Release> record(ServiceFacts facts, Standing standing) {
        return facts.releases().seen().stream()
                .flatMap(List::stream)
                .filter(release -> release.revision().equals(standing.current()))
                .findFirst();
    }

    private static String good(ServiceFacts facts) {
        if (facts.releases().seen().isEmpty() || facts.docket().seen().isEmpty()) {
            return UNKNOWN;
        }
        var bad = facts.docket().seen().orElseThrow().quarantined();
        var current = facts.standing().seen().map(Standing::current).orElse("");
        var good =
                facts.releases().seen().orElseThrow().stream()
                        .filter(Release::isGood)
                        .map(Release::revision)
                        .filter(revision -> !bad.contains(revision) && !revision.equals(current))
                        .toList();
        var shown = good.stream().limit(MOST_GOOD).collect(Collectors.joining(", "));
        return good.isEmpty()
                ? NONE
                : good.size() > MOST_GOOD
                        ? "%s and %d more".formatted(shown, good.size() - MOST_GOOD)
                        : shown;
    }

    private static String alarm(AlarmSight alarm) {
        return switch (alarm) {
            case AlarmSight.Seen seen -> seen.name() + " " + seen.state();
            case AlarmSight.Unknown(var name, var why) -> name + " unknown: " + why;
        };
    }

    private static String last(Docket docket) {
        return docket.rollbacks().isEmpty() ? NONE : last(docket.rollbacks().getLast());
    }

    private static String last(Rollback rollback) {
        return "%s to %s at %s: %s"
                .formatted(
                        rollback.from(),
                        rollback.to(),
                        rollback.at(),
                        rollback.phase().name().toLowerCase(Locale.ROOT));
    }

    private static String frozen(Docket docket) {
        return docket.frozen().map(frozen -> "since " + frozen.at()).orElse(NONE);
    }

    private static List<Column> words(String... names) {
        return List.of(names).stream().map(Column::words).toList();
    }
}
