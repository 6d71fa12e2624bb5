package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.appconfig.AppConfigClient;

/** Against a stand-in: the emulator has profiles and versions, and no deployments. */
class AppConfigTargetTest extends TargetContract {
    private static final Target.AppConfigProfile TARGET =
            new Target.AppConfigProfile("app1234", "env1234", "prf1234");

    private final FakeAppConfig appConfig = new FakeAppConfig(9);
    private final Wire wire = new Wire();

    AppConfigTargetTest() {
        for (var version : new String[] {"1", "2", "3"}) {
            appConfig.deploy("flags-name", version);
            appConfig.settle();
            appConfig.deploy("limits", "8");
            appConfig.settle();
        }
        appConfig.delete(1);
    }

    @AfterEach
    void stop() {
        appConfig.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(appConfig.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new AppConfigTarget(
                wire.at(endpoint, AppConfigClient.builder()), TARGET, Clock.systemUTC());
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "2";
    }

    @Override
    String bad() {
        return "3";
    }

    @Override
    String impossible() {
        return "1";
    }

    @Override
    void settle() {
        appConfig.settle();
    }

    @Override
    void releaseByHand() {
        appConfig.deploy("flags-name", "4");
        appConfig.settle();
    }

    @Override
    void makeBusy() {
        appConfig.deploy("limits", "9");
    }

    @Test
    void what_ended_not_long_ago_is_reverted_at_once() {
        assertThat(port().rollBack("3", "2", "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().verify("2")).isEqualTo(new Progress.Arrived());
        assertThat(Wire.effects(wire.calls())).containsExactly("appconfig:StopDeployment");
    }

    @Test
    void what_ended_long_ago_is_deployed_again_with_the_same_strategy() {
        appConfig.longAgo();
        assertThat(port().rollBack("3", "2", "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().observe().share()).isEqualTo(20);
        assertThat(port().verify("2")).isInstanceOf(Progress.Underway.class);
        assertThat(port().rollBack("3", "2", "token")).isInstanceOf(Step.AlreadySo.class);
        settle();
        assertThat(port().verify("2")).isEqualTo(new Progress.Arrived());
        assertThat(Wire.effects(wire.calls())).containsExactly("appconfig:StartDeployment");
    }

    @Test
    void a_deployment_that_runs_is_stopped() {
        appConfig.deploy("flags-name", "4");
        assertThat(port().observe().current()).isEqualTo("4");
        assertThat(port().observe().share()).isEqualTo(20);
        assertThat(port().rollBack("4", "3", "token")).isInstanceOf(Step.Begun.class);
        assertThat(appConfig.newest()).isEqualTo("4 ROLLED_BACK");
        assertThat(port().verify("3")).isEqualTo(new Progress.Arrived());
    }

    @Test
    void one_that_bakes_is_reverted() {
        appConfig.deploy("flags-name", "4");
        appConfig.bake();
        assertThat(port().rollBack("4", "3", "token")).isInstanceOf(Step.Begun.class);
        assertThat(appConfig.newest()).isEqualTo("4 REVERTED");
    }

    @Test
    void further_back_it_is_stopped_and_then_deployed() {
        appConfig.deploy("flags-name", "4");
        assertThat(port().rollBack("4", "2", "token")).isInstanceOf(Step.Unfinished.class);
        // what is released by now is neither of the two, and that is its doing
        assertThat(port().observe().current()).isEqualTo("3");
        assertThat(port().preflight("4", "2")).isInstanceOf(Preflight.Ready.class);
        assertThat(port().rollBack("4", "2", "token")).isInstanceOf(Step.Begun.class);
        settle();
        assertThat(port().verify("2")).isEqualTo(new Progress.Arrived());
        assertThat(port().rollBack("4", "2", "token")).isInstanceOf(Step.AlreadySo.class);
    }
}
