package dev.nightshift.backup.history;

import dev.nightshift.backup.history.BackupFacts.Copy;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.Selection;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What s3-backup holds: the finished manifests of each bucket that it is to back up. */
public final class BucketShelf implements Copies {
    private static final int AT_ONCE = 8;

    private final Select wanted;
    private final Selection selection;
    private final ObjectStore home;
    private final Manifests manifests;
    private final Vault vault;

    /**
     * @param home where buckets are listed
     */
    public BucketShelf(Select wanted, ObjectStore home, Manifests manifests, Vault vault) {
        this.wanted = wanted;
        this.selection = new Selection(wanted);
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
            if (Selection.isVault(name, vault)) {
                gaps.add(new Gap(name, "is a vault, and a vault is never backed up"));
            } else if (there.contains(name)) {
                selected.add(name);
            } else {
                gaps.add(new Gap(name, "is named in the settings, but there is no such bucket"));
            }
        }
        var others =
                there.stream()
                        .filter(name -> !Selection.isVault(name, vault))
                        .filter(name -> !selected.contains(name))
                        .sorted()
                        .toList();
        var byTags = new ArrayList<String>();
        for (var name : others) {
            if (selection.byName(name)) {
                selected.add(name);
            } else if (selection.asksForTags()) {
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
                    home.bucket(bucket).filter(found -> selection.byTags(found.tags())).isPresent(),
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
