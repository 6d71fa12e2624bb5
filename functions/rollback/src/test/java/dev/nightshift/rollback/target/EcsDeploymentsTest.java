package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort.Progress;
import dev.nightshift.rollback.target.TargetPort.Step;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.EcsClient;

/** Against a service whose deployments take time, fail, and are rolled back by ECS itself. */
class EcsDeploymentsTest extends TargetContract {
    private static final Target.EcsService TARGET = new Target.EcsService("prod", "shop");

    private final FakeEcs ecs = new FakeEcs(9, 7);
    private final Wire wire = new Wire();

    EcsDeploymentsTest() {
        ecs.deregister(6);
    }

    @AfterEach
    void stop() {
        ecs.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(ecs.endpoint());
    }

    @Override
    TargetPort portAt(URI endpoint) {
        return new EcsServiceTarget(wire.at(endpoint, EcsClient.builder()), TARGET);
    }

    @Override
    Wire wire() {
        return wire;
    }

    @Override
    String good() {
        return FakeEcs.ARN + 5;
    }

    @Override
    String bad() {
        return FakeEcs.ARN + 7;
    }

    @Override
    String impossible() {
        return FakeEcs.ARN + 6;
    }

    @Override
    void settle() {
        ecs.settle();
    }

    @Override
    void releaseByHand() {
        ecs.deploy(FakeEcs.ARN + 8);
        ecs.settle();
    }

    @Override
    void makeBusy() {
        ecs.deploy(FakeEcs.ARN + 7);
    }

    @Test
    void it_is_under_way_until_the_deployment_has_ended() {
        assertThat(port().rollBack(bad(), good(), "token")).isInstanceOf(Step.Begun.class);
        assertThat(port().observe().share()).isEqualTo(25);
        assertThat(port().verify(good())).isInstanceOf(Progress.Underway.class);

        ecs.fail();
        assertThat(port().verify(good()))
                .isInstanceOfSatisfying(
                        Progress.Underway.class,
                        underway -> assertThat(underway.detail()).contains("FAILED"));
    }

    @Test
    void it_does_not_fight_the_circuit_breaker() {
        ecs.deploy(FakeEcs.ARN + 8);
        ecs.breakCircuit();
        wire.calls();

        assertThat(port().observe().current()).isEqualTo(bad());
        assertThat(port().observe().busy())
                .hasValueSatisfying(busy -> assertThat(busy).contains("circuit breaker"));
        assertThat(port().rollBack(bad(), good(), "token")).isInstanceOf(Step.Refused.class);
        assertThat(Wire.effects(wire.calls())).isEmpty();
    }

    @Test
    void a_task_definition_that_never_was_is_told() {
        assertThat(port().preflight(bad(), FakeEcs.ARN + 99))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle -> assertThat(obstacle.why()).contains("no task definition"));
    }

    @Test
    void it_leaves_to_other_controllers_what_is_theirs() {
        ecs.controlledBy("CODE_DEPLOY");
        assertThat(port().preflight(bad(), good()))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle ->
                                assertThat(obstacle.why())
                                        .contains("CodeDeploy owns")
                                        .contains("guard its deployment group"));
        assertThat(port().rollBack(bad(), good(), "token")).isInstanceOf(Step.Refused.class);

        ecs.controlledBy("EXTERNAL");
        assertThat(port().preflight(bad(), good()))
                .isInstanceOfSatisfying(
                        Preflight.Obstacle.class,
                        obstacle -> assertThat(obstacle.why()).contains("external"));
        assertThat(Wire.effects(wire.calls())).isEmpty();
    }
}
