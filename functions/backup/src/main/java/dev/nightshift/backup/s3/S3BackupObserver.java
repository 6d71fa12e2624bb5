package dev.nightshift.backup.s3;

import dev.nightshift.backup.Slots;
import dev.nightshift.backup.s3.S3BackupFacts.Bucket;
import dev.nightshift.backup.s3.S3BackupFacts.Garbage;
import dev.nightshift.backup.s3.S3BackupFacts.Orphans;
import dev.nightshift.backup.s3.S3BackupFacts.Sample;
import dev.nightshift.backup.s3.S3BackupFacts.Standing;
import dev.nightshift.backup.s3.engine.Discards;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads what there is. What cannot be read of one bucket spoils no other. */
final class S3BackupObserver {
    private static final int AT_ONCE = 8;

    private final S3BackupSettings settings;
    private final Selection selection;
    private final String home;
    private final ObjectStores stores;
    private final BatchJobs jobs;

    /**
     * @param home the region whose endpoint lists the account's buckets
     */
    S3BackupObserver(S3BackupSettings settings, String home, ObjectStores stores, BatchJobs jobs) {
        this.settings = settings;
        this.selection = new Selection(settings.select());
        this.home = home;
        this.stores = stores;
        this.jobs = jobs;
    }

    private record Read<T>(Optional<T> value, Optional<CloudException> failure) {
        static <T> Read<T> of(Supplier<T> call) {
            try {
                return new Read<>(Optional.of(call.get()), Optional.empty());
            } catch (CloudException refusal) {
                return new Read<>(Optional.empty(), Optional.of(refusal));
            }
        }

        Optional<String> why() {
            return failure.map(CloudException::getMessage);
        }
    }

    /** A bucket that is selected or has backups, before anyone looked into the vault. */
    private record Subject(
            String name, Standing standing, Optional<Source> source, Optional<String> unread) {}

    /**
     * @throws CloudException if neither the buckets nor the vault could be read
     */
    S3BackupFacts observe(Vault vault, Instant now) {
        Manifests manifests = new VaultManifests(stores, vault);
        var listed = Read.of(() -> stores.at(home).buckets());
        var vaulted = Read.of(manifests::buckets);
        if (listed.value().isEmpty() && vaulted.value().isEmpty()) {
            throw listed.failure().orElseThrow();
        }
        if (vaulted.value().isEmpty()) {
            return new S3BackupFacts(now, vault, listed.why(), Map.of(), vaulted.why(), List.of());
        }
        var undecided = new TreeMap<String, String>();
        var subjects =
                subjects(vault, listed.value(), new TreeSet<>(vaulted.value().get()), undecided);
        var shelf = new Shelf(settings, vault, stores, manifests, jobs, now);
        var read = Together.map(subjects, AT_ONCE, subject -> shelved(shelf, subject));
        return new S3BackupFacts(
                now, vault, listed.why(), undecided, Optional.empty(), looked(vault, now, read));
    }

    private List<Subject> subjects(
            Vault vault,
            Optional<List<String>> listed,
            Set<String> vaulted,
            Map<String, String> undecided) {
        var names = new TreeSet<String>(vaulted);
        names.addAll(settings.select().names());
        listed.ifPresent(names::addAll);
        names.removeIf(name -> Selection.isVault(name, vault));
        if (!selection.asksForTags()) {
            names.removeIf(name -> !selection.byName(name) && !vaulted.contains(name));
        }
        var there = listed.map(HashSet::new);
        var asked = List.copyOf(names);
        var answers =
                Together.map(
                        asked,
                        AT_ONCE,
                        name ->
                                there.isPresent() && !there.get().contains(name)
                                        ? new Read<>(
                                                Optional.of(Optional.<ObjectStore.Bucket>empty()),
                                                Optional.empty())
                                        : Read.of(() -> stores.at(home).bucket(name)));
        var subjects = new ArrayList<Subject>();
        for (int i = 0; i < asked.size(); i++) {
            var name = asked.get(i);
            var answer = answers.get(i);
            if (answer.value().isPresent()) {
                subject(name, answer.value().get(), vaulted.contains(name))
                        .ifPresent(subjects::add);
            } else if (selection.byName(name) || vaulted.contains(name)) {
                subjects.add(
                        new Subject(
                                name,
                                selection.byName(name) ? Standing.SELECTED : Standing.UNSELECTED,
                                Optional.empty(),
                                answer.why()));
            } else {
                undecided.put(name, answer.why().orElse(""));
            }
        }
        return subjects;
    }

