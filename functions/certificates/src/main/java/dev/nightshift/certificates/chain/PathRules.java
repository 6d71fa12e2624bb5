package dev.nightshift.certificates.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a path holds: what RFC 5280, section 6, asks of every certificate on it, and what TLS
 * asks beyond that.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6">RFC 5280, 6</a>
 */
final class PathRules {
    private final Path path;
    private final Instant at;
    private final List<Fault> faults = new ArrayList<>();

    private PathRules(Path path, Instant at) {
        this.path = path;
        this.at = at;
    }

    static List<Fault> check(Path path, Instant at) {
        var rules = new PathRules(path, at);
        rules.end();
        for (int i = 0; i < path.links().size(); i++) {
            rules.time(i);
            rules.form(i);
            rules.signature(i);
            if (i > 0) {
                rules.faults.addAll(AuthorityRules.check(path, i));
            }
        }
        rules.leaf();
        return List.copyOf(rules.faults);
    }

    private void end() {
        var last = path.last();
        var name = last.certificate().label();
        switch (path.end()) {
            case ROOT -> {}
            case SELF_SIGNED -> {
                if (path.links().size() == 1) {
                    add(0, FaultKind.SELF_SIGNED, name + " vouches for itself; nobody else does.");
                } else {
                    add(
                            path.links().size() - 1,
                            FaultKind.UNTRUSTED_ROOT,
                            "The chain ends in the root " + name + ", which is not trusted.");
                }
            }
            case NO_ISSUER -> noIssuer(last.certificate());
        }
    }

    private void noIssuer(ParsedCertificate last) {
        int index = path.links().size() - 1;
        var issuer = DistinguishedName.printable(last.issuer().text());
        var urls = last.extensions().caIssuers();
        if (index == 0 || !urls.isEmpty()) {
            add(
                    index,
                    FaultKind.MISSING_INTERMEDIATE,
                    "The issuer of "
                            + last.label()
                            + ", "
                            + issuer
                            + ", was not served and is no trusted root; "
                            + (urls.isEmpty()
                                    ? "the certificate does not say where to get it."
                                    : "the certificate says it is at "
                                            + DistinguishedName.printable(urls.getFirst())
                                            + ", where only some clients look."));
        } else {
            add(
                    index,
                    FaultKind.UNTRUSTED_ROOT,
                    "The chain ends in "
                            + last.label()
                            + "; its issuer, "
                            + issuer
                            + ", is neither served nor trusted.");
        }
    }

    private enum Role {
        LEAF,
        INTERMEDIATE,
        ROOT
    }

    private Role role(int index) {
        if (index == 0) {
            return Role.LEAF;
        }
        boolean top = index == path.links().size() - 1 && path.end() != Path.End.NO_ISSUER;
        return top ? Role.ROOT : Role.INTERMEDIATE;
    }

    private void time(int index) {
        var certificate = certificate(index);
        var role = role(index);
        if (certificate.notAfter().isBefore(certificate.notBefore())) {
            add(
                    index,
                    FaultKind.VALIDITY_INVERTED,
                    "%s ends (%s) before it begins (%s)."
                            .formatted(
                                    certificate.label(),
                                    certificate.notAfter(),
                                    certificate.notBefore()));
        } else if (at.isAfter(certificate.notAfter())) {
            var kind =
                    switch (role) {
                        case LEAF -> FaultKind.LEAF_EXPIRED;
                        case INTERMEDIATE -> FaultKind.INTERMEDIATE_EXPIRED;
                        case ROOT -> FaultKind.ROOT_EXPIRED;
                    };
            add(index, kind, certificate.label() + " expired at " + certificate.notAfter() + ".");
        } else if (at.isBefore(certificate.notBefore())) {
            var kind =
                    switch (role) {
                        case LEAF -> FaultKind.LEAF_NOT_YET_VALID;
                        case INTERMEDIATE -> FaultKind.INTERMEDIATE_NOT_YET_VALID;
                        case ROOT -> FaultKind.ROOT_NOT_YET_VALID;
                    };
            add(
                    index,
                    kind,
                    certificate.label()
                            + " is valid only from "
                            + certificate.notBefore()
                            + ". Is a clock wrong?");
        }
    }

