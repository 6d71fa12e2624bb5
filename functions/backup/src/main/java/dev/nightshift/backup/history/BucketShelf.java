package dev.nightshift.backup.history;

import dev.nightshift.backup.Globs;
import dev.nightshift.backup.Together;
import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What s3-backup holds: the finished manifests of each bucket that it is to back up. */
public final class BucketShelf implements Copies {
    private static final int AT_ONCE = 8;

    /** As {@link Vault#of} names them; a vault is never a source. */
    private static final Pattern VAULT =
            Pattern.compile("nightshift-.+-vault-[0-9]{12}-[a-z]{2}[a-z0-9-]*-[0-9]");

    private final Wanted wanted;
    private final ObjectStore home;
    private final Manifests manifests;
    private final Vault vault;

    /**
     * Which buckets: those that are named, or fit a pattern, or carry all of the tags.
     *
     * @param tags none selects nothing
     */
    public record Wanted(List<String> names, List<String> patterns, Map<String, String> tags) {
        public Wanted {
            names = List.copyOf(names);
            patterns = List.copyOf(patterns);
            tags = Map.copyOf(tags);
        }
    }

    /**
     * @param home where buckets are listed
     */
    public BucketShelf(Wanted wanted, ObjectStore home, Manifests manifests, Vault vault) {
        this.wanted = wanted;
        this.home = home;
        this.manifests = manifests;
        this.vault = vault;
    }

    private record Answer<T>(T value, Optional<String> failure) {}

    @Override
    public Found find(Instant now) {
        var there = new HashSet<>(home.buckets());
        var gaps = new ArrayList<Gap>();
        var selected = new TreeSet<String>();
        for (var name : wanted.names()) {
            if (there.contains(name)) {
                selected.add(name);
            } else {
                gaps.add(new Gap(name, "is named in the settings, but there is no such bucket"));
            }
        }
        var patterns = wanted.patterns().stream().map(Globs::compile).toList();
        var others =
                there.stream()
                        .filter(name -> !VAULT.matcher(name).matches())
                        .filter(name -> !name.equals(vault.bucket()))
                        .filter(name -> !selected.contains(name))
                        .sorted()
                        .toList();
        var byTags = new ArrayList<String>();
        for (var name : others) {
            if (patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches())) {
                selected.add(name);
            } else if (!wanted.tags().isEmpty()) {
                byTags.add(name);
            }
        }
        var tagged = Together.map(byTags, AT_ONCE, this::isTagged);
        for (int i = 0; i < byTags.size(); i++) {
            var name = byTags.get(i);
            if (tagged.get(i).value()) {
                selected.add(name);
            }
            tagged.get(i)
                    .failure()
                    .ifPresent(
                            why ->
                                    gaps.add(
                                            new Gap(
                                                    name,
                                                    "whether it is to be backed up is not known: "
                                                            + why)));
        }
        return new Found(
                Together.map(List.copyOf(selected), AT_ONCE, bucket -> held(bucket, now)), gaps);
    }

    private Answer<Boolean> isTagged(String bucket) {
        try {
            return new Answer<>(
                    home.bucket(bucket)
                            .filter(
                                    found ->
                                            found.tags()
                                                    .entrySet()
                                                    .containsAll(wanted.tags().entrySet()))
                            .isPresent(),
                    Optional.empty());
        } catch (CloudException failure) {
            return new Answer<>(false, Optional.of(failure.getMessage()));
        }
    }

    private Held held(String bucket, Instant now) {
        try {
            var newest = manifests.newest(bucket, now);
            var copies =
                    manifests.slots(bucket).stream()
                            .filter(slot -> !slot.isAfter(now))
                            .map(
                                    slot ->
                                            new Copy(
                                                    slot.toString(),
                                                    vault.region(),
                                                    slot,
                                                    // of older ones it is near enough
                                                    newest.filter(
                                                                    index ->
                                                                            index.slot()
                                                                                    .equals(slot))
                                                            .map(index -> index.startedAt())
                                                            .orElse(slot),
                                                    Optional.empty()))
                            .toList();
            return new Held(bucket, copies, List.of());
        } catch (CloudException failure) {
            return new Held(
                    bucket,
                    List.of(),
                    List.of("its manifests were not read: " + failure.getMessage()));
        }
    }
}