    private Optional<Subject> subject(
            String name, Optional<ObjectStore.Bucket> bucket, boolean vaulted) {
        var selected =
                bucket.isPresent()
                        && (selection.byName(name) || selection.byTags(bucket.get().tags()));
        if (!selected && !vaulted) {
            return Optional.empty();
        }
        var standing =
                selected
                        ? Standing.SELECTED
                        : bucket.isPresent() ? Standing.UNSELECTED : Standing.GONE;
        return Optional.of(
                new Subject(
                        name,
                        standing,
                        bucket.map(it -> new Source(name, it.region(), it.versioned())),
                        Optional.empty()));
    }

    private static Bucket shelved(Shelf shelf, Subject subject) {
        if (subject.unread().isPresent()) {
            return Bucket.unreadable(subject.name(), subject.standing(), subject.unread().get());
        }
        var read = Read.of(() -> shelf.read(subject.name(), subject.standing(), subject.source()));
        return read.value()
                .orElseGet(
                        () ->
                                Bucket.unreadable(
                                        subject.name(), subject.standing(), read.why().orElse("")));
    }

    /** Looks into the buckets that are due, until so many objects have been looked at. */
    private List<Bucket> looked(Vault vault, Instant now, List<Bucket> buckets) {
        var surveyor = new Surveyor(stores, vault);
        var results = new HashMap<String, Bucket>();
        buckets.forEach(bucket -> results.put(bucket.name(), bucket));
        long left = settings.objectsPerRun();
        for (var bucket : longestAgoFirst(buckets)) {
            var slot = due(bucket, now);
            if (slot.isEmpty()) {
                continue;
            }
            if (left <= 0) {
                results.put(
                        bucket.name(),
                        bucket.postponed(
                                "slot "
                                        + slot.get()
                                        + " is due, but this run has looked at "
                                        + Sizes.objects(settings.objectsPerRun())
                                        + " of other buckets already; the next one goes on"));
                continue;
            }
            long limit = left;
            var read = Read.of(() -> surveyed(surveyor, bucket, slot.get(), now, limit));
            results.put(
                    bucket.name(),
                    read.value()
                            .orElseGet(
                                    () ->
                                            Bucket.unreadable(
                                                    bucket.name(),
                                                    bucket.standing(),
                                                    read.why().orElse(""))));
            left -=
                    read.value()
                            .flatMap(Bucket::survey)
                            .map(S3BackupObserver::listed)
                            .orElse((long) ObjectStore.PAGE);
        }
        return swept(vault, now, new TreeMap<>(results).values().stream().toList());
    }

    /**
     * Looks for what dead runs left, and for what nothing names any more; for that in the one
     * bucket where it is longest due, as it takes reading every manifest of it.
     */
    private List<Bucket> swept(Vault vault, Instant now, List<Bucket> buckets) {
        var notes = new Notes(stores.at(vault.region()), vault);
        var next =
                buckets.stream()
                        .flatMap(bucket -> garbageDue(notes, bucket, now).stream())
                        .min(Comparator.comparing(Due::since).thenComparing(Due::bucket))
                        .map(Due::bucket);
        return Together.map(
                buckets,
                AT_ONCE,
                bucket ->
                        isAtRest(bucket)
                                ? swept(
                                        vault,
                                        bucket,
                                        next.filter(bucket.name()::equals).isPresent(),
                                        now)
                                : bucket);
    }

    /** Whether no run is at work on it, or about to be. */
    private static boolean isAtRest(Bucket bucket) {
        return bucket.unread().isEmpty()
                && !bucket.slots().isEmpty()
                && bucket.survey().isEmpty()
                && bucket.postponed().isEmpty()
                && bucket.unfinished().isEmpty();
    }

