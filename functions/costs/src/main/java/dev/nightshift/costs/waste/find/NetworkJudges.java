package dev.nightshift.costs.waste.find;

import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.PriceKey.Item;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Addresses, load balancers, NAT gateways, distributions. */
final class NetworkJudges {
    private NetworkJudges() {}

    static List<Verdict> address(Detail.Address address) {
        return address.attached()
                ? List.of()
                : List.of(
                        new Waste(
                                WasteKind.IDLE_ADDRESSES,
                                address.ip() + " is allocated and associated with nothing",
                                "release it; the same address may not be had again",
                                List.of(Charge.of(PriceKey.of(Item.IDLE_ADDRESS), 1)),
                                false));
    }

    static List<Verdict> loadBalancer(Resource resource, Detail.LoadBalancer balancer, Instant at) {
        var judge = new UsageJudge(resource, WasteKind.IDLE_LOAD_BALANCERS, at);
        var targets = balancer.targets().value();
        if (!judge.isYoung() && targets.isPresent() && targets.get() == 0) {
            return List.of(
                    idle(
                            balancer,
                            balancer.balancer().equals("classic")
                                    ? "no instances are registered"
                                    : "no targets are registered"));
        }
        var verdict =
                switch (balancer.balancer()) {
                    case "application" -> application(judge, resource, balancer);
                    case "network" ->
                            judge.decide(
                                    series ->
                                            unless(
                                                    series.getFirst().total() > 0,
                                                    () -> idle(balancer, "no new flow in 14 days")),
                                    Metric.NLB_FLOWS);
                    case "classic" -> classic(judge, resource, balancer);
                    // what goes through a gateway load balancer is not looked at
                    default -> Optional.<Verdict>empty();
                };
        return verdict.stream().toList();
    }

    /**
     * Requests are reported only when there are some, so that LCUs, which always are, show that
     * CloudWatch was told at all.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
     *     CloudWatch metrics for your Application Load Balancer</a>
     */
    private static Optional<Verdict> application(
            UsageJudge judge, Resource resource, Detail.LoadBalancer balancer) {
        return judge.decide(
                series ->
                        withoutRequests(
                                judge,
                                resource.usage(Metric.ALB_REQUESTS),
                                balancer,
                                "LCUs are there for " + series.getFirst().coverage()),
                Metric.ALB_LCUS);
    }

    /**
     * Here it is the count of healthy instances that is always reported. That none is healthy now
     * is an outage; none for the whole window is waste, whatever is asked of it.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html">
     *     CloudWatch metrics for your Classic Load Balancer</a>
     */
    private static Optional<Verdict> classic(
            UsageJudge judge, Resource resource, Detail.LoadBalancer balancer) {
        return judge.decide(
                series ->
                        series.getFirst().highest() > 0
                                ? withoutRequests(
                                        judge,
                                        resource.usage(Metric.CLASSIC_REQUESTS),
                                        balancer,
                                        "the count of its healthy instances is there for "
                                                + series.getFirst().coverage())
                                : Optional.of(
                                        idle(
                                                balancer,
                                                "none of its "
                                                        + balancer.targets().value().orElse(0)
                                                        + " instances was in service in 14 days")),
                Metric.CLASSIC_HEALTHY_HOSTS);
    }

    /**
     * @param witness what shows that CloudWatch was told at all
     */
    private static Optional<Verdict> withoutRequests(
            UsageJudge judge,
            Optional<Series> requests,
            Detail.LoadBalancer balancer,
            String witness) {
        if (requests.isEmpty()) {
            return judge.unknown("RequestCount could not be read");
        }
        return unless(
                requests.get().total() > 0,
                () -> idle(balancer, "no request in 14 days (" + witness + ")"));
    }

    private static Waste idle(Detail.LoadBalancer balancer, String why) {
        return new Waste(
                WasteKind.IDLE_LOAD_BALANCERS,
                balancer.balancer() + " load balancer: " + why,
                "delete it, and the DNS records that point at it",
                List.of(Charge.of(new PriceKey(Item.LOAD_BALANCER, balancer.balancer()), 1)),
                false);
    }

    static List<Verdict> natGateway(Resource resource, Detail.NatGateway gateway, Instant at) {
        if (!gateway.state().equals("available")) {
            return List.of();
        }
        return new UsageJudge(resource, WasteKind.IDLE_NAT_GATEWAYS, at)
                        .decide(
                                series ->
                                        unless(
                                                series.stream().anyMatch(one -> one.total() > 0),
                                                () ->
                                                        new Waste(
                                                                WasteKind.IDLE_NAT_GATEWAYS,
                                                                "not a byte in or out in 14 days",
                                                                "delete it, its routes and its address",
                                                                List.of(
                                                                        Charge.of(
                                                                                PriceKey.of(
                                                                                        Item
                                                                                                .NAT_GATEWAY),
                                                                                1)),
                                                                false)),
                                Metric.NAT_BYTES_OUT,
                                Metric.NAT_BYTES_IN)
                        .stream()
                        .toList();
    }

    static List<Verdict> distribution(
            Resource resource, Detail.Distribution distribution, Instant at) {
        if (!distribution.enabled()) {
            return List.of();
        }
        return new UsageJudge(resource, WasteKind.IDLE_DISTRIBUTIONS, at)
                        .decide(
                                series ->
                                        unless(
                                                series.getFirst().total() > 0,
                                                () ->
                                                        new Waste(
                                                                WasteKind.IDLE_DISTRIBUTIONS,
                                                                distribution.domain()
                                                                        + " had no request in 14 days",
                                                                "disable it, and delete it when nobody"
                                                                        + " misses it; by itself it costs"
                                                                        + " nothing",
                                                                List.of(),
                                                                false)),
                                Metric.DISTRIBUTION_REQUESTS)
                        .stream()
                        .toList();
    }

    static Optional<Verdict> unless(boolean used, java.util.function.Supplier<Verdict> waste) {
        return used ? Optional.empty() : Optional.of(waste.get());
    }
}
