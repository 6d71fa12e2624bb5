package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.find;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Sight;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NatGateway;

/** What else EC2 has: addresses, instances, NAT gateways. */
final class AwsNetworkAndCompute {
    private static final int PAGE = 500;

    /**
     * EC2 tells when an instance was stopped only in words.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Instance.html">Instance,
     *     reason</a>
     */
    private static final Pattern STOPPED =
            Pattern.compile(".*\\((\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) (GMT|UTC)\\).*");

    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private final AwsWasteClients clients;
    private final AwsBlocks blocks;

    AwsNetworkAndCompute(AwsWasteClients clients, AwsBlocks blocks) {
        this.clients = clients;
        this.blocks = blocks;
    }

    /** DescribeAddresses has no pages. */
    List<Resource> addresses() {
        return call(
                "list the addresses",
                () ->
                        clients
                                .ec2()
                                .describeAddresses(DescribeAddressesRequest.builder().build())
                                .addresses()
                                .stream()
                                .filter(address -> address.allocationId() != null)
                                .map(this::address)
                                .toList());
    }

    Optional<Resource> address(String id) {
        return find(
                "look at address " + id,
                () ->
                        clients
                                .ec2()
                                .describeAddresses(r -> r.allocationIds(id))
                                .addresses()
                                .stream()
                                .findFirst()
                                .map(this::address));
    }

    private Resource address(Address address) {
        boolean attached =
                isThere(address.associationId())
                        || isThere(address.instanceId())
                        || isThere(address.networkInterfaceId());
        return new Resource(
                clients.region(),
                address.allocationId(),
                Optional.empty(),
                AwsBlocks.tags(address.tags()),
                new Detail.Address(String.valueOf(address.publicIp()), attached),
                Map.of());
    }

    private static boolean isThere(String text) {
        return text != null && !text.isEmpty();
    }

    List<Resource> instances() {
        var disks =
                sight(
                        "list the volumes",
                        () ->
                                blocks.described().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        volume -> volume.volumeId(),
                                                        volume ->
                                                                new Detail.Disk(
                                                                        volume.volumeTypeAsString(),
                                                                        volume.size()))));
        return call(
                "list the instances",
                () ->
                        clients
                                .ec2()
                                .describeInstancesPaginator(r -> r.maxResults(PAGE))
                                .reservations()
                                .stream()
                                .flatMap(reservation -> reservation.instances().stream())
                                .map(it -> instance(it, disks))
                                .toList());
    }

    private Resource instance(Instance instance, Sight<Map<String, Detail.Disk>> volumes) {
        var disks =
                volumes.value()
                        .map(
                                all ->
                                        instance.blockDeviceMappings().stream()
                                                .flatMap(
                                                        mapping ->
                                                                Optional.ofNullable(mapping.ebs())
                                                                        .stream())
                                                .flatMap(
                                                        ebs ->
                                                                Optional.ofNullable(
                                                                        all.get(ebs.volumeId()))
                                                                        .stream())
                                                .toList());
        return new Resource(
                clients.region(),
                instance.instanceId(),
                Optional.ofNullable(instance.launchTime()),
                AwsBlocks.tags(instance.tags()),
                new Detail.Instance(
                        instance.instanceTypeAsString(),
                        instance.state().nameAsString(),
                        stoppedSince(instance.stateTransitionReason()),
                        new Sight<>(disks, volumes.whyNot()),
                        Optional.ofNullable(instance.platformDetails()).orElse("not told")),
                Map.of());
    }

    static Optional<Instant> stoppedSince(String reason) {
        var match = STOPPED.matcher(Optional.ofNullable(reason).orElse(""));
        return match.matches()
                ? Optional.of(
                        LocalDateTime.parse(match.group(1), WRITTEN).toInstant(ZoneOffset.UTC))
                : Optional.empty();
    }

    List<Resource> natGateways() {
        return call(
                "list the NAT gateways",
                () ->
                        clients
                                .ec2()
                                .describeNatGatewaysPaginator(r -> r.maxResults(PAGE))
                                .natGateways()
                                .stream()
                                .map(this::natGateway)
                                .toList());
    }

    private Resource natGateway(NatGateway gateway) {
        return new Resource(
                clients.region(),
                gateway.natGatewayId(),
                Optional.ofNullable(gateway.createTime()),
                AwsBlocks.tags(gateway.tags()),
                new Detail.NatGateway(gateway.stateAsString()),
                Map.of());
    }
}
