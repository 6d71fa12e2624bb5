package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a stand-in of Vercel's REST API. */
class VercelTargetTest extends TargetContract {
    private static final Target.VercelProject TARGET =
            new Target.VercelProject("shop", Optional.of("team_1"), "nightshift/vercel");

    private final Wire wire = new Wire();
    private final FakeVercel vercel = new FakeVercel(wire);

    VercelTargetTest() {
        vercel.deploy("dpl_0", "READY", "production", false);
        vercel.deploy("dpl_1", "READY", "production", true);
        vercel.deploy("dpl_2", "READY", "production", true);
        vercel.deploy("dpl_preview", "READY", "", true);
        vercel.deploy("dpl_broken", "ERROR", "production", false);
        vercel.deploy("dpl_3", "READY", "production", true);
    }

    @AfterEach
    void stop() {
        vercel.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(vercel.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new VercelTarget(
                TokenApi.onLoopback(
                        "Vercel", endpoint, () -> FakeVercel.TOKEN + "\n", Duration.ofSeconds(5)),
                TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "dpl_2";
    }

    @Override
    String bad() {
        return "dpl_3";
    }

    @Override
    String impossible() {
        return "dpl_broken";
    }

    @Override
    void settle() {
        vercel.settle();
    }

    @Override
    void releaseByHand() {
        vercel.deploy("dpl_4", "READY", "production", true);
    }

    @Override
    void makeBusy() {
        vercel.move("dpl_3");
    }

    @Test
    void it_is_under_way_while_domains_move() {
        assertThat(port().rollBack(bad(), good(), "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().verify(good())).isInstanceOf(Progress.Underway.class);
        settle();
        assertThat(port().observe().formers())
                .extracting(Standing.Former::revision)
                .containsExactly("dpl_1", "dpl_0");
    }

    @Test
    void the_last_move_counts_more_than_what_the_project_says() {
        vercel.keepsItsName();
        port().rollBack(bad(), good(), "token");
        settle();
        assertThat(port().verify(good())).isEqualTo(new Progress.Arrived());
        assertThat(port().observe().current()).isEqualTo(good());
    }

    @Test
    void what_vercel_does_not_go_back_to_says_so() {
        assertThat(port().observe().former("dpl_0").orElseThrow().obstacle()).isPresent();
        assertThat(why("dpl_0")).contains("the plan");
        assertThat(why("dpl_preview")).contains("never in production");
        assertThat(why("dpl_gone")).contains("no deployment");
    }

    private String why(String to) {
        return ((Preflight.Obstacle) port().preflight(bad(), to)).why();
    }
}
