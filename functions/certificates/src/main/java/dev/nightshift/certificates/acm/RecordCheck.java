package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.CertificatesGateway.Zone;
import dev.nightshift.core.automation.CloudException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks validation records up in the public hosted zones of this account. */
final class RecordCheck {
    private final CertificatesGateway gateway;
    private final List<Zone> zones;

    RecordCheck(CertificatesGateway gateway, List<Zone> zones) {
        this.gateway = gateway;
        this.zones = List.copyOf(zones);
    }

    /**
     * Asks the zone of the longest matching name.
     *
     * @throws CloudException if it could not be asked
     */
    ZoneAnswer ask(ValidationRecord record) {
        var nearest = nearest(record.name());
        if (nearest.isEmpty()) {
            return new ZoneAnswer.Elsewhere();
        }
        // zones of one name can be several; at most one of them is asked by the world
        var values = new ArrayList<String>();
        for (var zone : nearest) {
            var here = new ZoneAnswer.Holds(zone.toString(), gateway.cnames(zone, record.name()));
            if (here.only(record.value())) {
                return here;
            }
            values.addAll(here.values());
        }
        return new ZoneAnswer.Holds(
                String.join(" or ", nearest.stream().map(Zone::toString).toList()), values);
    }

    private List<Zone> nearest(String name) {
        var holding = zones.stream().filter(zone -> zone.holds(name)).toList();
        int longest = holding.stream().mapToInt(zone -> zone.name().length()).max().orElse(0);
        return holding.stream()
                .filter(zone -> zone.name().length() == longest)
                .sorted(Comparator.comparing(Zone::id))
                .toList();
    }
}
