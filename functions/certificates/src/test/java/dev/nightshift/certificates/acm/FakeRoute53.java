package dev.nightshift.certificates.acm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.NoSuchHostedZoneException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Hosted zones and what is in them. */
public final class FakeRoute53 implements Route53Client {
    /** As Route 53 sorts: by the name with its labels reversed, then by type. */
    private static final Comparator<ResourceRecordSet> ORDER =
            Comparator.comparing((ResourceRecordSet set) -> reversed(set.name()))
                    .thenComparing(ResourceRecordSet::typeAsString)
                    .thenComparing(set -> Optional.ofNullable(set.setIdentifier()).orElse(""));

    private final Gate gate;
    private final List<HostedZone> zones = new ArrayList<>();
    private final Map<String, List<ResourceRecordSet>> records = new LinkedHashMap<>();

    FakeRoute53(Gate gate) {
        this.gate = gate;
    }

    /**
     * @return its id
     */
    public String zone(String name, boolean isPrivate) {
        var id = "Z" + (zones.size() + 1);
        zones.add(
                HostedZone.builder()
                        .id("/hostedzone/" + id)
                        .name(name + ".")
                        .config(config -> config.privateZone(isPrivate))
                        .build());
        records.put(id, new ArrayList<>());
        record(id, name, RRType.NS, "ns-1.awsdns-01.org.");
        return id;
    }

    public void record(String zone, String name, RRType type, String value) {
        add(
                zone,
                ResourceRecordSet.builder()
                        .name(name + ".")
                        .type(type)
                        .resourceRecords(ResourceRecord.builder().value(value).build())
                        .build());
    }

    public void add(String zone, ResourceRecordSet set) {
        var sets = records.computeIfAbsent(zone, any -> new ArrayList<>());
        sets.add(set);
        sets.sort(ORDER);
    }

    private static String reversed(String name) {
        var labels = Arrays.asList(ValidationRecord.bare(name).split("\\.", -1));
        return String.join(".", labels.reversed()) + ".";
    }

    @Override
    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
        return gate.pass(
                "route53",
                "ListHostedZones",
                () -> {
                    int from = request.marker() == null ? 0 : Integer.parseInt(request.marker());
                    int to = Math.min(zones.size(), from + FakeCertificates.PAGE);
                    boolean more = to < zones.size();
                    return ListHostedZonesResponse.builder()
                            .hostedZones(List.copyOf(zones.subList(from, to)))
                            .isTruncated(more)
                            .nextMarker(more ? Integer.toString(to) : null)
                            .build();
                });
    }

    @Override
    public ListResourceRecordSetsResponse listResourceRecordSets(
            ListResourceRecordSetsRequest request) {
        return gate.pass("route53", "ListResourceRecordSets", () -> page(request));
    }

    private ListResourceRecordSetsResponse page(ListResourceRecordSetsRequest request) {
        var all = records.get(request.hostedZoneId());
        if (all == null) {
            throw NoSuchHostedZoneException.builder()
                    .awsErrorDetails(Gate.details("NoSuchHostedZone", "no such zone"))
                    .statusCode(404)
                    .build();
        }
        if (request.startRecordType() != null && request.startRecordName() == null) {
            throw Gate.refusal("InvalidInput", "a type needs a name", 400);
        }
        var from =
                ResourceRecordSet.builder()
                        .name(Optional.ofNullable(request.startRecordName()).orElse(""))
                        .type(Optional.ofNullable(request.startRecordTypeAsString()).orElse(""))
                        .setIdentifier(request.startRecordIdentifier())
                        .build();
        var rest = all.stream().filter(set -> ORDER.compare(set, from) >= 0).toList();
        var shown = rest.stream().limit(FakeCertificates.PAGE).toList();
        var response = ListResourceRecordSetsResponse.builder().resourceRecordSets(shown);
        if (shown.size() == rest.size()) {
            return response.isTruncated(false).build();
        }
        var next = rest.get(shown.size());
        return response.isTruncated(true)
                .nextRecordName(next.name())
                .nextRecordType(next.type())
                .nextRecordIdentifier(next.setIdentifier())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
