package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.backup.s3.store.KeyOrder;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.Page;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A list that is cut into ranges says what one page after the other says. */
class SourceCursorTest {
    private static final List<String> PIECES =
            List.of("a", "b", "/", "%", " ", "\n", "é", "日", "\uFFFD", "😀", "\u0001", "\u007f");

    private final FakeS3 s3 = new FakeS3(new TestClock(Shop.NOW));
    private final ObjectStore store = s3.at("eu-west-1");

    private record Seen(List<Listed> entries, long seen) {}

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ranges_say_what_one_page_after_the_other_says(long seed) {
        var random = new Random(seed);
        boolean versioned = random.nextBoolean();
        var keys = bucket(random, versioned);
        var list = pagesOf(1 + random.nextInt(9), versioned);
        var after = random.nextInt(3) == 0 ? any(random, keys) : "";

        var expected = read(new SourceCursor(list, versioned, after, List.of()));
        var cut = read(new SourceCursor(list, versioned, after, cuts(random, keys)));

        assertThat(cut).as("seed " + seed).isEqualTo(expected);
        assertThat(expected.entries())
                .extracting(Listed::key)
                .containsExactlyElementsOf(
                        keys.stream()
                                .filter(key -> versioned || s3.bucket("b").object(key).isPresent())
                                .filter(key -> KeyOrder.compare(key, after) > 0)
                                .toList());
    }

    /** Every key that has an entry in the list of its bucket. */
    private NavigableSet<String> bucket(Random random, boolean versioned) {
        var bucket = s3.bucket("b", "eu-west-1");
        if (versioned) {
            bucket.versioned();
        }
        var keys = new TreeSet<String>(KeyOrder::compare);
        for (int i = random.nextInt(80); i > 0; i--) {
            var key = key(random);
            keys.add(key);
            for (int copies = 1 + random.nextInt(4); copies > 0; copies--) {
                bucket.put(key, FakeObject.of("text " + random.nextInt()));
            }
            if (random.nextInt(4) == 0) {
                bucket.delete(key);
            }
        }
        return keys;
    }

    private static String key(Random random) {
        var key = new StringBuilder();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            key.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return key.toString();
    }

    private static String any(Random random, NavigableSet<String> keys) {
        return keys.isEmpty() || random.nextInt(3) == 0
                ? key(random)
                : List.copyOf(keys).get(random.nextInt(keys.size()));
    }

    /** Also keys that are not there, the same twice, and now and then not in order. */
    private static List<String> cuts(Random random, NavigableSet<String> keys) {
        var cuts = new ArrayList<String>();
        for (int i = random.nextInt(40); i > 0; i--) {
            cuts.add(any(random, keys));
        }
        if (random.nextInt(4) > 0) {
            cuts.sort(KeyOrder::compare);
        }
        return cuts;
    }

    private Function<Optional<Mark>, Page<Listed>> pagesOf(int size, boolean versioned) {
        return mark -> {
            var page =
                    versioned
                            ? store.listVersions("b", "", mark)
                            : store.list("b", "", mark.map(Mark::key).orElse(""));
            return page.entries().size() <= size
                    ? page
                    : new Page<>(page.entries().subList(0, size), true);
        };
    }

    private static Seen read(SourceCursor cursor) {
        try (cursor) {
            var all = new ArrayList<Listed>();
            for (var it = cursor.next(); it.isPresent(); it = cursor.next()) {
                all.add(it.get());
            }
            return new Seen(all, cursor.seen());
        }
    }

    @Test
    void a_page_that_fails_in_one_range_fails_the_list() {
        var keys = numbered(40);
        Function<Optional<Mark>, Page<Listed>> list =
                mark -> {
                    if (mark.isPresent() && mark.get().key().equals("k19")) {
                        throw new CloudException(Kind.UNREACHABLE, "no page after k19");
                    }
                    return pagesOf(10, false).apply(mark);
                };

        assertThatThrownBy(() -> read(new SourceCursor(list, false, "", List.of("k09", "k19"))))
                .isInstanceOf(CloudException.class)
                .hasMessage("no page after k19");
        // what nobody gets to fails nobody
        try (var cursor = new SourceCursor(list, false, "", List.of("k09", "k19"))) {
            for (var key : keys.subList(0, 20)) {
                assertThat(cursor.next().orElseThrow().key()).isEqualTo(key);
            }
        }
    }

    @Test
    void few_ranges_are_listed_at_once_and_closing_ends_them_all() throws InterruptedException {
        var keys = numbered(60);
        var begun = new Semaphore(0);
        var ended = new CountDownLatch(12);
        Function<Optional<Mark>, Page<Listed>> list =
                _ -> {
                    begun.release();
                    try {
                        new CountDownLatch(1).await();
                        throw new AssertionError("nobody counts it down");
                    } catch (InterruptedException e) {
                        ended.countDown();
                        throw new CloudException(Kind.UNREACHABLE, "interrupted", e);
                    }
                };

        try (var _ = new SourceCursor(list, false, "", keys)) {
            assertThat(begun.tryAcquire(12, 10, TimeUnit.SECONDS)).isTrue();
            assertThat(begun.tryAcquire(100, TimeUnit.MILLISECONDS)).isFalse();
        }

        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void pages_that_were_looked_at_are_counted() {
        var keys = numbered(60);
        try (var cursor = new SourceCursor(pagesOf(10, false), false, "", List.of("k09", "k31"))) {
            for (int i = 0; i < keys.size(); i++) {
                assertThat(cursor.next()).isPresent();
            }
            assertThat(cursor.next()).isEmpty();
            // k00–k09, k10–k31, k32–k59
            assertThat(cursor.pages()).isEqualTo(1 + 3 + 3);
        }
    }

    private List<String> numbered(int count) {
        var bucket = s3.bucket("b", "eu-west-1");
        var keys = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            keys.add("k%02d".formatted(i));
            bucket.put(keys.getLast(), "text " + i);
        }
        return keys;
    }
}
