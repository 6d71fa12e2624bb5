package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.core.work.Together;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/**
 * Load balancers: those of the API of 2015, and the classic ones, of which an older API knows.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/">Elastic
 *     Load Balancing API Reference, version 2012-06-01</a>
 */
final class AwsLoadBalancers {
    private static final int AT_ONCE = 8;
    private static final int PAGE = 100;
    private static final int CLASSIC_PAGE = 400;

    /** Of so many classic ones tags can be asked for at once. */
    private static final int TAGS_OF = 20;

    private final AwsWasteClients clients;

    AwsLoadBalancers(AwsWasteClients clients) {
        this.clients = clients;
    }

    /** Both have names of their own: only the newer ones have slashes in them. */
    List<Resource> list() {
        var all = new ArrayList<>(loadBalancers());
        all.addAll(classic());
        return all;
    }

    private List<Resource> classic() {
        var all =
                call(
                        "list the classic load balancers",
                        () ->
                                clients
                                        .classicBalancers()
                                        .describeLoadBalancersPaginator(
                                                r -> r.pageSize(CLASSIC_PAGE))
                                        .loadBalancerDescriptions()
                                        .stream()
                                        .toList());
        var resources = new ArrayList<Resource>();
        for (int from = 0; from < all.size(); from += TAGS_OF) {
            var some = all.subList(from, Math.min(all.size(), from + TAGS_OF));
            var tags = sight("read the tags of classic load balancers", () -> tags(some));
            some.forEach(it -> resources.add(classic(it, tags)));
        }
        return resources;
    }

    private Map<String, Map<String, String>> tags(List<LoadBalancerDescription> some) {
        var names = some.stream().map(LoadBalancerDescription::loadBalancerName).toList();
        return clients
                .classicBalancers()
                .describeTags(r -> r.loadBalancerNames(names))
                .tagDescriptions()
                .stream()
                .collect(
                        Collectors.toMap(
                                TagDescription::loadBalancerName,
                                it -> AwsTags.of(it.tags(), tag -> tag.key(), tag -> tag.value())));
    }

    private Resource classic(
            LoadBalancerDescription balancer, Sight<Map<String, Map<String, String>>> tags) {
        var name = balancer.loadBalancerName();
        return new Resource(
                clients.region(),
                name,
                Optional.ofNullable(balancer.createdTime()),
                new Sight<>(
                        tags.value().map(all -> all.getOrDefault(name, Map.of())), tags.whyNot()),
                new Detail.LoadBalancer("classic", Sight.of(balancer.instances().size())),
                Map.of());
    }

    private List<Resource> loadBalancers() {
        var groups =
                sight(
                        "list the target groups",
                        () ->
                                clients
                                        .balancers()
                                        .describeTargetGroupsPaginator(r -> r.pageSize(PAGE))
                                        .targetGroups()
                                        .stream()
                                        .toList());
        var all =
                call(
                        "list the load balancers",
                        () ->
                                clients
                                        .balancers()
                                        .describeLoadBalancersPaginator(r -> r.pageSize(PAGE))
                                        .loadBalancers()
                                        .stream()
                                        .toList());
        return Together.map(all, AT_ONCE, it -> loadBalancer(it, groups));
    }

    private Resource loadBalancer(LoadBalancer balancer, Sight<List<TargetGroup>> groups) {
        var arn = balancer.loadBalancerArn();
        var id = arn.substring(arn.indexOf(":loadbalancer/") + ":loadbalancer/".length());
        return new Resource(
                clients.region(),
                id,
                Optional.ofNullable(balancer.createdTime()),
                sight(
                        "read the tags of " + id,
                        () ->
                                AwsTags.of(
                                        clients
                                                .balancers()
                                                .describeTags(r -> r.resourceArns(arn))
                                                .tagDescriptions()
                                                .stream()
                                                .flatMap(tags -> tags.tags().stream())
                                                .toList(),
                                        tag -> tag.key(),
                                        tag -> tag.value())),
                new Detail.LoadBalancer(
                        balancer.typeAsString(),
                        groups.value().isPresent()
                                ? targets(id, arn, groups.value().get())
                                : Sight.not(groups.whyNot())),
                Map.of());
    }

    private Sight<Integer> targets(String id, String arn, List<TargetGroup> all) {
        var groups = all.stream().filter(group -> group.loadBalancerArns().contains(arn)).toList();
        if (groups.isEmpty()) {
            return Sight.not("it has no target group, and may answer by itself");
        }
        return sight(
                "look at the targets of " + id,
                () ->
                        groups.stream()
                                .mapToInt(
                                        group ->
                                                clients.balancers()
                                                        .describeTargetHealth(
                                                                r ->
                                                                        r.targetGroupArn(
                                                                                group
                                                                                        .targetGroupArn()))
                                                        .targetHealthDescriptions()
                                                        .size())
                                .sum());
    }
}
