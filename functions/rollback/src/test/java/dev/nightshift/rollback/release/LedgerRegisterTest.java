package dev.nightshift.rollback.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerRegisterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00Z");
    private static final String TARGET = "lambda shop:live";

    private final Register register =
            new LedgerRegister(new InMemoryLedgerStore(), new TestClock(NOW));

    @Test
    void a_release_comes_back_as_it_was_written_newest_first() {
        var old = release("7", NOW.minusSeconds(60), Optional.of(NOW));
        var young = release("8", NOW, Optional.empty());
        register.change(TARGET, "8", none -> young);
        register.change(TARGET, "7", none -> old);

        assertThat(register.releases(TARGET)).containsExactly(young, old);
        assertThat(register.releases("lambda other:live")).isEmpty();
    }

    @Test
    void a_change_sees_what_is_known() {
        register.change(TARGET, "8", none -> release("8", NOW, Optional.empty()));

        var changed =
                register.change(
                        TARGET,
                        "8",
                        known -> release("8", known.orElseThrow().at(), Optional.of(NOW)));

        assertThat(changed.isGood()).isTrue();
        assertThat(register.releases(TARGET)).containsExactly(changed);
    }

    @Test
    void of_two_who_save_a_docket_the_second_is_told_that_it_is_late() {
        var read = register.docket(TARGET);
        var rollback =
                new Rollback(
                        "incident", "8", "7", "5xx", NOW, Rollback.Phase.BEGUN, Optional.empty());

        var saved = register.save(read.with(rollback));

        assertThat(saved)
                .isPresent()
                .hasValueSatisfying(
                        docket -> assertThat(docket).isEqualTo(register.docket(TARGET)));
        assertThat(register.save(read.frozen(NOW, "late"))).isEmpty();
        assertThat(register.docket(TARGET).open()).contains(rollback);
        assertThat(register.docket(TARGET).quarantined()).containsExactly("8");
    }

    @Test
    void what_ended_is_no_longer_open_and_stays_bad() {
        var rollback =
                new Rollback(
                        "incident", "8", "7", "5xx", NOW, Rollback.Phase.MADE, Optional.empty());
        register.save(register.docket(TARGET).with(rollback));

        register.save(
                register.docket(TARGET)
                        .with(rollback.in(Rollback.Phase.VERIFIED, NOW))
                        .frozen(NOW, "x"));

        var docket = register.docket(TARGET);
        assertThat(docket.open()).isEmpty();
        assertThat(docket.frozen()).isPresent();
        assertThat(docket.rollbacks()).hasSize(1);
        assertThat(docket.quarantined()).containsExactly("8");
    }

    private static Release release(String revision, Instant at, Optional<Instant> goodAt) {
        return new Release(
                TARGET,
                revision,
                at,
                Release.Phase.LIVE,
                goodAt,
                Optional.of("ci"),
                Optional.of("a change"),
                Optional.of(URI.create("https://example.org/1")),
                Release.Undo.POSSIBLE);
    }
}
