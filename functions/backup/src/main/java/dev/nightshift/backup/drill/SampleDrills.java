package dev.nightshift.backup.drill;

import static dev.nightshift.core.text.Words.length;

import dev.nightshift.backup.drill.DrillAction.ClearScratch;
import dev.nightshift.backup.drill.DrillAction.ProveManifest;
import dev.nightshift.backup.drill.DrillAction.Sample;
import dev.nightshift.backup.drill.DrillFacts.Bucket;
import dev.nightshift.backup.drill.DrillFacts.Scratch;
import dev.nightshift.backup.drill.DrillObserver.Read;
import dev.nightshift.backup.drill.DrillSettings.BucketDrill;
import dev.nightshift.backup.drill.ScratchFolder.Note;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Done;
import dev.nightshift.core.automation.Outcome.Underway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drills of buckets: sees what there is of them, and moves one on as far as the time allows. */
final class SampleDrills implements BucketObserver, BucketEffects {
    /** For the evidence to be kept in, beside what the runner keeps back for itself. */
    private static final Duration TO_WRITE = Duration.ofSeconds(10);

    private final Depot depot;
    private final DrillSettings settings;
    private final Place place;
    private final Clock clock;

    SampleDrills(Depot depot, DrillSettings settings, Place place, Clock clock) {
        this.depot = depot;
        this.settings = settings;
        this.place = place;
        this.clock = clock;
    }

    private ScratchFolder folder() {
        var root =
                settings.scratch()
                        .map(
                                own ->
                                        new Target(
                                                own.bucket(),
                                                own.region().orElse(place.regions().recovery()),
                                                own.prefix()))
                        .orElseGet(
                                () ->
                                        new Target(
                                                depot.vault().bucket(),
                                                depot.vault().region(),
                                                "scratch/"));
        return new ScratchFolder(depot.stores.at(root.region()), root, place.scope());
    }

    @Override
    public Bucket bucket(BucketDrill wanted) {
        var read =
                Read.of(
                        () -> {
                            var manifests = depot.manifests();
                            var slots = manifests.slots(wanted.name());
                            var evidence =
                                    depot.log()
                                            .of(
                                                    Evidence.Kind.S3,
                                                    wanted.name(),
                                                    DrillObserver.EVIDENCE);
                            var proven = new HashMap<Instant, Instant>();
                            for (var slot : slots) {
                                // others are nothing to this automation
                                if (evidence.stream().anyMatch(one -> isGoodFor(one, slot))) {
                                    manifests
                                            .proven(wanted.name(), slot)
                                            .ifPresent(at -> proven.put(slot, at));
                                }
                            }
                            return new Bucket(
                                    wanted.name(), slots, proven, evidence, Optional.empty());
                        });
        return read.value()
                .orElseGet(
                        () ->
                                new Bucket(
                                        wanted.name(), List.of(), Map.of(), List.of(), read.why()));
    }

    private static boolean isGoodFor(Evidence evidence, Instant slot) {
        return evidence.result() == Result.SUCCESSFUL && evidence.copy().equals(slot.toString());
    }

    @Override
    public List<Scratch> scratch() {
        return settings.buckets().isEmpty() ? List.of() : folder().left();
    }

    @Override
    public Applied sample(Sample action, Deadline deadline) {
        var log = depot.log();
        if (log.of(Evidence.Kind.S3, action.subject(), 1).stream()
                .anyMatch(one -> one.drill().equals(action.drill()))) {
            return new AlreadySo("the evidence of drill " + action.drill() + " is kept already");
        }
        Deadline early = () -> shorter(deadline.remaining());
        if (early.isNear()) {
            return new Underway("too little time is left in this run to restore anything");
        }
        var note = folder().begin(action.drill(), new Note(clock.instant(), action.manifest()));
        var index = depot.manifests().index(action.subject(), note.manifest());
        if (index.isEmpty()) {
            return keep(
                    action,
                    note,
                    note.manifest(),
                    List.of(
                            new Finding(
                                    "manifest",
                                    Verdict.UNKNOWN,
                                    "manifest " + note.manifest() + " is not there any more")),
                    Optional.empty(),
                    Map.of());
        }
        var found = index.get();
        var late = Duration.between(note.startedAt(), clock.instant());
        if (late.compareTo(BucketPlanner.LEFTOVER) > 0) {
            return keep(
                    action,
                    note,
                    found.startedAt(),
                    List.of(
                            new Finding(
                                    SampleRun.OVER,
                                    Verdict.UNKNOWN,
                                    "given up after " + length(late))),
                    Optional.empty(),
                    Map.of());
        }
        var run = new SampleRun(depot, folder(), action, note, clock);
        return run.go(found, early)
                .map(
                        seen ->
                                keep(
                                        action,
                                        note,
                                        found.startedAt(),
                                        seen.findings(),
                                        seen.newest(),
                                        measures(found)))
                .orElseGet(
                        () ->
                                new Underway(
                                        "a sample of manifest "
                                                + note.manifest()
                                                + " is being restored; the next tick goes on"));
    }

    private static Duration shorter(Duration left) {
        var shorter = left.minus(TO_WRITE);
        return shorter.isNegative() ? Duration.ZERO : shorter;
    }

    private static Map<String, String> measures(ManifestIndex index) {
        return Map.of(
                "objects", Long.toString(index.objects()), "bytes", Long.toString(index.bytes()));
    }

    private Applied keep(
            Sample action,
            Note note,
            Instant copyOf,
            List<Finding> findings,
            Optional<Duration> newest,
            Map<String, String> measures) {
        var end = clock.instant();
        var over = findings.stream().anyMatch(one -> one.name().equals(SampleRun.OVER));
        var evidence =
                new Evidence(
                        Evidence.Kind.S3,
                        action.drill(),
                        place.scope().stage(),
                        action.subject(),
                        note.manifest().toString(),
                        depot.vault().region(),
                        copyOf,
                        note.startedAt(),
                        end,
                        over ? Result.TIMED_OUT : DrillEvidence.result(findings),
                        DrillEvidence.reason(findings),
                        over || measures.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Duration.between(note.startedAt(), end)),
                        action.settings().rto(),
                        Duration.between(copyOf, note.startedAt()),
                        action.settings().rpo(),
                        newest,
                        DrillEvidence.checks(findings),
                        measures,
                        depot.log().newestHash(Evidence.Kind.S3, action.subject()));
        return depot.log().keep(evidence)
                ? new Done(
                        evidence.result()
                                + (evidence.reason().isEmpty() ? "" : ": " + evidence.reason()))
                : new AlreadySo("the evidence of drill " + evidence.drill() + " is kept already");
    }

    @Override
    public Applied prove(ProveManifest action) {
        var manifests = depot.manifests();
        if (manifests.index(action.subject(), action.manifest()).isEmpty()) {
            return new AlreadySo("the manifest is gone, and needs no mark any more");
        }
        if (manifests.proven(action.subject(), action.manifest()).isPresent()) {
            return new AlreadySo("the manifest is marked already");
        }
        manifests.prove(action.subject(), action.manifest(), action.at());
        return new Done("manifest " + action.manifest() + " is marked as proven");
    }

    @Override
    public Applied clear(ClearScratch action, Deadline deadline) {
        try {
            return folder().clear(action.drill(), deadline)
                    ? new Done("nothing of drill " + action.drill() + " is left")
                    : new Underway("the time of this run is up; the next tick goes on");
        } catch (CloudException refused) {
            if (refused.kind() != CloudException.Kind.NOT_FOUND) {
                throw refused;
            }
            return new AlreadySo("there is no such bucket any more");
        }
    }
}
