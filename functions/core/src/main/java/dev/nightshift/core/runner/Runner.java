package dev.nightshift.core.runner;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Cooldown;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.Ledger.Claim;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.core.notice.Notices;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Runs an automation the way all of them run: claim, observe, plan, apply within the caps and the
 * deadline, write down, tell. An automation itself knows none of it.
 */
public final class Runner {
    private final Terms terms;
    private final Ledger ledger;
    private final Tidings tidings;
    private final Log log;
    private final Clock clock;

    public Runner(Terms terms, Ledger ledger, Notices notices, Log log, Clock clock) {
        this.terms = terms;
        this.ledger = ledger;
        this.tidings = new Tidings(terms, ledger, notices, log, clock);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Sees to one trigger.
     *
     * @throws CloudException if the ledger cannot be reached, or nothing could be observed; the
     *     same trigger may then be delivered again unless an effect has begun
     */
    public <F, A extends Action> RunResult<F, A> run(
            Automation<F, A> automation, Trigger trigger, Deadline deadline) {
        var startedAt = clock.instant();
        var runId = startedAt + "-" + UUID.randomUUID().toString().substring(0, 8);
        var lease = startedAt.plus(deadline.remaining());
        return switch (ledger.claim(trigger, runId, startedAt, lease)) {
            case Claim.Seen(var first) -> {
                log.info(
                        "trigger seen before",
                        "trigger",
                        trigger.key(),
                        "firstSeen",
                        first.toString());
                yield new RunResult.Duplicate<>(trigger.key(), first);
            }
            case Claim.Busy(var until) -> {
                log.info(
                        "another run is under way",
                        "trigger",
                        trigger.key(),
                        "until",
                        until.toString());
                yield new RunResult.Busy<>(until);
            }
            case Claim.Granted granted ->
                    new RunResult.Ran<>(
                            new Attempt<>(automation, trigger, granted, deadline, runId, startedAt)
                                    .go());
        };
    }

    /** One run under way. */
    private final class Attempt<F, A extends Action> {
        private final Automation<F, A> automation;
        private final Trigger trigger;
        private final Claim.Granted claim;
        private final Deadline deadline;
        private final String runId;
        private final Instant startedAt;
        private boolean effectsBegun;

        Attempt(
                Automation<F, A> automation,
                Trigger trigger,
                Claim.Granted claim,
                Deadline deadline,
                String runId,
                Instant startedAt) {
            this.automation = automation;
            this.trigger = trigger;
            this.claim = claim;
            this.deadline = deadline;
            this.runId = runId;
            this.startedAt = startedAt;
        }

        Run<F, A> go() {
            try {
                var memory = new RunMemory(ledger);
                var facts = automation.observe(startedAt, memory);
                var plan = automation.plan(facts);
                logPlan(plan);
                var verdict = CapVerdict.of(plan, terms.caps());
                var asked =
                        new Consents<>(plan, verdict, terms, ledger.approvals(), clock.instant());
                var steps = apply(plan, verdict, asked);
                asked.end(steps);
                var run =
                        new Run<>(
                                runId,
                                terms.scope(),
                                trigger,
                                terms.mode(),
                                startedAt,
                                clock.instant(),
                                facts,
                                plan,
                                steps);
                keep(run);
                var said = new ArrayList<>(automation.report(run));
                said.addAll(asked.notices(run, verdict.question()));
                tidings.tell(said, sawEverything(run));
                // after the telling: what was not told yet must still be news to the next run
                memory.keep(automation.remember(run), clock.instant());
                ledger.finish(trigger, runId, clock.instant());
                log.metrics(RunMetrics.of(run));
                return run;
            } catch (RuntimeException failure) {
                fail(failure);
                throw failure;
            }
        }

        private List<Step<A>> apply(Plan<A> plan, CapVerdict verdict, Consents<A> consents) {
            var steps = new ArrayList<Step<A>>();
            var succeeded = new HashSet<String>();
            for (var action : plan.actions()) {
                var outcome =
                        held(action, verdict, consents, succeeded)
                                .orElseGet(() -> tryOut(action, consents));
                if (outcome.succeeded() || outcome instanceof Outcome.Rehearsed) {
                    succeeded.add(action.id());
                }
                log.info(
                        "action",
                        "run",
                        runId,
                        "id",
                        action.id(),
                        "because",
                        action.because(),
                        "outcome",
                        outcome.label() + ": " + outcome.detail());
                steps.add(new Step<>(action, outcome));
            }
            return steps;
        }

        /** Why an action is not tried at all, if it is not. The caps hold in every mode. */
        private Optional<Outcome> held(
                A action, CapVerdict verdict, Consents<A> consents, Set<String> succeeded) {
            if (verdict.withheld().containsKey(action.id()) && !consents.liftsCap(action)) {
                return Optional.of(
                        new Outcome.Withheld(verdict.withheld().getOrDefault(action.id(), "")));
            }
            var unanswered = consents.waits(action);
            if (unanswered.isPresent()) {
                return unanswered.map(Outcome.Withheld::new);
            }
            var missing =
                    action.needs().stream().filter(id -> !succeeded.contains(id)).sorted().toList();
            if (!missing.isEmpty()) {
                return Optional.of(
                        new Outcome.Withheld("needs first: " + String.join(", ", missing)));
            }
            if (deadline.isNear()) {
                return Optional.of(
                        new Outcome.Left("the time of this run is up; the next tick goes on"));
            }
            if (terms.mode() == Mode.DRY_RUN) {
                return Optional.of(new Outcome.Rehearsed());
            }
            return action.cooldown()
                    .flatMap(cooldown -> ledger.coolingUntil(cooldown.key(), clock.instant()))
                    .map(until -> new Outcome.Withheld("tried lately; left alone until " + until));
        }

        private Outcome tryOut(A action, Consents<A> consents) {
            try {
                beginEffects();
                var takenBack = consents.begin(action, runId, clock.instant());
                if (takenBack.isPresent()) {
                    return new Outcome.Withheld(takenBack.get());
                }
                var voices = consents.voices(action);
                ledger.record(line(action, HistoryEntry.INTENDED, voices));
                action.cooldown().ifPresent(this::coolDown);
                var outcome = attempt(action);
                ledger.record(line(action, outcome.label(), joined(outcome.detail(), voices)));
                return outcome;
            } catch (CloudException noLedger) {
                // no effect without its intent on record; the action is tried again by the next
                // tick
                return new Outcome.Failed(noLedger.kind(), Redactor.redact(noLedger.getMessage()));
            }
        }

        private static String joined(String detail, String voices) {
            return detail.isEmpty() || voices.isEmpty() ? detail + voices : detail + "; " + voices;
        }

        private Outcome attempt(A action) {
            try {
                return automation.apply(action, deadline);
            } catch (CloudException refusal) {
                return new Outcome.Failed(refusal.kind(), Redactor.redact(refusal.getMessage()));
            } catch (RuntimeException defect) {
                log.error("action failed unexpectedly", defect, "run", runId, "id", action.id());
                return new Outcome.Failed(
                        CloudException.Kind.REJECTED, Redactor.redact("unexpected: " + defect));
            }
        }

        private void beginEffects() {
            if (!effectsBegun) {
                ledger.effectsBegin(trigger, claim, clock.instant());
                effectsBegun = true;
            }
        }

        private void coolDown(Cooldown cooldown) {
            ledger.coolDown(cooldown.key(), clock.instant().plus(cooldown.length()));
        }

        private HistoryEntry line(A action, String outcome, String detail) {
            return new HistoryEntry(
                    clock.instant(),
                    runId,
                    action.id(),
                    action.subject(),
                    action.because(),
                    outcome,
                    detail);
        }

        private void keep(Run<F, A> run) {
            ledger.record(
                    new HistoryEntry(
                            run.endedAt(),
                            runId,
                            "",
                            terms.scope().owner(),
                            "trigger " + trigger.key(),
                            terms.mode().name(),
                            run.summary()));
        }

        private void logPlan(Plan<A> plan) {
            log.info(
                    "plan",
                    "run",
                    runId,
                    "mode",
                    terms.mode().name(),
                    "actions",
                    Integer.toString(plan.actions().size()),
                    "findings",
                    Integer.toString(plan.findings().size()));
            plan.findings()
                    .forEach(
                            finding ->
                                    log.info(
                                            "finding",
                                            "run",
                                            runId,
                                            "kind",
                                            finding.kind().name(),
                                            "subject",
                                            finding.subject(),
                                            "because",
                                            finding.because()));
        }

        /** Whether a trouble that this run did not find can be taken to be over. */
        private static boolean sawEverything(Run<?, ?> run) {
            return run.plan().remarks().stream()
                            .noneMatch(remark -> remark.kind() == Remark.Kind.UNKNOWN)
                    && run.steps().stream().noneMatch(step -> isOpen(step.outcome()));
        }

        private static boolean isOpen(Outcome outcome) {
            return outcome instanceof Outcome.Left
                    || outcome instanceof Outcome.Withheld
                    || outcome instanceof Outcome.Underway;
        }

        private void fail(RuntimeException failure) {
            log.error("run failed", failure, "run", runId, "trigger", trigger.key());
            try {
                ledger.record(
                        new HistoryEntry(
                                clock.instant(),
                                runId,
                                "",
                                terms.scope().owner(),
                                "trigger " + trigger.key(),
                                "FAILED",
                                Redactor.redact(String.valueOf(failure.getMessage()))));
                tidings.tellFailure(
                        RunnerNotices.failed(runId, terms.scope(), clock.instant(), failure));
                if (effectsBegun) {
                    ledger.finish(trigger, runId, clock.instant());
                } else {
                    ledger.release(trigger, runId);
                }
            } catch (CloudException ledgerAway) {
                failure.addSuppressed(ledgerAway);
            }
        }
    }
}
