package dev.nightshift.backup.s3.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * A bucket of {@link FakeS3}. What tests do to it here is done by others than the code under test:
 * it passes no faults and is not counted. Every method may be called while others use the bucket.
 */
public final class FakeBucket {
    /** Whether a bucket keeps versions. */
    public enum Versioning {
        NEVER,
        ENABLED,
        SUSPENDED
    }

    /**
     * Objects that are made when they are looked at, so that a million of them need no memory.
     *
     * @param key the keys, ascending in {@link KeyOrder}
     * @param object what is under the key of that number; the same whenever it is asked
     */
    public record Generated(long count, LongFunction<String> key, LongFunction<FakeObject> object) {
        /** The number of the first key that is not smaller. */
        long ceiling(String from) {
            long low = 0;
            long high = count;
            while (low < high) {
                long middle = (low + high) >>> 1;
                if (KeyOrder.compare(key.apply(middle), from) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    private final FakeS3 s3;
    private final String name;
    private final String region;
    private final Map<String, String> tags = new TreeMap<>();
    // of each key the newest first; an empty list hides a generated object
    private final NavigableMap<String, List<FakeObject>> objects = new TreeMap<>(KeyOrder::compare);
    private Optional<Generated> generated = Optional.empty();
    private Versioning versioning = Versioning.NEVER;
    private boolean kms;

    FakeBucket(FakeS3 s3, String name, String region) {
        this.s3 = s3;
        this.name = name;
        this.region = region;
    }

    public String name() {
        return name;
    }

    public String region() {
        return region;
    }

    public FakeBucket versioned() {
        return versioning(Versioning.ENABLED);
    }

    public FakeBucket versioning(Versioning state) {
        synchronized (s3) {
            versioning = state;
            return this;
        }
    }

    /** Encrypts with KMS: ETags are no MD5, and every copy gets another. */
    public FakeBucket kms() {
        synchronized (s3) {
            kms = true;
            return this;
        }
    }

    public FakeBucket tag(String key, String value) {
        synchronized (s3) {
            tags.put(key, value);
            return this;
        }
    }

    /** Fills it with objects that exist only when looked at. */
    public FakeBucket generated(Generated all) {
        synchronized (s3) {
            generated = Optional.of(all);
            return this;
        }
    }

    public FakeBucket put(String key, String text) {
        return put(key, FakeObject.of(text));
    }

    public FakeBucket put(String key, FakeObject object) {
        synchronized (s3) {
            write(key, object);
            return this;
        }
    }

    /** As somebody deletes it who names no version. */
    public FakeBucket delete(String key) {
        synchronized (s3) {
            remove(key);
            return this;
        }
    }

    /** As somebody deletes it who means it. */
    public FakeBucket purge(String key) {
        synchronized (s3) {
            objects.put(key, new ArrayList<>());
            return this;
        }
    }

    /** Alters the current version in place, which S3 itself never does. */
    public FakeBucket tamper(String key, UnaryOperator<FakeObject> change) {
        synchronized (s3) {
            var versions = versions(key);
            versions.set(0, change.apply(versions.getFirst()));
            objects.put(key, versions);
            return this;
        }
    }

    /** The current object of a key. */
    public Optional<FakeObject> object(String key) {
        synchronized (s3) {
            return current(key);
        }
    }

    /** All versions and markers of a key, the newest first. */
    public List<FakeObject> history(String key) {
        synchronized (s3) {
            return List.copyOf(versions(key));
        }
    }

    /** The current objects by key. For buckets of a size that can be looked at. */
    public NavigableMap<String, FakeObject> contents() {
        synchronized (s3) {
            var all = new TreeMap<String, FakeObject>(KeyOrder::compare);
            entries("")
                    .forEachRemaining(
                            it -> it.current().ifPresent(object -> all.put(it.key(), object)));
            return all;
        }
    }

    // ---- for the store; the caller holds the lock ----

    ObjectStore.Bucket described() {
        return new ObjectStore.Bucket(name, region, versioning == Versioning.ENABLED, tags);
    }

    boolean everVersioned() {
        return versioning != Versioning.NEVER;
    }

    boolean isKms() {
        return kms;
    }

    /** A key and all its versions. */
    record Entry(String key, Supplier<List<FakeObject>> versions) {
        Optional<FakeObject> current() {
            return versions.get().stream().findFirst().filter(object -> !object.deleteMarker());
        }
    }

    /**
     * All keys in order, also such as have no version any more.
     *
     * @param from the first key, if it is there
     */
    Iterator<Entry> entries(String from) {
        var stored = new Ahead<>(objects.tailMap(from, true).entrySet().iterator());
        var made =
                new Ahead<>(
                        generated
                                .map(
                                        all ->
                                                LongStream.range(all.ceiling(from), all.count())
                                                        .mapToObj(at -> made(all, at))
                                                        .iterator())
                                .orElse(Collections.emptyIterator()));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return stored.next.isPresent() || made.next.isPresent();
            }

            @Override
            public Entry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int order =
                        made.next.isEmpty()
                                ? -1
                                : stored.next.isEmpty()
                                        ? 1
                                        : KeyOrder.compare(
                                                stored.next.get().getKey(), made.next.get().key());
                if (order == 0) {
                    made.take();
                }
                if (order > 0) {
                    return made.take();
                }
                var entry = stored.take();
                return new Entry(entry.getKey(), entry::getValue);
            }
        };
    }

