package dev.nightshift.rollback.target;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.rollback.service.Target;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** Against the emulator, which holds services, but does not go on with their deployments. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EcsServiceTargetTest extends TargetContract {
    private static final Target.EcsService TARGET = new Target.EcsService("prod", "shop");
    private static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:";

    private static final ContainerDefinition WEB =
            ContainerDefinition.builder().name("web").image("web").memory(128).build();

    private final MotoServer moto = MotoServer.start();
    private final Wire wire = new Wire();
    private final EcsClient ecs = new Wire().at(moto.endpoint(), EcsClient.builder());

    @BeforeEach
    void release() {
        moto.reset();
        ecs.createCluster(request -> request.clusterName("prod"));
        for (int revision = 1; revision <= 4; revision++) {
            ecs.registerTaskDefinition(request -> request.family("shop").containerDefinitions(WEB));
        }
        ecs.registerTaskDefinition(
                request -> request.family("shop-worker").containerDefinitions(WEB));
        ecs.deregisterTaskDefinition(request -> request.taskDefinition(ARN + 1));
        create(0);
    }

    private void create(int tasks) {
        ecs.createService(
                request ->
                        request.cluster("prod")
                                .serviceName("shop")
                                .desiredCount(tasks)
                                .taskDefinition(ARN + 3));
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    Target target() {
        return TARGET;
    }

    @Override
    TargetPort port() {
        return portAt(moto.endpoint());
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
        return ARN + 2;
    }

    @Override
    String bad() {
        return ARN + 3;
    }

    @Override
    String impossible() {
        return ARN + 1;
    }

    @Override
    void settle() {
        // nothing is ever under way over there
    }

    @Override
    void releaseByHand() {
        ecs.updateService(
                request -> request.cluster("prod").service("shop").taskDefinition(ARN + 4));
    }

    @Test
    void what_is_not_there_is_not_found() {
        isNotFound(new EcsServiceTarget(ecs, new Target.EcsService("prod", "gone")));
        isNotFound(new EcsServiceTarget(ecs, new Target.EcsService("gone", "shop")));
    }

    @Override
    void makeBusy() {
        ecs.deleteService(request -> request.cluster("prod").service("shop").force(true));
        create(2);
    }
}
