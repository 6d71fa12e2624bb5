package dev.nightshift.core.runner;

import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.approval.Approval.Question;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.approval.Fingerprint;
import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Ask;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which actions of a plan wait for a person's yes, and which have it: the deletions of a plan over
 * its caps together, and what asks for itself by subject. A rehearsal asks nobody.
 */
final class Consents<A extends Action> {
    /** What the deletions of a plan over its caps are asked about as. */
    private static final String OVER_CAP = "over-cap";

    private static final int LINES = 20;
    private static final int LINE = 200;

    private final Terms terms;
    private final Approvals approvals;
    private final Instant now;
    private final List<Matter<A>> matters = new ArrayList<>();
    private final Set<String> begun = new HashSet<>();

    /** How a question stands. */
    private sealed interface Standing {
        record Given(Approval approval) implements Standing {}

        /** Not answered, not by enough people, or with no. */
        record Open(Approval approval) implements Standing {}

        /** Nobody can be asked just now. */
        record Unasked(String why) implements Standing {}
    }

    private record Matter<A extends Action>(
            String about, List<A> actions, Set<String> ids, Standing standing) {
        boolean isOverCap() {
            return about.equals(OVER_CAP);
        }

        boolean isGiven() {
            return standing instanceof Standing.Given;
        }
    }

    Consents(Plan<A> plan, CapVerdict verdict, Terms terms, Approvals approvals, Instant now) {
        this.terms = terms;
        this.approvals = approvals;
        this.now = now;
        if (terms.mode() == Mode.DRY_RUN) {
            return;
        }
        if (verdict.question().isPresent()) {
            look(
                    OVER_CAP,
                    plan.actions().stream()
                            .filter(action -> action.impact() == Impact.DELETE)
                            .toList(),
                    new Ask(terms.approvals(), true));
        }
        var bySubject = new LinkedHashMap<String, List<A>>();
        for (var action : plan.actions()) {
            if (action.approval().isPresent()) {
                bySubject.computeIfAbsent(action.subject(), any -> new ArrayList<>()).add(action);
            }
        }
        bySubject.forEach(
                (subject, actions) ->
                        look(RunnerNotices.approvalOf(subject), actions, strictest(actions)));
    }

    /** The shortest time that one of them asks for, and two people if one of them does. */
    private static Ask strictest(List<? extends Action> actions) {
        return actions.stream()
                .flatMap(action -> action.approval().stream())
                .reduce(
                        (one, other) ->
                                new Ask(
                                        one.validity().compareTo(other.validity()) <= 0
                                                ? one.validity()
                                                : other.validity(),
                                        one.destructive() || other.destructive()))
                .orElseThrow();
    }

    private void look(String about, List<A> actions, Ask ask) {
        var ids = actions.stream().map(Action::id).collect(Collectors.toSet());
        matters.add(new Matter<>(about, actions, ids, standing(about, actions, ask)));
    }

    private Standing standing(String about, List<A> actions, Ask ask) {
        if (actions.size() > Approvals.MOST_ACTIONS) {
            return new Standing.Unasked(
                    "%d actions are too many to be approved together; at most %d"
                            .formatted(actions.size(), Approvals.MOST_ACTIONS));
        }
        var question =
                new Question(
                        terms.scope().automation(),
                        Fingerprint.of(terms.scope(), about, actions),
                        about,
                        Fingerprint.each(actions),
                        actions.stream().limit(LINES).map(Consents::line).toList(),
                        now,
                        now.plus(ask.validity()),
                        ask.destructive());
        try {
            var given = approvals.allowing(question, now);
            return given.isPresent()
                    ? new Standing.Given(given.get())
                    : new Standing.Open(approvals.ask(question, now));
        } catch (CloudException unreadable) {
            // unknown is not a yes
            return new Standing.Unasked(
                    "whether it was approved could not be read: "
                            + Redactor.redact(unreadable.getMessage()));
        }
    }

    private static String line(Action action) {
        var line = Redactor.redact(action.id() + ": " + action.because());
        return line.length() <= LINE ? line : line.substring(0, LINE - 1) + "…";
    }

