package dev.nightshift.costs.waste.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Sight;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Load balancers of both APIs, over the wire. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsLoadBalancersTest {
    private final MotoServer moto = MotoServer.start();
    private final MotoWasteClients clients = new MotoWasteClients(moto.endpoint(), "eu-west-1");
    private final AwsWasteGateway gateway = new AwsWasteGateway(clients, Clock.systemUTC());

    @BeforeEach
    void forget() {
        moto.reset();
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    private static Optional<Integer> targets(Resource resource) {
        return resource.detail() instanceof Detail.LoadBalancer balancer
                ? balancer.targets().value()
                : Optional.empty();
    }

    @Test
    void a_load_balancer_tells_its_targets_or_that_it_has_no_group() {
        var network = clients.ec2().describeSubnets().subnets();
        var subnets = new String[] {network.get(0).subnetId(), network.get(1).subnetId()};
        for (var name : new String[] {"empty", "redirects"}) {
            clients.balancers()
                    .createLoadBalancer(
                            r ->
                                    r.name(name)
                                            .type(LoadBalancerTypeEnum.APPLICATION)
                                            .subnets(subnets));
        }
        var arn =
                clients.balancers()
                        .describeLoadBalancers(r -> r.names("empty"))
                        .loadBalancers()
                        .getFirst()
                        .loadBalancerArn();
        var group =
                clients.balancers()
                        .createTargetGroup(
                                r ->
                                        r.name("web")
                                                .protocol("HTTP")
                                                .port(80)
                                                .vpcId(network.getFirst().vpcId()))
                        .targetGroups()
                        .getFirst()
                        .targetGroupArn();
        clients.balancers()
                .createListener(
                        r ->
                                r.loadBalancerArn(arn)
                                        .protocol("HTTP")
                                        .port(80)
                                        .defaultActions(
                                                Action.builder()
                                                        .type("forward")
                                                        .targetGroupArn(group)
                                                        .build()));

        var all = gateway.list(ResourceType.LOAD_BALANCER);

        assertThat(all).hasSize(2).allMatch(it -> it.id().startsWith("app/"));
        assertThat(all)
                .extracting(it -> targets(it))
                .containsExactlyInAnyOrder(Optional.of(0), Optional.empty());
    }

    @Test
    void classic_load_balancers_stand_beside_the_newer_ones() {
        var names = IntStream.range(0, 21).mapToObj(i -> "old-" + i).toList();
        names.forEach(
                name ->
                        WiredServices.createClassic(
                                clients,
                                name,
                                List.of(Tag.builder().key("team").value(name).build())));
        WiredServices.register(clients, "old-20", WiredServices.run(clients));

        var all = gateway.list(ResourceType.LOAD_BALANCER);

        assertThat(all).extracting(Resource::id).containsExactlyInAnyOrderElementsOf(names);
        assertThat(all)
                .allSatisfy(it -> assertThat(it.tag("team")).contains(it.id()))
                .allSatisfy(it -> assertThat(it.created()).isPresent())
                .extracting(Resource::detail)
                .contains(
                        new Detail.LoadBalancer("classic", Sight.of(0)),
                        new Detail.LoadBalancer("classic", Sight.of(1)));
        assertThat(gateway.usage(all, Instant.now()).keySet()).containsAll(names);
    }
}
