package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.watch.DeployWatchAction.MarkGood;
import dev.nightshift.rollback.watch.DeployWatchAction.RecordRelease;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployWatchEffectsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String TARGET = "lambda shop:live";

    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final Clock clock = new TestClock(NOW);
    private final LedgerRegister register = new LedgerRegister(store, clock);
    private final DeployWatchEffects effects =
            new DeployWatchEffects(
                    new AwsDeployWatchGateway(
                            target -> {
                                throw new IllegalStateException("nobody is asked: " + target);
                            },
                            _ -> Optional.empty(),
                            (_, _) -> List.of(),
                            _ -> List.of(),
                            register,
                            new LedgerDeploymentLog(store, clock),
                            (_, reference) -> reference));

    @Test
    void what_was_taken_back_since_the_facts_were_read_is_not_called_good() {
        var release = release(0);
        register.change(TARGET, "42", _ -> release);
        var docket =
                register.docket(TARGET)
                        .with(
                                new Rollback(
                                        "i",
                                        "42",
                                        "41",
                                        "5xx",
                                        NOW,
                                        Rollback.Phase.BEGUN,
                                        Optional.empty()));
        assertThat(register.save(docket)).isPresent();

        var outcome = effects.apply(new MarkGood("shop", release, NOW, "well", Set.of()));

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(register.releases(TARGET)).noneMatch(Release::isGood);
    }

    @Test
    void good_is_since_the_first_time() {
        register.change(TARGET, "42", _ -> release(0));

        effects.apply(new MarkGood("shop", release(0), NOW, "well", Set.of()));
        effects.apply(new MarkGood("shop", release(0), NOW.plusSeconds(300), "well", Set.of()));

        assertThat(register.releases(TARGET))
                .singleElement()
                .extracting(Release::goodAt)
                .isEqualTo(Optional.of(NOW));
    }

    @Test
    void a_record_that_somebody_wrote_meanwhile_is_not_moved_back() {
        register.change(TARGET, "42", _ -> Merging.good(release(600), NOW));

        effects.apply(new RecordRelease("shop", Optional.empty(), release(0), "it was told of"));

        assertThat(register.releases(TARGET)).containsExactly(Merging.good(release(600), NOW));
    }

    private static Release release(int second) {
        return new Release(
                TARGET,
                "42",
                NOW.plusSeconds(second),
                Release.Phase.LIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Release.Undo.POSSIBLE);
    }
}
