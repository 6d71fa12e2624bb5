package dev.nightshift.costs.waste.hours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.costs.waste.hours.Machine.Kind;
import dev.nightshift.costs.waste.hours.Machine.State;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** The adapter over the wire, against an AWS that nobody here wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsOffHoursGatewayTest {
    private static final String KEY = Machine.STOPPED_TAG;

    private final MotoServer moto = MotoServer.start();
    private final AwsOffHoursClients clients = new Moto(moto.endpoint());
    private final AwsOffHoursGateway gateway = new AwsOffHoursGateway(clients);

    private static final class Moto extends AwsOffHoursClients {
        private final URI endpoint;

        Moto(URI endpoint) {
            super("eu-west-1");
            this.endpoint = endpoint;
        }

        @Override
        <B extends AwsClientBuilder<B, C>, C> B at(B builder) {
            return super.at(builder)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")))
                    .endpointOverride(endpoint);
        }
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Test
    void an_instance_stops_and_starts() {
        var image = clients.ec2().describeImages().images().getFirst().imageId();
        var id =
                clients.ec2()
                        .runInstances(
                                r ->
                                        r.imageId(image)
                                                .instanceType(InstanceType.T3_SMALL)
                                                .minCount(1)
                                                .maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();

        roundTrip(Kind.INSTANCE, id, 1);
    }

    @Test
    void a_database_stops_and_starts() {
        clients.rds()
                .createDBInstance(
                        r ->
                                r.dbInstanceIdentifier("shop")
                                        .dbInstanceClass("db.t3.medium")
                                        .engine("postgres")
                                        .allocatedStorage(20)
                                        .masterUsername("root")
                                        .masterUserPassword("not-a-secret"));

        roundTrip(Kind.DATABASE, "shop", 1);
        assertThat(gateway.look(Kind.DATABASE, "gone")).isEmpty();
    }

    @Test
    void a_service_goes_to_no_tasks_and_back() {
        clients.ecs().createCluster(r -> r.clusterName("main"));
        clients.ecs()
                .registerTaskDefinition(
                        r ->
                                r.family("api")
                                        .containerDefinitions(
                                                software.amazon.awssdk.services.ecs.model
                                                        .ContainerDefinition.builder()
                                                        .name("api")
                                                        .image("api")
                                                        .memory(64)
                                                        .build()));
        clients.ecs()
                .createService(
                        r ->
                                r.cluster("main")
                                        .serviceName("api")
                                        .taskDefinition("api")
                                        .desiredCount(3));

        roundTrip(Kind.SERVICE, "main/api", 3);
    }

    private void roundTrip(Kind kind, String id, int count) {
        var machine = gateway.look(kind, id).orElseThrow();
        assertThat(gateway.list(kind)).extracting(Machine::id).contains(id);
        assertThat(machine.state()).isEqualTo(State.ON);
        assertThat(machine.desired()).isEqualTo(count);

        gateway.tag(machine, KEY, String.valueOf(count));
        gateway.stop(machine);
        var off = gateway.look(kind, id).orElseThrow();
        assertThat(off.state()).isEqualTo(State.OFF);
        assertThat(off.stoppedByUs()).contains(count);

        gateway.start(off, count);
        gateway.untag(off, KEY);
        gateway.untag(off, KEY);
        var on = gateway.look(kind, id).orElseThrow();
        assertThat(on.state()).isEqualTo(State.ON);
        assertThat(on.desired()).isEqualTo(count);
        assertThat(on.stoppedByUs()).isEmpty();
    }
}
