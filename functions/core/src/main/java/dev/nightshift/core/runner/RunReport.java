package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remarks.Finding;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the reports of all automations say in the same way: what was done or would be, what waits,
 * and a trouble per subject with the key of its incident. What the words are is theirs.
 */
public final class RunReport<A extends Action> {
    /** Lines of one list in a notice; the ledger has them all. */
    public static final int LINES = 20;

    /** So many subjects with the same trouble are told one by one; more have one cause. */
    private static final int ONE_BY_ONE = 5;

    private final Run<?, A> run;

    public RunReport(Run<?, A> run) {
        this.run = run;
    }

    /**
     * What a run is to be told of.
     *
     * @param rehearsed whether it only would have been done
     * @param others the steps that are not among these
     */
    public record Deeds<A extends Action>(
            boolean rehearsed, List<Step<A>> steps, List<Step<A>> others) {
        public Deeds {
            steps = List.copyOf(steps);
            others = List.copyOf(others);
        }
    }

    /**
     * What was done, or else what would have been.
     *
     * @param isDone which steps count as done
     * @return empty if there is neither
     */
    public Optional<Deeds<A>> deeds(Predicate<Step<A>> isDone) {
        var rehearsed = steps(isDone).isEmpty();
        Predicate<Step<A>> which =
                rehearsed ? step -> step.outcome() instanceof Outcome.Rehearsed : isDone;
        var deeds = new Deeds<>(rehearsed, steps(which), steps(which.negate()));
        return deeds.steps().isEmpty() ? Optional.empty() : Optional.of(deeds);
    }

    /** Lines of what was not done: the other steps, and what waits for a later tick. */
    public List<String> left(Deeds<A> deeds, Function<Step<A>, String> line) {
        return Stream.concat(deeds.others().stream().map(line), waiting()).toList();
    }

    public List<Step<A>> steps(Predicate<Step<A>> which) {
        return run.steps().stream().filter(which).toList();
    }

    /** Lines of the remarks that wait for a later tick. */
    public Stream<String> waiting() {
        return run.plan().remarks().stream()
                .filter(remark -> remark.kind() == Remark.Kind.WAIT)
                .map(RunReport::line);
    }

    /** The actions that were tried and did not succeed. */
    public List<Step<A>> failed() {
        return steps(
                step ->
                        step.outcome() instanceof Outcome.Failed
                                || step.outcome() instanceof Outcome.Refused);
    }