    private static Entry made(Generated all, long at) {
        return new Entry(all.key().apply(at), () -> List.of(all.object().apply(at)));
    }

    /** Looks one ahead. */
    private static final class Ahead<T> {
        private final Iterator<T> rest;
        private Optional<T> next;

        Ahead(Iterator<T> rest) {
            this.rest = rest;
            this.next = rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
        }

        T take() {
            var taken = next.orElseThrow();
            next = rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
            return taken;
        }
    }

    /** The versions of a key, the newest first; altering the list alters nothing. */
    List<FakeObject> versions(String key) {
        var stored = objects.get(key);
        if (stored != null) {
            return new ArrayList<>(stored);
        }
        var made = new ArrayList<FakeObject>();
        generated.ifPresent(
                all -> {
                    long at = all.ceiling(key);
                    if (at < all.count() && all.key().apply(at).equals(key)) {
                        made.add(all.object().apply(at));
                    }
                });
        return made;
    }

    Optional<FakeObject> current(String key) {
        return versions(key).stream().findFirst().filter(object -> !object.deleteMarker());
    }

    /**
     * @param version empty for the current one
     */
    Optional<FakeObject> object(String key, String version) {
        return version.isEmpty()
                ? current(key)
                : versions(key).stream()
                        .filter(it -> it.version().equals(version) && !it.deleteMarker())
                        .findFirst();
    }

    FakeObject write(String key, FakeObject object) {
        long sequence = s3.nextSequence();
        boolean keeps = versioning == Versioning.ENABLED;
        var placed =
                object.placed(
                        sequence,
                        keeps ? FakeS3.versionId(sequence) : FakeObject.UNVERSIONED,
                        s3.now());
        var versions = versions(key);
        if (!keeps) {
            versions.removeIf(it -> it.version().equals(FakeObject.UNVERSIONED));
        }
        versions.addFirst(placed);
        objects.put(key, versions);
        return placed;
    }

    void remove(String key) {
        if (everVersioned()) {
            write(key, FakeObject.marker());
        } else {
            objects.put(key, new ArrayList<>());
        }
    }

    void replace(String key, FakeObject object) {
        var versions = versions(key);
        versions.replaceAll(it -> it.version().equals(object.version()) ? object : it);
        objects.put(key, versions);
    }

    void erase(String key, String version) {
        var versions = versions(key);
        versions.removeIf(it -> it.version().equals(version));
        if (versions.isEmpty() && generated.isEmpty()) {
            objects.remove(key);
        } else {
            objects.put(key, versions);
        }
    }
}
