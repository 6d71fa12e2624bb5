package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.drill.DrillAction.ClearScratch;
import dev.nightshift.backup.drill.DrillAction.ProveManifest;
import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.backup.drill.DrillDraft.Trouble;
import dev.nightshift.backup.drill.DrillFacts.Bucket;
import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Says which buckets are due for a drill, and what is left of earlier ones. */
final class BucketPlanner {
    /** A sample takes minutes; what is older than this is nobody's. */
    static final Duration LEFTOVER = Duration.ofHours(4);

    private final DrillSettings settings;
    private final Scope scope;
    private final DrillFacts facts;
    private final DrillDraft draft;

    BucketPlanner(DrillSettings settings, Scope scope, DrillFacts facts, DrillDraft draft) {
        this.settings = settings;
        this.scope = scope;
        this.facts = facts;
        this.draft = draft;
    }

    void plan() {
        facts.scratchUnread()
                .ifPresent(
                        why ->
                                draft.unknown(
                                        Trouble.UNREADABLE,
                                        "scratch objects",
                                        "what drills have left could not be listed: " + why));
        var busy = new HashSet<String>();
        for (var wanted : settings.buckets()) {
            Optional.ofNullable(facts.buckets().get(wanted.name()))
                    .ifPresent(bucket -> plan(wanted, bucket, busy));
        }
        for (var left : facts.scratch()) {
            draft.owns(1);
            var age = Duration.between(left.newest(), facts.at());
            var over =
                    facts.buckets().values().stream()
                            .flatMap(bucket -> bucket.evidence().stream())
                            .filter(one -> one.drill().equals(left.drill()))
                            .findFirst();
            if (over.isPresent()) {
                draft.add(
                        new ClearScratch(
                                over.get().source(),
                                left.drill(),
                                "its drill is over: " + over.get().result()));
            } else if (!busy.contains(left.drill()) && age.compareTo(LEFTOVER) > 0) {
                draft.add(
                        new ClearScratch(
                                "scratch",
                                left.drill(),
                                "nothing was written there for "
                                        + length(age)
                                        + "; a drill that still runs writes within "
                                        + length(LEFTOVER)));
            }
        }
    }

    private void plan(BucketDrill wanted, Bucket bucket, Set<String> busy) {
        if (bucket.unread().isPresent()) {
            draft.unknown(
                    Trouble.UNREADABLE,
                    bucket.name(),
                    "its manifests or the evidence of its drills could not be read, so none is"
                            + " begun: "
                            + bucket.unread().get());
            return;
        }
        prove(bucket);
        var slot = Slots.of(facts.at(), settings.every());
        var last = bucket.evidence().stream().findFirst();
        if (last.isPresent() && !last.get().startedAt().isBefore(slot)) {
            draft.keep(
                    bucket.name(),
                    "drilled "
                            + RunningPlanner.ago(last.get().startedAt(), facts.at())
                            + ": "
                            + last.get().result()
                            + "; the next one is due from "
                            + slot.plus(settings.every()));
            return;
        }
        var drill = DrillId.of(scope.owner(), Evidence.Kind.S3, bucket.name(), slot);
        var manifest = pick(wanted, bucket, drill);
        if (manifest.isEmpty()) {
            draft.warn(
                    Trouble.COPY,
                    bucket.name(),
                    "has no finished manifest that could be drilled; s3-backup has made none");
            return;
        }
        busy.add(drill);
        draft.add(
                new Sample(
                        bucket.name(),
                        drill,
                        manifest.get(),
                        wanted,
                        RunningPlanner.lastGood(bucket.evidence()),
                        last.map(
                                                one ->
                                                        "it was last drilled "
                                                                + RunningPlanner.ago(
                                                                        one.startedAt(),
                                                                        facts.at()))
                                        .orElse("it was never drilled")
                                + ", and is every "
                                + length(settings.every())));
    }

    private void prove(Bucket bucket) {
        var marked = new HashSet<Instant>();
        for (var evidence : bucket.evidence()) {
            if (evidence.result() != Result.SUCCESSFUL) {
                continue;
            }
            bucket.manifests().stream()
                    .filter(slot -> slot.toString().equals(evidence.copy()))
                    .filter(slot -> !bucket.proven().containsKey(slot))
                    .filter(marked::add)
                    .forEach(
                            slot ->
                                    draft.add(
                                            new ProveManifest(
                                                    bucket.name(),
                                                    slot,
                                                    evidence.endedAt(),
                                                    "drill "
                                                            + evidence.drill()
                                                            + " restored a sample of it and found"
                                                            + " it good")));
        }
    }

    private Optional<Instant> pick(BucketDrill wanted, Bucket bucket, String drill) {
        var there = bucket.manifests().stream().filter(slot -> !slot.isAfter(facts.at())).toList();
        if (there.isEmpty()) {
            return Optional.empty();
        }
        var choice =
                wanted.pick().within().stream()
                        .flatMap(
                                window ->
                                        there.stream()
                                                .filter(
                                                        slot ->
                                                                !slot.isBefore(
                                                                        facts.at().minus(window))))
                        .toList();
        return Optional.of(
                choice.isEmpty()
                        ? there.getLast()
                        : choice.get(DrillId.chance(drill, choice.size())));
    }
}