    private void form(int index) {
        var certificate = certificate(index);
        var extensions = certificate.extensions();
        for (var oid : extensions.unknownCritical()) {
            if (oid.equals(Extensions.POISON)) {
                add(
                        index,
                        FaultKind.PRECERTIFICATE,
                        certificate.label() + " was made for a log and is not meant to be served.");
            } else {
                add(
                        index,
                        FaultKind.UNKNOWN_CRITICAL_EXTENSION,
                        certificate.label()
                                + " has the extension "
                                + oid
                                + ", which clients do not know and may not ignore.");
            }
        }
        for (var oid : extensions.repeated()) {
            add(
                    index,
                    FaultKind.REPEATED_EXTENSION,
                    certificate.label() + " has the extension " + oid + " more than once.");
        }
        for (var garbled : extensions.garbled()) {
            add(
                    index,
                    FaultKind.GARBLED_EXTENSION,
                    "In %s the %s cannot be read: %s."
                            .formatted(certificate.label(), garbled.name(), garbled.why()));
        }
    }

    private void signature(int index) {
        var link = path.links().get(index);
        var certificate = link.certificate();
        if (link.anchored()) {
            return;
        }
        if (!certificate.innerAlgorithm().equals(certificate.algorithm().encoded())) {
            add(
                    index,
                    FaultKind.SIGNATURE_ALGORITHMS_DIFFER,
                    certificate.label() + " names two algorithms for its one signature.");
        }
        if (index == path.links().size() - 1) {
            return;
        }
        var issuer = certificate(index + 1);
        if (!certificate.identifies(issuer)) {
            add(
                    index,
                    FaultKind.KEY_IDENTIFIERS_DIFFER,
                    "%s says that another key of %s signed it than did; many clients take it at its word."
                            .formatted(certificate.label(), issuer.label()));
        }
        switch (link.signed()) {
            case YES -> {}
            case NO ->
                    add(
                            index,
                            FaultKind.BAD_SIGNATURE,
                            "The signature on %s was not made by the key of %s; it was changed, or issued by another of that name."
                                    .formatted(certificate.label(), issuer.label()));
            case UNKNOWN ->
                    add(
                            index,
                            FaultKind.SIGNATURE_UNCHECKED,
                            "The signature on %s (%s, by a key %s) is of a kind that cannot be checked here."
                                    .formatted(
                                            certificate.label(),
                                            certificate.algorithm().name(),
                                            issuer.key().text()));
        }
    }

    private void leaf() {
        var certificate = certificate(0);
        var extensions = certificate.extensions();
        if (!extensions.isFor(Extensions.SERVER_AUTH)) {
            add(
                    0,
                    FaultKind.NOT_FOR_SERVERS,
                    "The extended key usage of " + certificate.label() + " leaves out servers.");
        }
        boolean exchangeOnly =
                certificate.key().algorithm().equals(SubjectKey.RSA)
                        && extensions.allows(Extensions.KEY_ENCIPHERMENT);
        if (!extensions.allows(Extensions.DIGITAL_SIGNATURE)) {
            add(
                    0,
                    exchangeOnly ? FaultKind.KEY_USAGE_NARROW : FaultKind.KEY_USAGE_UNFIT,
                    "The key usage of "
                            + certificate.label()
                            + " leaves out signing, which TLS 1.3"
                            + (exchangeOnly ? " needs." : " and all forward secrecy need."));
        }
    }

    private ParsedCertificate certificate(int index) {
        return path.links().get(index).certificate();
    }

    private void add(int index, FaultKind kind, String words) {
        faults.add(new Fault(kind, path.links().get(index).position(), words));
    }
}
