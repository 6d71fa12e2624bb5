package dev.nightshift.backup.history;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Kind;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupFacts.Targets;
import dev.nightshift.backup.history.Copies.Found;
import dev.nightshift.backup.history.Copies.Held;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.work.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads how backups stand. What cannot be read is said, and spoils nothing else. */
public final class BackupHistory {
    private static final int AT_ONCE = 4;

    /** Of drills that nothing is planned for any more. */
    private static final Duration USUAL_DRILLS = Duration.ofDays(7);

    /** Documents beyond those that the time asked for can have: the last proof may be older. */
    private static final int BEYOND = 10;

    private static final int MOST = 400;

    private final List<Ask> asks;
    private final Optional<EvidenceLog> evidence;

    /**
     * Where copies of one kind are found, and what is asked of each source.
     *
     * @param targets by the name of the source
     */
    public record Ask(Kind kind, Copies copies, Function<String, Targets> targets) {}

    /**
     * @param evidence empty if no drills are set up
     */
    public BackupHistory(List<Ask> asks, Optional<EvidenceLog> evidence) {
        this.asks = List.copyOf(asks);
        this.evidence = evidence;
    }

    private record Answer(Optional<Found> found, Optional<CloudException> failure) {}

    private record Wanted(Ask ask, Held held) {}

    /**
     * @param wanted sources by name
     * @param back how far the evidence is to reach
     * @throws CloudException if nothing at all could be read
     */
    public BackupFacts observe(Instant now, Duration back, Predicate<String> wanted) {
        var answers = Together.map(asks, AT_ONCE, ask -> ask(ask, now));
        var failures = answers.stream().flatMap(answer -> answer.failure().stream()).toList();
        if (!failures.isEmpty() && failures.size() == asks.size()) {
            throw failures.getFirst();
        }
        var gaps = new ArrayList<Gap>();
        var sources = new ArrayList<Wanted>();
        for (int i = 0; i < asks.size(); i++) {
            var ask = asks.get(i);
            answers.get(i)
                    .failure()
                    .ifPresent(
                            failure -> gaps.add(new Gap(ask.kind() + "s", failure.getMessage())));
            answers.get(i)
                    .found()
                    .ifPresent(
                            found -> {
                                found.sources().stream()
                                        .filter(held -> wanted.test(held.source()))
                                        .forEach(held -> sources.add(new Wanted(ask, held)));
                                gaps.addAll(found.gaps());
                            });
        }
        return new BackupFacts(
                now, Together.map(sources, AT_ONCE, source -> read(source, back)), gaps);
    }

    private static Answer ask(Ask ask, Instant now) {
        try {
            return new Answer(Optional.of(ask.copies().find(now)), Optional.empty());
        } catch (CloudException failure) {
            return new Answer(Optional.empty(), Optional.of(failure));
        }
    }

    private Source read(Wanted wanted, Duration back) {
        var held = wanted.held();
        var kind = wanted.ask().kind();
        var targets = wanted.ask().targets().apply(held.source());
        List<Evidence> documents = List.of();
        Optional<String> unread = Optional.empty();
        var ofEvidence = evidenceKind(kind);
        if (evidence.isPresent() && ofEvidence.isPresent()) {
            try {
                documents =
                        evidence.get().of(ofEvidence.get(), held.source(), limit(targets, back));
            } catch (CloudException failure) {
                unread = Optional.of(failure.getMessage());
            }
        }
        return new Source(
                kind, held.source(), held.copies(), held.unread(), documents, unread, targets);
    }

    private static int limit(Targets targets, Duration back) {
        var every = targets.drillEvery().orElse(USUAL_DRILLS);
        return (int) Math.min(MOST, back.dividedBy(every) + BEYOND);
    }

    private static Optional<Evidence.Kind> evidenceKind(Kind kind) {
        return switch (kind) {
            case DATABASE -> Optional.of(Evidence.Kind.RDS);
            case BUCKET -> Optional.of(Evidence.Kind.S3);
            case HOST -> Optional.empty();
        };
    }
}
