package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.target.SiteHistory.Change;
import dev.nightshift.rollback.target.SiteHistory.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SiteHistoryTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int SITES = 2_000;

    @Test
    void going_back_makes_it_what_it_was_whatever_has_happened() {
        for (int seed = 0; seed < SITES; seed++) {
            var random = new Random(seed);
            var events = events(random);
            var then = events.get(random.nextInt(events.size())).at();
            var history = history(events);
            var before = history.current();

            var after = new ArrayList<>(events);
            var changes = history.changes(then);
            int half = random.nextInt(changes.size() + 1);
            make(changes.subList(0, half), after);
            assertThat(history(after).foreign(before, then)).as("seed " + seed).isEmpty();
            make(history(after).changes(then), after);

            var back = history(after);
            assertThat(state(after, Instant.MAX)).as("seed " + seed).isEqualTo(state(events, then));
            assertThat(back.changes(then)).isEmpty();
            assertThat(back.current()).as("seed " + seed).isEqualTo(first(events, then));
        }
    }

    @Test
    void what_somebody_else_has_put_there_is_seen() {
        for (int seed = 0; seed < SITES; seed++) {
            var random = new Random(seed);
            var events = events(random);
            var then = events.getFirst().at();
            var before = history(events).current();
            events.add(put("k" + random.nextInt(4), "foreign", START.plusSeconds(1_000)));

            assertThat(history(events).foreign(before, then)).as("seed " + seed).isPresent();
        }
    }

    @Test
    void what_was_written_without_versions_is_not_known() {
        var history =
                new SiteHistory(
                        List.of(
                                put("a", "1", START),
                                new Version(
                                        "b", "null", "2", 1, START.plusSeconds(9), true, false)));
        assertThat(history.obstacle(START.plusSeconds(1)))
                .hasValueSatisfying(why -> assertThat(why).contains("kept no versions"));
        assertThat(history.obstacle(START.plusSeconds(9))).isEmpty();
    }

    @Test
    void parts_archives_and_giants_are_told_if_they_would_have_to_be_copied() {
        assertThat(obstacle("x-2", 1, false)).contains("in parts");
        assertThat(obstacle("x", 1, true)).contains("archived");
        assertThat(obstacle("x", 6L << 30, false)).contains("5 GiB");
        var same = new Version("a", "1", "x-2", 1, START, true, false);
        assertThat(new SiteHistory(List.of(same)).obstacle(START)).isEmpty();
    }

    private static String obstacle(String content, long bytes, boolean archived) {
        return new SiteHistory(
                        List.of(
                                new Version("a", "1", content, bytes, START, false, archived),
                                put("a", "new", START.plusSeconds(1))))
                .obstacle(START)
                .orElseThrow();
    }

    private static List<Version> events(Random random) {
        var events = new ArrayList<Version>();
        int count = 1 + random.nextInt(12);
        events.add(put("k0", "c0", START));
        for (int i = 1; i < count; i++) {
            // several in one second, but of one key only one
            var at = START.plusSeconds(i / 2);
            var key = "k" + (2 * random.nextInt(2) + i % 2);
            events.add(put(key, random.nextInt(3) == 0 ? "" : "c" + random.nextInt(3), at));
        }
        return events;
    }

    private static Version put(String key, String content, Instant at) {
        return new Version(key, key + at, content, 1, at, false, false);
    }

    private static void make(List<Change> changes, List<Version> into) {
        for (var change : changes) {
            var content =
                    switch (change) {
                        case Change.Restore(var version) -> version.content();
                        case Change.Remove _ -> "";
                    };
            into.add(put(change.key(), content, START.plusSeconds(500)));
        }
    }

    private static SiteHistory history(List<Version> events) {
        var marked = new ArrayList<Version>();
        for (var event : events) {
            boolean latest =
                    events.stream()
                            .filter(other -> other.key().equals(event.key()))
                            .max(Comparator.comparing(Version::at))
                            .orElseThrow()
                            .equals(event);
            marked.add(
                    new Version(
                            event.key(),
                            event.id(),
                            event.content(),
                            event.bytes(),
                            event.at(),
                            latest,
                            false));
        }
        return new SiteHistory(marked);
    }

    private static Map<String, String> state(List<Version> events, Instant then) {
        var state = new TreeMap<String, String>();
        events.stream()
                .filter(event -> !event.at().isAfter(then))
                .forEach(event -> state.put(event.key(), event.content()));
        state.values().removeIf(String::isEmpty);
        return state;
    }

    /** The first instant as of which the site was what it was then. */
    private static Instant first(List<Version> events, Instant then) {
        return events.stream()
                .map(Version::at)
                .filter(at -> state(events, at).equals(state(events, then)))
                .findFirst()
                .orElseThrow();
    }
}