    /** A bucket whose garbage has been to be looked for since then. */
    private record Due(String bucket, Instant since) {}

    private Optional<Due> garbageDue(Notes notes, Bucket bucket, Instant now) {
        if (!isAtRest(bucket)) {
            return Optional.empty();
        }
        // a note that cannot be read does no harm: it is looked for, and written, anew
        return Optional.of(
                        Read.of(() -> notes.collected(bucket.name()))
                                .value()
                                .flatMap(last -> last)
                                .orElse(bucket.slots().getFirst())
                                .plus(settings.garbage().every()))
                .filter(since -> !since.isAfter(now))
                .map(since -> new Due(bucket.name(), since));
    }

    private Bucket swept(Vault vault, Bucket bucket, boolean garbage, Instant now) {
        var name = bucket.name();
        var read =
                Read.of(
                        () -> {
                            var orphans = new Discards(stores, vault).orphans(name, now);
                            return bucket.swept(
                                    garbage
                                            ? Optional.of(garbage(vault, name, now))
                                            : Optional.empty(),
                                    orphans.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(
                                                    new Orphans(
                                                            orphans.slots(), orphans.uploads())));
                        });
        return read.value()
                .orElseGet(() -> Bucket.unreadable(name, bucket.standing(), read.why().orElse("")));
    }

    private Garbage garbage(Vault vault, String bucket, Instant now) {
        var found = new dev.nightshift.backup.s3.engine.Garbage(stores, vault).survey(bucket, now);
        return new Garbage(found.versions(), found.bytes(), found.ofVersions(), found.ofBytes());
    }

    private Bucket surveyed(
            Surveyor surveyor, Bucket bucket, Instant slot, Instant now, long limit) {
        var source = bucket.source().orElseThrow();
        var survey = surveyor.survey(source, slot, now, limit);
        var current = Slots.of(now, settings.every());
        if (slot.isBefore(current) && isStuck(survey)) {
            survey.changes().close();
            survey = surveyor.survey(source, current, now, limit);
        }
        return bucket.surveyed(survey, sample(source));
    }

    /** A run that has done everything and yet is not finished could copy nothing at all. */
    private static boolean isStuck(Survey survey) {
        return !survey.after().isEmpty()
                && survey.upTo().isEmpty()
                && listed(survey) == 0
                && survey.counts().removed() == 0;
    }

    private static long listed(Survey survey) {
        var counts = survey.counts();
        return counts.unchanged() + counts.toCopy();
    }

    private static List<Bucket> longestAgoFirst(List<Bucket> buckets) {
        return buckets.stream()
                .sorted(
                        Comparator.comparing(
                                        (Bucket bucket) ->
                                                bucket.newest()
                                                        .map(newest -> newest.slot())
                                                        .orElse(Instant.MIN))
                                .thenComparing(Bucket::name))
                .toList();
    }

    /** The slot that a bucket needs a backup for, unless a job is at it. */
    private Optional<Instant> due(Bucket bucket, Instant now) {
        if (bucket.standing() != Standing.SELECTED
                || bucket.unread().isPresent()
                || bucket.job()
                        .filter(job -> job.phase() != S3BackupFacts.Job.Phase.ENDED)
                        .isPresent()) {
            return Optional.empty();
        }
        if (bucket.unfinished().isPresent()) {
            return bucket.unfinished();
        }
        var slot = Slots.of(now, settings.every());
        return bucket.newest().filter(newest -> !newest.slot().isBefore(slot)).isPresent()
                ? Optional.empty()
                : Optional.of(slot);
    }

    /** What the first page says of storage classes; a survey does not keep them. */
    private Sample sample(Source source) {
        var classes = new TreeMap<String, Integer>();
        var small = new TreeMap<String, Integer>();
        var page = stores.at(source.region()).list(source.bucket(), "", "").entries();
        for (var entry : page) {
            classes.merge(entry.storageClass(), 1, Integer::sum);
            if (entry.sizeBytes() < Charges.LEAST_BYTES) {
                small.merge(entry.storageClass(), 1, Integer::sum);
            }
        }
        return new Sample(page.size(), classes, small);
    }
}
