package dev.nightshift.certificates.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a certificate on a path may have signed those below it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-6.1.4">RFC 5280, 6.1.4</a>
 */
final class AuthorityRules {
    private final Path path;
    private final int index;
    private final List<Fault> faults = new ArrayList<>();

    private AuthorityRules(Path path, int index) {
        this.path = path;
        this.index = index;
    }

    static List<Fault> check(Path path, int index) {
        var rules = new AuthorityRules(path, index);
        rules.authority();
        return List.copyOf(rules.faults);
    }

    private void authority() {
        var link = path.links().get(index);
        var certificate = link.certificate();
        var extensions = certificate.extensions();
        if (certificate.version() < 3) {
            // roots of the nineties have no extensions and are believed by choice
            if (!link.anchored()) {
                add(
                        FaultKind.VERSION_1_CA,
                        certificate.label()
                                + " signs others but is of version "
                                + certificate.version()
                                + ", which cannot say that it may.");
            }
        } else if (!extensions.isCa()) {
            add(
                    FaultKind.NOT_A_CA,
                    certificate.label() + " signs others but is not the certificate of a CA.");
        }
        if (!extensions.allows(Extensions.KEY_CERT_SIGN)) {
            add(
                    FaultKind.CA_MAY_NOT_SIGN,
                    "The key usage of "
                            + certificate.label()
                            + " leaves out signing certificates.");
        }
        if (!extensions.isFor(Extensions.SERVER_AUTH)) {
            add(
                    FaultKind.CA_NOT_FOR_SERVERS,
                    certificate.label() + " may issue certificates, but not for servers.");
        }
        pathLength();
        extensions.nameConstraints().ifPresent(constraints -> names(constraints));
    }

    private void pathLength() {
        var limit = certificate(index).extensions().basic().flatMap(Extensions.Basic::pathLength);
        long below =
                path.links().subList(1, index).stream()
                        .filter(link -> !link.certificate().isSelfIssued())
                        .count();
        if (limit.isPresent() && below > limit.get()) {
            add(
                    FaultKind.PATH_TOO_LONG,
                    "%s allows %d CAs below it; there are %d."
                            .formatted(certificate(index).label(), limit.get(), below));
        }
    }

    private void names(NameConstraints constraints) {
        Optional<String> refused = Optional.empty();
        Optional<String> undecided = Optional.empty();
        for (int below = 0; below < index; below++) {
            if (below > 0 && certificate(below).isSelfIssued()) {
                continue;
            }
            for (var name : constrained(certificate(below))) {
                switch (constraints.rule(name)) {
                    case ALLOWED -> {}
                    case REFUSED -> refused = refused.or(() -> Optional.of(name.text()));
                    case UNDECIDED -> undecided = undecided.or(() -> Optional.of(name.text()));
                }
            }
        }
        var label = certificate(index).label();
        refused.ifPresent(
                name ->
                        add(
                                FaultKind.NAME_CONSTRAINT_VIOLATED,
                                label + " may not issue for " + name + "."));
        undecided.ifPresent(
                name ->
                        add(
                                FaultKind.NAME_CONSTRAINT_UNDECIDED,
                                label + " limits names such as " + name + " in an unknown way."));
    }

    private static List<GeneralName> constrained(ParsedCertificate certificate) {
        var names = new ArrayList<>(certificate.extensions().names().orElse(List.of()));
        if (!certificate.subject().isEmpty()) {
            names.add(new GeneralName(GeneralName.Kind.DIRECTORY, certificate.subject().encoded()));
        }
        return names;
    }

    private ParsedCertificate certificate(int place) {
        return path.links().get(place).certificate();
    }

    private void add(FaultKind kind, String words) {
        faults.add(new Fault(kind, path.links().get(index).position(), words));
    }
}
