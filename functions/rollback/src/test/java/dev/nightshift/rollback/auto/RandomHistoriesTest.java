package dev.nightshift.rollback.auto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ten thousand histories of one service, each told by a seed, held against what is true. */
class RandomHistoriesTest {
    private static final int HISTORIES = 10_000;

    @Test
    void no_history_ends_in_a_rollback_that_should_not_have_been() {
        long rollbacks = 0;
        long escalated = 0;
        long frozen = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            var town = new Town(seed);
            town.live(40);
            town.settle();
            rollbacks += town.moves();
            escalated += town.escalated();
            frozen += town.frozen();
        }
        // histories in which nothing happens would show nothing
        assertThat(rollbacks).isGreaterThan(HISTORIES / 8);
        assertThat(escalated).isPositive();
        assertThat(frozen).isPositive();
        System.out.printf(
                "%d histories: %d rollbacks, %d given to a person, %d targets frozen%n",
                HISTORIES, rollbacks, escalated, frozen);
    }
}
