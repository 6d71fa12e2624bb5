package dev.nightshift.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link LedgerStore} does; the fake and the table keep each other honest. */
abstract class LedgerStoreContract {
    private static final Instant LATER = Instant.parse("2026-12-22T03:00:00.123Z");
    private static final LedgerStore.Key KEY =
            new LedgerStore.Key("trigger#shop", "2026-11-22T03:00:00Z");

    protected abstract LedgerStore store();

    @Test
    void what_was_written_is_read_with_its_version_and_its_expiry_to_the_second() {
        var written = store().put(KEY, Map.of("state", "CLAIMED", "empty", ""), LATER, 0);

        assertThat(store().get(KEY)).isEqualTo(written);
        assertThat(written.orElseThrow().version()).isEqualTo(1);
        assertThat(written.orElseThrow().expiresAt()).isEqualTo("2026-12-22T03:00:00Z");
        assertThat(written.orElseThrow().text("empty")).isEmpty();
    }

    @Test
    void of_two_who_write_first_one_wins() {
        assertThat(store().put(KEY, Map.of("by", "one"), LATER, 0)).isPresent();
        assertThat(store().put(KEY, Map.of("by", "two"), LATER, 0)).isEmpty();
        assertThat(store().get(KEY).map(entry -> entry.text("by"))).contains("one");
    }

    @Test
    void a_write_on_top_of_a_stale_version_is_refused() {
        store().put(KEY, Map.of("n", "1"), LATER, 0);
        assertThat(store().put(KEY, Map.of("n", "2"), LATER, 1))
                .map(LedgerStore.Entry::version)
                .contains(2L);

        assertThat(store().put(KEY, Map.of("n", "3"), LATER, 1)).isEmpty();
        assertThat(store().get(KEY).map(entry -> entry.text("n"))).contains("2");
    }

    @Test
    void the_same_write_again_after_a_lost_answer_is_a_success() {
        var first = store().put(KEY, Map.of("n", "1"), LATER, 0);

        assertThat(store().put(KEY, Map.of("n", "1"), LATER, 0)).isEqualTo(first);
    }

    @Test
    void what_was_deleted_is_gone_and_may_be_deleted_again() {
        store().put(KEY, Map.of(), LATER, 0);

        store().delete(KEY);
        store().delete(KEY);

        assertThat(store().get(KEY)).isEmpty();
        assertThat(store().put(KEY, Map.of(), LATER, 0)).isPresent();
    }

    @Test
    void a_partition_is_listed_newest_first_through_every_page_and_no_further_than_asked() {
        var padding = "x".repeat(40_000); // 60 of them are more than two pages of 1 MB
        IntStream.range(0, 60)
                .forEach(
                        n ->
                                store().put(
                                                new LedgerStore.Key(
                                                        "history#shop", "%03d".formatted(n)),
                                                Map.of("padding", padding),
                                                LATER,
                                                0));
        store().put(new LedgerStore.Key("history#other", "999"), Map.of(), LATER, 0);

        var all = store().newestFirst("history#shop", 1_000);

        assertThat(all).hasSize(60);
        assertThat(all.getFirst().key().sort()).isEqualTo("059");
        assertThat(all.getLast().key().sort()).isEqualTo("000");
        assertThat(store().newestFirst("history#shop", 55)).isEqualTo(all.subList(0, 55));
    }
}