    /** Whether people have agreed to it though the plan is over its caps. */
    boolean liftsCap(A action) {
        return of(action).anyMatch(matter -> matter.isOverCap() && matter.isGiven());
    }

    /** Why an action that asks for itself is not tried yet; empty if it may be. */
    Optional<String> waits(A action) {
        return of(action).filter(matter -> !matter.isOverCap()).flatMap(this::why).findFirst();
    }

    private Stream<String> why(Matter<A> matter) {
        return switch (matter.standing()) {
            case Standing.Given _ -> Stream.empty();
            case Standing.Unasked(var why) -> Stream.of(why);
            case Standing.Open(var approval) -> {
                var question = approval.question();
                var voices = approval.voices();
                yield Stream.of(
                        approval.no().isPresent()
                                ? voices + "; asked again after " + question.expiresAt()
                                : "waits for a yes until "
                                        + question.expiresAt()
                                        + (voices.isEmpty()
                                                ? ""
                                                : "; " + voices + ", one more is needed"));
            }
        };
    }

    /**
     * Puts on record that a run makes use of the yes; before the action's intent is.
     *
     * @return why it may not be tried after all; empty if it may
     * @throws CloudException if that cannot be put on record
     */
    Optional<String> begin(A action, String run, Instant at) {
        for (var matter : of(action).toList()) {
            if (matter.standing() instanceof Standing.Given(var approval)
                    && !begun.contains(hash(approval))) {
                if (approvals.begin(hash(approval), run, at).isEmpty()) {
                    return Optional.of("the approval was taken back or has expired");
                }
                begun.add(hash(approval));
            }
        }
        return Optional.empty();
    }

    /** Who agreed to an action; empty if nobody had to. */
    String voices(A action) {
        return of(action)
                .flatMap(
                        matter ->
                                matter.standing() instanceof Standing.Given(var approval)
                                        ? Stream.of(approval.voices())
                                        : Stream.empty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Puts on record what was made, so that nothing is made twice under one approval. */
    void end(List<Step<A>> steps) {
        for (var matter : matters) {
            if (matter.standing() instanceof Standing.Given(var approval)
                    && begun.contains(hash(approval))) {
                var done =
                        steps.stream()
                                .filter(step -> step.outcome().succeeded())
                                .map(Step::action)
                                .filter(action -> matter.ids().contains(action.id()))
                                .toList();
                approvals.made(
                        hash(approval),
                        Fingerprint.each(done),
                        done.size() == matter.actions().size());
            }
        }
    }

    /**
     * The questions that stand, for people; each is told by every run, and folded by its key.
     *
     * @param overCap why deletions are held back, if they are
     */
    List<Notice> notices(Run<?, A> run, Optional<String> overCap) {
        var notices = new ArrayList<Notice>();
        var askedOverCap = matters.stream().filter(Matter::isOverCap).findFirst();
        overCap.filter(why -> askedOverCap.isEmpty() || isUnanswered(askedOverCap.get()))
                .ifPresent(
                        why ->
                                notices.add(
                                        RunnerNotices.overCap(
                                                run, why, askedOverCap.flatMap(Consents::asked))));
        for (var matter : matters) {
            if (!matter.isOverCap() && isUnanswered(matter)) {
                asked(matter)
                        .ifPresent(
                                approval ->
                                        notices.add(
                                                RunnerNotices.waits(
                                                        run,
                                                        matter.actions().getFirst().subject(),
                                                        approval)));
            }
        }
        return notices;
    }

    private static boolean isUnanswered(Matter<?> matter) {
        return switch (matter.standing()) {
            case Standing.Given _ -> false;
            case Standing.Open(var approval) -> approval.no().isEmpty();
            case Standing.Unasked _ -> true;
        };
    }

    private static Optional<Approval> asked(Matter<?> matter) {
        return matter.standing() instanceof Standing.Open(var approval)
                ? Optional.of(approval)
                : Optional.empty();
    }

    private Stream<Matter<A>> of(A action) {
        return matters.stream().filter(matter -> matter.ids().contains(action.id()));
    }

    private static String hash(Approval approval) {
        return approval.question().hash();
    }
}
