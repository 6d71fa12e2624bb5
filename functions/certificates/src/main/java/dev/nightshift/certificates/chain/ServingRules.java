package dev.nightshift.certificates.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a server sends beside what is needed, or in another order.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.4.2">RFC 8446, 4.4.2</a>
 */
final class ServingRules {
    private final List<Path.Link> served;
    private final Path path;
    private final Instant at;
    private final List<Fault> faults = new ArrayList<>();

    private ServingRules(List<Path.Link> served, Path path, Instant at) {
        this.served = served;
        this.path = path;
        this.at = at;
    }

    static List<Fault> check(List<Path.Link> served, Path path, Instant at) {
        var rules = new ServingRules(served, path, at);
        rules.order();
        rules.extras();
        return List.copyOf(rules.faults);
    }

    private void order() {
        int before = -1;
        for (var link : path.links()) {
            if (link.position().isEmpty()) {
                continue;
            }
            int position = link.position().get();
            if (position < before) {
                faults.add(
                        Fault.at(
                                position,
                                FaultKind.WRONG_ORDER,
                                "The certificates are served out of order: each has to be followed"
                                        + " by its issuer. Strict clients refuse that."));
                return;
            }
            before = position;
        }
    }

    private void extras() {
        var related = related();
        var onPath = new HashSet<String>();
        path.links().forEach(link -> onPath.add(link.certificate().fingerprint()));
        var seen = new HashMap<String, Integer>();
        for (var link : served) {
            var certificate = link.certificate();
            int position = link.position().orElse(0);
            var earlier = seen.putIfAbsent(certificate.fingerprint(), position);
            if (earlier != null) {
                add(
                        position,
                        FaultKind.DUPLICATE_CERTIFICATE,
                        certificate.label() + " is served twice.");
            } else if (!related.contains(certificate.fingerprint())) {
                add(
                        position,
                        FaultKind.UNRELATED_CERTIFICATE,
                        certificate.label() + " has nothing to do with this chain.");
            } else if (position > 0 && certificate.isSelfIssued()) {
                add(
                        position,
                        FaultKind.ROOT_SERVED,
                        certificate.label()
                                + " is a root; clients have it or do not believe it, so that it"
                                + " only costs bytes.");
            }
            if (earlier == null
                    && !onPath.contains(certificate.fingerprint())
                    && at.isAfter(certificate.notAfter())) {
                add(
                        position,
                        FaultKind.SPARE_EXPIRED,
                        certificate.label()
                                + " expired at "
                                + certificate.notAfter()
                                + "; newer clients go another way, old ones may fail.");
            }
        }
    }

    /** Those that may stand somewhere above the server's own, by name. */
    private Set<String> related() {
        var related = new HashSet<String>();
        var reached = new ArrayList<ParsedCertificate>();
        for (var link : path.links()) {
            reached.add(link.certificate());
            related.add(link.certificate().fingerprint());
        }
        for (int i = 0; i < reached.size(); i++) {
            for (var link : served) {
                var certificate = link.certificate();
                if (reached.get(i).mayBeIssuedBy(certificate)
                        && reached.get(i).identifies(certificate)
                        && related.add(certificate.fingerprint())) {
                    reached.add(certificate);
                }
            }
        }
        return related;
    }

    private void add(int position, FaultKind kind, String words) {
        faults.add(Fault.at(position, kind, words));
    }
}
