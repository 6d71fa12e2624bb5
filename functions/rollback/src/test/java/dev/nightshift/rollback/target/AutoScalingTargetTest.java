package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** Against a stand-in: the emulator has no instance refreshes. */
class AutoScalingTargetTest extends TargetContract {
    private static final Target.AutoScalingGroup TARGET = new Target.AutoScalingGroup("shop");

    private final FakeAutoScaling group = new FakeAutoScaling("1");
    private final Wire wire = new Wire();

    AutoScalingTargetTest() {
        for (var version : new String[] {"2", "3", "4"}) {
            group.refresh(version);
            group.settle();
        }
    }

    @AfterEach
    void stop() {
        group.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(group.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new AutoScalingTarget(wire.at(endpoint, AutoScalingClient.builder()), TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return "3";
    }

    @Override
    String bad() {
        return "4";
    }

    @Override
    String impossible() {
        return "$Latest";
    }

    @Override
    void settle() {
        group.settle();
    }

    @Override
    void releaseByHand() {
        group.refresh("5");
        group.settle();
    }

    @Override
    void makeBusy() {
        group.refresh("");
    }

    @Test
    void it_is_under_way_until_all_instances_are_replaced() {
        port().rollBack("4", "3", "token");
        assertThat(port().observe().share()).isEqualTo(50);
        assertThat(port().verify("3")).isInstanceOf(Progress.Underway.class);
        group.fail();
        assertThat(port().verify("3")).isEqualTo(new Progress.Elsewhere("4"));
    }

    @Test
    void a_refresh_that_brings_the_bad_version_is_rolled_back() {
        group.refresh("5");
        var standing = port().observe();
        assertThat(standing.current()).isEqualTo("5");
        assertThat(standing.share()).isEqualTo(50);
        assertThat(standing.formers().getFirst()).isEqualTo(new Standing.Former("4"));
        assertThat(port().rollBack("5", "3", "token"))
                .isInstanceOfSatisfying(
                        Step.Refused.class,
                        refused -> assertThat(refused.why()).contains("version 4 only"));

        assertThat(port().rollBack("5", "4", "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().verify("4")).isInstanceOf(Progress.Underway.class);
        assertThat(port().rollBack("5", "4", "token")).isInstanceOf(Step.AlreadySo.class);
        settle();
        assertThat(port().verify("4")).isEqualTo(new Progress.Arrived());
        assertThat(Wire.effects(wire.calls()))
                .containsExactly("autoscaling:RollbackInstanceRefresh");
    }

    @Test
    void instances_of_several_types_go_back_together() {
        group.mixed(false);
        assertThat(port().rollBack("4", "3", "token")).isInstanceOf(Step.Begun.class);
        settle();
        assertThat(port().verify("3")).isEqualTo(new Progress.Arrived());
    }

    @Test
    void what_is_not_known_is_said() {
        group.mixed(true);
        assertThat(why("4", "3")).contains("for some instance types");
        group.follows("$Latest");
        assertThat(why("$Latest", "3")).contains("follows $Latest");
    }

    @Test
    void a_version_that_is_gone_is_refused_by_auto_scaling_and_that_is_told() {
        assertThatThrownBy(() -> port().rollBack("4", "99", "token"))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("no version 99");
    }

    private String why(String from, String to) {
        return ((Preflight.Obstacle) port().preflight(from, to)).why();
    }
}