    /** The same by subject, in the order of the plan. */
    public Map<String, List<Step<A>>> failures() {
        return failed().stream()
                .collect(
                        Collectors.groupingBy(
                                step -> step.action().subject(),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    /**
     * The one notice of what was done. A rehearsal of the same things is not news.
     *
     * @param left what was not done, and why
     */
    public Notice digest(
            Deeds<A> deeds, String title, List<Fact> facts, List<String> taken, List<String> left) {
        return new Notice(
                run.id() + "-digest",
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                title,
                facts,
                capped(taken),
                capped(left),
                List.of(),
                deeds.rehearsed()
                        ? run.scope().owner()
                                + "/dry-run/"
                                + Integer.toHexString(
                                        deeds.steps().stream()
                                                .map(step -> step.action().id())
                                                .toList()
                                                .hashCode())
                        : run.id(),
                Optional.empty());
    }

    /**
     * A notice for each subject, or one for all if they are many.
     *
     * @param bySubject in the order in which they are told
     */
    public static <T> List<Notice> each(
            Map<String, List<T>> bySubject,
            BiFunction<String, List<T>, Notice> one,
            Supplier<Notice> all) {
        return each(bySubject, ONE_BY_ONE, one, all);
    }

    /**
     * The same, with another idea of what is many.
     *
     * @param oneByOne so many subjects are told one by one
     */
    public static <T> List<Notice> each(
            Map<String, List<T>> bySubject,
            int oneByOne,
            BiFunction<String, List<T>, Notice> one,
            Supplier<Notice> all) {
        return bySubject.size() > oneByOne
                ? List.of(all.get())
                : bySubject.entrySet().stream()
                        .map(entry -> one.apply(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /**
     * Tells what a planner found: each subject of each trouble by itself, or one notice for a
     * trouble that many have.
     *
     * @param title of a trouble, such as {@code could not be read}
     * @param standing how a subject stands, for its notice
     */
    public <T> List<Notice> troubles(
            List<Finding<T>> findings,
            Function<T, Severity> severity,
            Function<T, String> title,
            Function<String, List<Fact>> standing) {
        var byTrouble = new LinkedHashMap<T, Map<String, List<Finding<T>>>>();
        for (var finding : findings) {
            byTrouble
                    .computeIfAbsent(finding.trouble(), any -> new LinkedHashMap<>())
                    .computeIfAbsent(finding.about(), any -> new ArrayList<>())
                    .add(finding);
        }
        var notices = new ArrayList<Notice>();
        byTrouble.forEach(
                (trouble, bySubject) ->
                        notices.addAll(
                                each(
                                        bySubject,
                                        (subject, own) ->
                                                trouble(
                                                        severity.apply(trouble),
                                                        subject,
                                                        trouble.toString(),
                                                        subject + ": " + title.apply(trouble),
                                                        standing.apply(subject),
                                                        lines(own)),
                                        () ->
                                                trouble(
                                                        severity.apply(trouble),
                                                        "all",
                                                        trouble.toString(),
                                                        bySubject.size()
                                                                + " with trouble: "
                                                                + trouble,
                                                        List.of(),
                                                        bySubject.values().stream()
                                                                .flatMap(own -> lines(own).stream())
                                                                .toList()))));
        return notices;
    }

    private static <T> List<String> lines(List<Finding<T>> findings) {
        return findings.stream().map(finding -> line(finding.remark())).toList();
    }

    /** Tells a trouble of a subject, as an incident that is open until it is no longer found. */
    public Notice trouble(
            Severity severity,
            String subject,
            String trouble,
            String title,
            List<Fact> facts,
            List<String> left) {
        return trouble(severity, subject, trouble, "", title, facts, left);
    }

    /**
     * The same, for a trouble that is news again in another degree.
     *
     * @param degree of it now; repeats of one degree are folded, another one is told
     */
    public Notice trouble(
            Severity severity,
            String subject,
            String trouble,
            String degree,
            String title,
            List<Fact> facts,
            List<String> left) {
        var incident = incident(subject, trouble);
        return new Notice(
                run.id() + "-" + named(subject) + "-" + trouble.toLowerCase(Locale.ROOT),
                run.endedAt(),
                severity,
                run.scope().stage(),
                run.scope().automation(),
                title,
                facts,
                List.of(),
                capped(left),
                List.of(),
                degree.isEmpty() ? incident : incident + "/" + degree,
                Optional.of(new Incident(incident, false)));
    }

    /** The key of an incident, such as {@code rds-backup/shop/rpo}. */
    public String incident(String subject, String trouble) {
        return run.scope().automation() + "/" + named(subject) + "/" + trouble;
    }

    private static String named(String subject) {
        return subject.replace(' ', '-');
    }

    public static String line(Remark remark) {
        return remark.subject() + ": " + remark.because();
    }

    /**
     * A step, what came of it, and why.
     *
     * @param why what there is to say beyond the outcome's label
     */
    public static String line(Step<?> step, String why) {
        return step.action().id() + ": " + step.outcome().label() + " (" + why + ")";
    }

    /** At most {@link #LINES} lines, the last of which says how many more there are. */
    public static List<String> capped(List<String> lines) {
        return lines.size() <= LINES
                ? lines
                : Stream.concat(
                                lines.stream().limit(LINES),
                                Stream.of("and " + (lines.size() - LINES) + " more"))
                        .toList();
    }
}
