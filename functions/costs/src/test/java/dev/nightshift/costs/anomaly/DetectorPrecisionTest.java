package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Thirty account-years, so that a change for the worse is seen; the bench shows hundreds. Both
 * limits are those that hold there.
 */
class DetectorPrecisionTest {
    private static final double LEAST = 0.9;

    /** Neither those that it was tuned on nor those that are published. */
    private static final long FIRST_SEED = 2_000_001;

    private static final int YEARS = 30;

    @Test
    void what_is_planted_is_found_and_little_else() {
        var scores = new Scores();
        LongStream.range(FIRST_SEED, FIRST_SEED + YEARS)
                .mapToObj(SimulatedAccount::new)
                .forEach(account -> scores.add(account, Simulation.ours(account)));

        assertThat(scores.planted()).isGreaterThan(30);
        assertThat(scores.precision()).as("precision").isGreaterThanOrEqualTo(LEAST);
        assertThat(scores.recall()).as("recall").isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void a_plain_rule_does_not_reach_that() {
        var scores = new Scores();
        LongStream.range(FIRST_SEED, FIRST_SEED + YEARS)
                .mapToObj(SimulatedAccount::new)
                .forEach(
                        account ->
                                scores.add(
                                        account, Simulation.by(Simulation::overLastWeek, account)));

        assertThat(Math.min(scores.precision(), scores.recall())).isLessThan(LEAST);
    }
}
