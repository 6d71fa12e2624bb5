package dev.nightshift.backup.drill;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Manifests.LineReader;
import dev.nightshift.backup.s3.store.Archive;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.ObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Which objects of a manifest a drill restores: always the largest, the newest and an empty one,
 * and beside them as chance has it, the same chance in every run of the drill. Holds no more of the
 * manifest than the sample.
 *
 * @param lines in key order
 * @param newest when the newest object of the whole manifest was written
 * @param passedOver objects that could have been chosen but cannot be restored at once: archived,
 *     or with too long a key for the scratch prefix
 */
record SampleChoice(List<ManifestLine> lines, Optional<Instant> newest, long passedOver) {

    /** How often to look at the clock. */
    private static final int LINES = 10_000;

    SampleChoice {
        lines = List.copyOf(lines);
    }

    /**
     * @param room bytes that the scratch prefix takes of a key
     * @return empty if it was told to stop before it was through
     */
    static Optional<SampleChoice> of(
            LineReader reader, String drill, int size, int room, BooleanSupplier stop) {
        var chance = new PriorityQueue<Scored>(Comparator.comparingLong(Scored::score).reversed());
        Optional<ManifestLine> largest = Optional.empty();
        Optional<ManifestLine> newest = Optional.empty();
        Optional<ManifestLine> empty = Optional.empty();
        Optional<Instant> newestOfAll = Optional.empty();
        long passedOver = 0;
        long read = 0;
        for (var next = reader.next(); next.isPresent(); next = reader.next()) {
            if (++read % LINES == 0 && stop.getAsBoolean()) {
                return Optional.empty();
            }
            var line = next.get();
            if (line.deleted()) {
                continue;
            }
            var then = line.lastModified();
            if (newestOfAll.filter(other -> !other.isBefore(then)).isEmpty()) {
                newestOfAll = Optional.of(then);
            }
            if (Archive.holds(line.storageClass())
                    || line.key().getBytes(StandardCharsets.UTF_8).length + room
                            > ObjectStore.LONGEST_KEY_BYTES) {
                passedOver++;
                continue;
            }
            if (largest.filter(other -> other.sizeBytes() >= line.sizeBytes()).isEmpty()) {
                largest = next;
            }
            if (newest.filter(other -> !other.lastModified().isBefore(then)).isEmpty()) {
                newest = next;
            }
            if (line.sizeBytes() == 0 && empty.isEmpty()) {
                empty = next;
            }
            var score = score(drill, line.key());
            if (chance.size() < size) {
                chance.add(new Scored(score, line));
            } else if (score < chance.element().score()) {
                chance.remove();
                chance.add(new Scored(score, line));
            }
        }
        return Optional.of(
                new SampleChoice(
                        together(chance, size, largest, newest, empty), newestOfAll, passedOver));
    }

    private record Scored(long score, ManifestLine line) {}

    private static List<ManifestLine> together(
            PriorityQueue<Scored> chance,
            int size,
            Optional<ManifestLine> largest,
            Optional<ManifestLine> newest,
            Optional<ManifestLine> empty) {
        var chosen = new TreeMap<String, ManifestLine>(KeyOrder::compare);
        for (var always : List.of(largest, newest, empty)) {
            always.filter(any -> chosen.size() < size)
                    .ifPresent(line -> chosen.put(line.key(), line));
        }
        chance.stream()
                .sorted(Comparator.comparingLong(Scored::score))
                .map(Scored::line)
                .forEach(
                        line -> {
                            if (chosen.size() < size) {
                                chosen.put(line.key(), line);
                            }
                        });
        return List.copyOf(chosen.values());
    }

    /** Spreads keys evenly; not meant to withstand anybody. */
    private static long score(String drill, String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < drill.length(); i++) {
            hash = (hash ^ drill.charAt(i)) * 0x100000001b3L;
        }
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        return hash ^ hash >>> 33;
    }
}
