package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every target does, whatever it is. A bad release stands, and there is a good one before. */
abstract class TargetContract {
    private static final String TOKEN = "rollback-1";
    private static final int ENOUGH_CALLS = 20;

    abstract Target target();

    /** With its calls in {@link #wire()}. */
    abstract TargetPort port();

    abstract Wire wire();

    abstract String good();

    /** Is released. */
    abstract String bad();

    /** A revision that one cannot go back to. */
    abstract String impossible();

    /** What was begun ends, as far as nobody needs to do anything for it. */
    abstract void settle();

    /** Somebody releases something else. */
    abstract void releaseByHand();

    /** Something is under way that is not ours; what is released stays. */
    abstract void makeBusy();

    /** The same adapter, of a service at this address. */
    abstract TargetPort portAt(URI endpoint);

    /** Whether the target itself knows what was there before. */
    boolean knowsFormers() {
        return true;
    }

    /** Whether anything can be under way that is not a release. */
    boolean canBeBusy() {
        return true;
    }

    @Test
    void it_says_what_is_released_and_what_was_before() {
        var standing = port().observe();

        assertThat(standing.current()).isEqualTo(bad());
        assertThat(standing.busy()).isEmpty();
        if (knowsFormers()) {
            assertThat(standing.formers()).isNotEmpty();
            assertThat(standing.formers().getFirst().revision()).isEqualTo(good());
            assertThat(standing.formers().getFirst().obstacle()).isEmpty();
            assertThat(standing.former(bad())).isEmpty();
        }
        assertThat(Wire.effects(wire().calls())).isEmpty();
    }

    @Test
    void it_goes_back_and_arrives() {
        var port = port();
        assertThat(port.preflight(bad(), good())).isInstanceOf(Preflight.Ready.class);
        assertThat(port.verify(good())).isEqualTo(new Progress.Elsewhere(bad()));
        assertThat(Wire.effects(wire().calls())).as("only looked so far").isEmpty();

        finish(port.rollBack(bad(), good(), TOKEN));
        settle();

        assertThat(port.verify(good())).isEqualTo(new Progress.Arrived());
        assertThat(port.observe().current()).isEqualTo(good());
        assertThat(Wire.effects(wire().calls())).isNotEmpty();
    }

    @Test
    void going_back_twice_is_going_back_once() {
        finish(port().rollBack(bad(), good(), TOKEN));
        wire().calls();

        assertThat(port().rollBack(bad(), good(), TOKEN)).isInstanceOf(Step.AlreadySo.class);
        settle();
        assertThat(port().rollBack(bad(), good(), TOKEN)).isInstanceOf(Step.AlreadySo.class);
        assertThat(harmful()).isEmpty();
        assertThat(port().verify(good())).isEqualTo(new Progress.Arrived());
    }

    @Test
    void it_leaves_alone_what_somebody_else_has_released_meanwhile() {
        releaseByHand();
        wire().calls();

        assertThat(port().preflight(bad(), good())).isInstanceOf(Preflight.Obstacle.class);
        assertThat(port().rollBack(bad(), good(), TOKEN)).isInstanceOf(Step.Refused.class);
        assertThat(Wire.effects(wire().calls())).isEmpty();
    }

    @Test
    void it_fights_nothing_that_is_under_way() {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                canBeBusy(), "skipped: nothing but releases happens to it");
        makeBusy();
        wire().calls();

        assertThat(port().observe().busy()).isPresent();
        assertThat(port().preflight(bad(), good()))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle -> assertThat(obstacle.why()).contains("under way"));
        assertThat(port().rollBack(bad(), good(), TOKEN)).isInstanceOf(Step.Refused.class);
        assertThat(Wire.effects(wire().calls())).isEmpty();
    }

    @Test
    void it_says_why_it_cannot_go_back() {
        assertThat(port().preflight(bad(), impossible()))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle -> assertThat(obstacle.why()).hasSizeGreaterThan(20));
        assertThat(Wire.effects(wire().calls())).isEmpty();
    }

    @Test
    void its_permissions_are_enough_and_a_look_needs_none_to_write() {
        port().observe();
        port().preflight(bad(), good());
        port().verify(good());
        assertThat(TargetActions.granted(target(), false))
                .containsAll(TargetActions.needed(wire().calls()));

        finish(port().rollBack(bad(), good(), TOKEN));
        settle();
        port().verify(good());
        assertThat(TargetActions.granted(target(), true))
                .containsAll(TargetActions.needed(wire().calls()));
    }

    @Test
    void what_cannot_be_read_is_told_by_its_kind() {
        var answers =
                Map.of(
                        403, Kind.DENIED,
                        429, Kind.THROTTLED,
                        400, Kind.REJECTED,
                        503, Kind.UNREACHABLE);
        answers.forEach(
                (status, kind) -> {
                    try (var broken = new Broken(status)) {
                        var port = portAt(broken.endpoint());
                        for (Runnable ask :
                                new Runnable[] {
                                    port::observe,
                                    () -> port.preflight(bad(), good()),
                                    () -> port.rollBack(bad(), good(), TOKEN),
                                    () -> port.verify(good())
                                }) {
                            assertThatThrownBy(ask::run)
                                    .isInstanceOfSatisfying(
                                            CloudException.class,
                                            failure ->
                                                    assertThat(failure.kind())
                                                            .as("HTTP " + status)
                                                            .isEqualTo(kind))
                                    .hasMessageStartingWith("could not ");
                        }
                    }
                });
    }

    /** Calls until all is done, as the ticks do. */
    private void finish(Step first) {
        var step = first;
        for (int call = 0; step instanceof Step.Unfinished && call < ENOUGH_CALLS; call++) {
            settle();
            assertThat(port().preflight(bad(), good())).isInstanceOf(Preflight.Ready.class);
            step = port().rollBack(bad(), good(), TOKEN);
        }
        assertThat(step).isInstanceOfAny(Step.Begun.class, Step.AlreadySo.class);
    }

    /** Effects since the last look, without those that a token makes harmless. */
    private java.util.List<String> harmful() {
        return Wire.effects(wire().calls()).stream()
                .filter(call -> !call.equals("cloudfront:CreateInvalidation"))
                .toList();
    }

    /** Answers nothing but this status. */
    private static final class Broken extends StandIn {
        private final int status;

        Broken(int status) {
            this.status = status;
        }

        @Override
        Reply answer(Ask ask) {
            return new Reply(status, Map.of(), "");
        }
    }
}
