package dev.nightshift.certificates.chain;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a CRL is to be had, as certificates and CRLs say it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.13">RFC 5280, 4.2.1.13</a>
 */
final class DistributionPointName {
    private DistributionPointName() {}

    /** The URLs of its full name; none if it is told relative to the issuer's. */
    static List<String> urls(DerItem name) throws MalformedDerException {
        var full = name.inside().optional(Der.contextOf(0), "a full name");
        if (full.isEmpty()) {
            return List.of();
        }
        var urls = new ArrayList<String>();
        for (var each : GeneralName.list(full.get())) {
            if (each.kind() == GeneralName.Kind.URI) {
                urls.add(each.raw());
            }
        }
        return urls;
    }
}
