package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remark.Kind;
import dev.nightshift.costs.anomaly.CostAnomalyFacts.Seen;
import dev.nightshift.costs.anomaly.CostAnomalySettings.Ignore;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what costs more than it used to. There is nothing to do: it only watches. */
public final class CostAnomalyPlanner {
    /** Figures come a day or two late; later than this they are missing. */
    private static final int LATE_DAYS = 4;

    private CostAnomalyPlanner() {}

    public static Plan<NoAction> plan(CostAnomalySettings settings, CostAnomalyFacts facts) {
        var remarks = new ArrayList<Remark>();
        for (var finding : facts.findings()) {
            remarks.add(remark(settings, facts, finding));
        }
        facts.seen().forEach(seen -> remarks.add(remark(seen, today(facts))));
        if (facts.seen().isEmpty()) {
            remarks.add(
                    new Remark(
                            Kind.UNKNOWN,
                            "figures",
                            "there are none: whether anything costs more is not known; check the"
                                    + " sources in the settings"));
        }
        remarks.add(remark(facts.detected()));
        return new Plan<>(List.of(), remarks, 0);
    }

    static LocalDate today(CostAnomalyFacts facts) {
        return facts.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Why a finding is not told, if it is not to be. */
    static Optional<Ignore> ignored(
            CostAnomalySettings settings, CostAnomalyFacts facts, Finding finding) {
        var key = finding.key();
        return settings.ignore().stream()
                .filter(
                        ignore ->
                                ignore.covers(key.part(0), key.part(1), key.part(2), today(facts)))
                .findFirst();
    }

    private static Remark remark(
            CostAnomalySettings settings, CostAnomalyFacts facts, Finding finding) {
        var ignored = ignored(settings, facts, finding);
        if (ignored.isPresent()) {
            return new Remark(
                    Kind.KEEP,
                    finding.subject(),
                    finding.line()
                            + "; ignored"
                            + ignored.get().until().map(day -> " until " + day).orElse("")
                            + ": "
                            + ignored.get().why());
        }
        return finding.isOpen()
                ? new Remark(Kind.WARN, finding.subject(), finding.line() + maker(facts, finding))
                : new Remark(Kind.KEEP, finding.subject(), over(finding));
    }

    private static String maker(CostAnomalyFacts facts, Finding finding) {
        return Optional.ofNullable(facts.makers().get(finding.subject()))
                .flatMap(Attribution::brief)
                .map(who -> "; made by " + who)
                .orElse("");
    }

    static String over(Finding finding) {
        return switch (finding.turn()) {
            case ACCEPTED ->
                    "steady since %s at %s %s a day: this is what is usual now"
                            .formatted(finding.since(), finding.actual(), finding.currency());
            case PASSED -> "was " + finding.kind().words() + " since " + finding.since() + ", over";
            case CLOSED, OPENED, OPEN, GROWN ->
                    "back where it was: %s %s on %s, usually %s"
                            .formatted(
                                    finding.actual(),
                                    finding.currency(),
                                    finding.day(),
                                    finding.expected());
        };
    }

    private static Remark remark(Seen seen, LocalDate today) {
        var subject = "figures in " + seen.currency();
        if (seen.last().isBefore(today.minusDays(LATE_DAYS))) {
            return new Remark(
                    Kind.UNKNOWN,
                    subject,
                    "end on %s: what costs since then is not known".formatted(seen.last()));
        }
        return new Remark(
                Kind.KEEP,
                subject,
                "%d days known, the last %s%s%s%s"
                        .formatted(
                                seen.days(),
                                seen.last(),
                                seen.provisionalFrom()
                                        .map(day -> ", provisional from " + day)
                                        .orElse(""),
                                seen.missing().isEmpty() ? "" : ", not known: " + seen.missing(),
                                seen.credits()
                                        ? "; credits are taken off, and may hide what a service"
                                                + " costs"
                                        : ""));
    }

    private static Remark remark(Detected detected) {
        var subject = "AWS Cost Anomaly Detection";
        return switch (detected) {
            case Detected.Found(var anomalies) ->
                    new Remark(Kind.KEEP, subject, "it found " + anomalies.size());
            case Detected.Off() ->
                    new Remark(Kind.KEEP, subject, "it is off: only our own detection is told");
            case Detected.Unknown(var why) ->
                    new Remark(Kind.UNKNOWN, subject, "what it found is not known: " + why);
        };
    }
}
