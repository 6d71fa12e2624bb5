package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;

/** Against a stand-in: the emulator's deployments never begin, and cannot be stopped. */
class CodeDeployTargetTest extends TargetContract {
    private static final Target.CodeDeployGroup TARGET = new Target.CodeDeployGroup("shop", "prod");

    private final FakeCodeDeploy codeDeploy = new FakeCodeDeploy();
    private final Wire wire = new Wire();
    private final String older;
    private final String good;
    private final String bad;
    private final String failed;

    CodeDeployTargetTest() {
        older = codeDeploy.deploy("0.zip");
        codeDeploy.settle();
        failed = codeDeploy.deploy("broken.zip");
        codeDeploy.end("Failed", 0);
        good = codeDeploy.deploy("1.zip");
        codeDeploy.settle();
        bad = codeDeploy.deploy("2.zip");
        codeDeploy.settle();
    }

    @AfterEach
    void stop() {
        codeDeploy.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(codeDeploy.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new CodeDeployTarget(
                wire.at(endpoint, CodeDeployClient.builder()), TARGET, Clock.systemUTC());
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return good;
    }

    @Override
    String bad() {
        return bad;
    }

    @Override
    String impossible() {
        return failed;
    }

    @Override
    void settle() {
        codeDeploy.settle();
    }

    @Override
    void releaseByHand() {
        codeDeploy.deploy("3.zip");
        codeDeploy.settle();
    }

    @Override
    void makeBusy() {
        codeDeploy.deployByItself("2.zip");
    }

    @Test
    void it_is_under_way_until_its_deployment_has_succeeded() {
        port().rollBack(bad, good, "token");
        assertThat(port().verify(good)).isInstanceOf(Progress.Underway.class);
        codeDeploy.end("Failed", 0);
        assertThat(port().verify(good)).isEqualTo(new Progress.Elsewhere(bad));
        wire.calls();

        assertThat(port().rollBack(bad, good, "token"))
                .isInstanceOfSatisfying(
                        Step.Refused.class,
                        refused -> assertThat(refused.why()).contains("tried before", "Failed"));
        assertThat(Wire.effects(wire.calls())).isEmpty();
    }

    @Test
    void a_deployment_that_runs_is_stopped_and_codedeploy_goes_back() {
        var running = codeDeploy.deploy("3.zip");
        assertThat(port().observe().current()).isEqualTo(running);
        assertThat(port().observe().share()).isZero();

        assertThat(port().rollBack(running, bad, "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().verify(bad)).isInstanceOf(Progress.Underway.class);
        assertThat(port().rollBack(running, bad, "token")).isInstanceOf(Step.AlreadySo.class);
        settle();
        assertThat(port().verify(bad)).isEqualTo(new Progress.Arrived());
        assertThat(Wire.effects(wire.calls())).containsExactly("codedeploy:StopDeployment");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void where_codedeploy_would_go_back_to_another_one_it_is_stopped_and_then_deployed(int done) {
        var running = codeDeploy.deploy("3.zip");
        codeDeploy.end("InProgress", done);

        assertThat(port().rollBack(running, good, "token")).isInstanceOf(Step.Unfinished.class);
        assertThat(port().preflight(running, good)).isInstanceOf(Preflight.Ready.class);
        assertThat(port().rollBack(running, good, "token")).isInstanceOf(Step.Begun.class);
        settle();
        assertThat(port().verify(good)).isEqualTo(new Progress.Arrived());
        assertThat(codeDeploy.newestBundle()).isEqualTo("1.zip");
    }

    @Test
    void a_deployment_that_failed_half_way_is_what_is_released() {
        var half = codeDeploy.deploy("3.zip");
        codeDeploy.end("Failed", 1);
        assertThat(port().observe().current()).isEqualTo(half);
        assertThat(port().observe().share()).isEqualTo(25);
        assertThat(port().rollBack(half, bad, "token")).isInstanceOf(Step.Begun.class);
    }

    @Test
    void a_deployment_that_never_was_is_told() {
        for (var none : new String[] {"d-NONE", "1.4.2"}) {
            assertThat(port().preflight(bad, none))
                    .isInstanceOfSatisfying(
                            Preflight.Obstacle.class,
                            obstacle -> assertThat(obstacle.why()).contains("no deployment"));
        }
    }

    @Test
    void until_codedeploy_begins_to_go_back_it_is_left_to_it() {
        var running = codeDeploy.deploy("3.zip");
        codeDeploy.end("Stopped", 1);
        assertThat(port().verify(bad)).isInstanceOf(Progress.Underway.class);
        assertThat(port().rollBack(running, bad, "token")).isInstanceOf(Step.AlreadySo.class);
    }

    @Test
    void a_revision_that_was_deployed_again_has_its_first_name() {
        codeDeploy.deploy("0.zip");
        codeDeploy.settle();
        assertThat(port().observe().current()).isEqualTo(older);
        assertThat(port().observe().formers())
                .extracting(Standing.Former::revision)
                .containsExactly(bad, good);
    }
}
