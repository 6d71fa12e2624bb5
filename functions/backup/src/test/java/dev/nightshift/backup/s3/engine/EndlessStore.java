package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.Head;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.LongCopy;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A bucket of any number of objects that are nowhere, and a vault whose copies are nowhere either;
 * only what the engine writes itself is kept, in files. For measuring memory and time.
 */
final class EndlessStore implements ObjectStore {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");
    private static final SortedMap<String, String> PROPERTIES =
            new TreeMap<>(Map.of("content-type", "image/jpeg"));

    private final String source;
    private final long objects;
    private final Path folder;
    private final Runnable onCall;
    // by name alone: paths would weigh more than what is measured
    private final NavigableSet<String> written = new ConcurrentSkipListSet<>();

    /**
     * @param onCall is called with each page listed, and each document written or read
     */
    EndlessStore(String source, long objects, Path folder, Runnable onCall) {
        this.source = source;
        this.objects = objects;
        this.folder = folder;
        this.onCall = onCall;
    }

    private static String key(long number) {
        return "2026/11/photo-%09d.jpg".formatted(number);
    }

    private Path file(String key) {
        return folder.resolve(key.replace('/', '_'));
    }

    private static String hex(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return "%016x%016x".formatted(mixed, mixed * 0x9E3779B97F4A7C15L);
    }

    @Override
    public Page<Listed> list(String bucket, String prefix, String after) {
        var page = new ArrayList<Listed>();
        if (!bucket.equals(source)) {
            var from = written.tailSet(after.isEmpty() ? prefix : after, after.isEmpty());
            for (var it : from) {
                if (!it.startsWith(prefix)) {
                    break;
                }
                if (page.size() == PAGE) {
                    return new Page<>(page, true);
                }
                page.add(new Listed(it, 1, THEN, "", "STANDARD", "", true, false));
            }
            return new Page<>(page, false);
        }
        long at = after.isEmpty() ? 0 : Long.parseLong(after.substring(14, 23)) + 1;
        for (; at < objects && page.size() < PAGE; at++) {
            page.add(new Listed(key(at), 4_096, THEN, hex(at), "STANDARD", "", true, false));
        }
        onCall.run();
        return new Page<>(page, at < objects);
    }

    @Override
    public Optional<Head> head(String bucket, String key, String version) {
        int name = key.indexOf("photo-") + 6;
        long at = Long.parseLong(key.substring(name, name + 9));
        return Optional.of(
                new Head(
                        4_096,
                        THEN,
                        hex(at),
                        version,
                        "CRC64NVME:" + hex(at).substring(0, 11) + "=",
                        "STANDARD",
                        PROPERTIES,
                        0));
    }

    @Override
    public CopyResult copy(Copy copy) {
        return new CopyResult.Copied(copy.ifMatch(), copy.ifMatch());
    }

    @Override
    public Optional<CopyResult> copyInParts(Copy copy, LongCopy progress) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean putIfAbsent(String bucket, String key, Body body, Map<String, String> tags) {
        if (written.contains(key)) {
            return false;
        }
        put(bucket, key, body, tags);
        return true;
    }

    @Override
    public void put(String bucket, String key, Body body, Map<String, String> tags) {
        try (var in = body.open().get()) {
            // as a stream: a part of the manifest must not be in this heap either
            Files.copy(in, file(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written.add(key);
        onCall.run();
    }

    @Override
    public InputStream get(String bucket, String key, String version) {
        if (!written.contains(key)) {
            throw new CloudException(CloudException.Kind.NOT_FOUND, "NoSuchKey: " + key);
        }
        onCall.run();
        try {
            return Files.newInputStream(file(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> buckets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Bucket> bucket(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Listed> listVersions(String bucket, String prefix, Optional<Mark> after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SortedMap<String, String> tags(String bucket, String key, String version) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setTags(String bucket, String key, String version, Map<String, String> tags) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Refusal> delete(String bucket, List<ObjectVersion> versions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Upload> uploads(String bucket, String prefix) {
        return List.of();
    }

    @Override
    public void abort(Upload upload) {
        throw new UnsupportedOperationException();
    }
}
