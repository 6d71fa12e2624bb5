package dev.nightshift.costs.waste.aws;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudfront.model.DistributionConfig;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;

/** What of a {@link WiredEstate} is told and never touched. */
final class WiredServices {
    private final MotoWasteClients clients;
    private final Map<String, String> first = new ConcurrentHashMap<>();
    private List<String> subnets = List.of();

    WiredServices(MotoWasteClients clients) {
        this.clients = clients;
    }

    /** One of that sort, as CloudWatch names it. */
    String first(String sort) {
        return java.util.Optional.ofNullable(first.get(sort)).orElseThrow();
    }

    void network() {
        subnets =
                clients.ec2().describeSubnets().subnets().stream()
                        .map(subnet -> subnet.subnetId())
                        .toList();
    }

    String secret(String name) {
        clients.secrets().createSecret(r -> r.name(name).secretString("x"));
        return name;
    }

    String repository(String name, boolean filled) {
        clients.ecr().createRepository(r -> r.repositoryName(name));
        if (filled) {
            clients.ecr()
                    .putImage(
                            r ->
                                    r.repositoryName(name)
                                            .imageTag("v1")
                                            .imageManifest(
                                                    """
                                                    {"schemaVersion": 2,
                                                     "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                                                     "config": {"size": 1, "digest": "sha256:%s"},
                                                     "layers": []}
                                                    """
                                                            .formatted("0".repeat(64))));
        }
        return name;
    }

    String database(String name) {
        clients.rds()
                .createDBInstance(
                        r ->
                                r.dbInstanceIdentifier(name)
                                        .engine("postgres")
                                        .dbInstanceClass("db.m5.large")
                                        .allocatedStorage(20)
                                        .masterUsername("app")
                                        .masterUserPassword("not-a-secret"));
        return name;
    }

    String cache(String name) {
        clients.caches()
                .createCacheCluster(
                        r ->
                                r.cacheClusterId(name)
                                        .engine("redis")
                                        .cacheNodeType("cache.t3.micro")
                                        .numCacheNodes(1));
        return name;
    }

    String distribution(String name) {
        var origin =
                Origin.builder()
                        .id("o")
                        .domainName(name + ".example.com")
                        .customOriginConfig(
                                o ->
                                        o.httpPort(80)
                                                .httpsPort(443)
                                                .originProtocolPolicy("https-only"))
                        .build();
        var config =
                DistributionConfig.builder()
                        .callerReference(name)
                        .comment(name)
                        .enabled(true)
                        .origins(o -> o.quantity(1).items(origin))
                        .defaultCacheBehavior(
                                b ->
                                        b.targetOriginId("o")
                                                .viewerProtocolPolicy(
                                                        ViewerProtocolPolicy.HTTPS_ONLY))
                        .build();
        var id =
                clients.cloudFront()
                        .createDistribution(r -> r.distributionConfig(config))
                        .distribution()
                        .id();
        first.putIfAbsent("site", id);
        return id;
    }

    String loadBalancer(String name, String type) {
        var arn =
                clients.balancers()
                        .createLoadBalancer(r -> r.name(name).type(type).subnets(subnets))
                        .loadBalancers()
                        .getFirst()
                        .loadBalancerArn();
        first.putIfAbsent(type, arn.substring(arn.indexOf(":loadbalancer/") + 14));
        return name;
    }

    String classicBalancer(String name, String instance) {
        createClassic(clients, name, List.of());
        register(clients, name, instance);
        first.putIfAbsent("classic", name);
        return name;
    }

    static void createClassic(MotoWasteClients clients, String name, List<Tag> tags) {
        var web = Listener.builder().protocol("HTTP").loadBalancerPort(80).instancePort(80).build();
        clients.classicBalancers()
                .createLoadBalancer(
                        r -> {
                            r.loadBalancerName(name).availabilityZones("eu-west-1a").listeners(web);
                            if (!tags.isEmpty()) {
                                r.tags(tags);
                            }
                        });
    }

    /** An instance that serves. */
    static String run(MotoWasteClients clients) {
        var image = clients.ec2().describeImages().images().getFirst().imageId();
        return clients.ec2()
                .runInstances(
                        r -> r.imageId(image).instanceType("t3.small").minCount(1).maxCount(1))
                .instances()
                .getFirst()
                .instanceId();
    }

    static void register(MotoWasteClients clients, String balancer, String instance) {
        clients.classicBalancers()
                .registerInstancesWithLoadBalancer(
                        r ->
                                r.loadBalancerName(balancer)
                                        .instances(
                                                Instance.builder().instanceId(instance).build()));
    }

    String natGateway() {
        var id =
                clients.ec2()
                        .createNatGateway(r -> r.subnetId(subnets.getFirst()))
                        .natGateway()
                        .natGatewayId();
        first.putIfAbsent("nat", id);
        return id;
    }
}
