package dev.nightshift.certificates.chain;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What of a path is weak or badly written, though it may lead to a root. */
final class StrengthRules {
    private static final int RSA_GOOD = 2048;
    private static final int RSA_BROKEN = 1024;
    private static final int EC_GOOD = 256;
    private static final int MAX_SERIAL_BYTES = 20;

    /**
     * From which day of issue how many days; CA/Browser Forum, Baseline Requirements, 6.3.2, with
     * ballots 193, SC-31 and SC-081.
     */
    private static final NavigableMap<Instant, Integer> LONGEST_DAYS =
            new TreeMap<>(
                    java.util.Map.of(
                            Instant.parse("2018-03-01T00:00:00Z"), 825,
                            Instant.parse("2020-09-01T00:00:00Z"), 398,
                            Instant.parse("2026-03-15T00:00:00Z"), 200,
                            Instant.parse("2027-03-15T00:00:00Z"), 100,
                            Instant.parse("2029-03-15T00:00:00Z"), 47));

    private final List<Fault> faults = new ArrayList<>();

    private StrengthRules() {}

    /**
     * @param publicly whether the path ends in a root that browsers ship
     */
    static List<Fault> check(Path path, boolean publicly) {
        var rules = new StrengthRules();
        for (int i = 0; i < path.links().size(); i++) {
            var link = path.links().get(i);
            rules.key(link);
            // a root is believed as it is, and the hash under a self-signature protects nothing
            boolean proves = i < path.links().size() - 1 || path.end() == Path.End.NO_ISSUER;
            if (proves && !link.anchored()) {
                rules.hash(link);
            }
            rules.form(link);
        }
        rules.leaf(path, publicly);
        return List.copyOf(rules.faults);
    }

    private void key(Path.Link link) {
        var key = link.certificate().key();
        var of = "The key of " + link.certificate().label();
        switch (key.algorithm()) {
            case SubjectKey.RSA -> rsa(link, key, of);
            case SubjectKey.EC -> ec(link, key, of);
            case SubjectKey.DSA ->
                    add(link, FaultKind.DSA_KEY, of + " is of DSA, which TLS has given up.");
            default -> {
                if (key.bits() == 0) {
                    add(
                            link,
                            FaultKind.KEY_UNKNOWN,
                            of + " is of an unknown kind, " + key.algorithm() + ".");
                }
            }
        }
    }

    private void rsa(Path.Link link, SubjectKey key, String of) {
        if (key.bits() < RSA_BROKEN) {
            add(
                    link,
                    FaultKind.RSA_KEY_BROKEN,
                    of + " has " + key.bits() + " bits and can be broken; replace it at once.");
        } else if (key.bits() < RSA_GOOD) {
            add(
                    link,
                    FaultKind.RSA_KEY_WEAK,
                    of + " has " + key.bits() + " bits; less than 2048 is too weak.");
        }
        boolean unsafe =
                key.exponent()
                        .filter(e -> e.testBit(0) && e.compareTo(BigInteger.TWO) > 0)
                        .isEmpty();
        if (unsafe) {
            add(
                    link,
                    FaultKind.RSA_EXPONENT_UNSAFE,
                    of + " has a public exponent that is even or below 3: it protects nothing.");
        }
    }

    private void ec(Path.Link link, SubjectKey key, String of) {
        var curve = key.curve().orElse("");
        if (curve.equals(SubjectKey.EXPLICIT)) {
            add(
                    link,
                    FaultKind.EC_PARAMETERS_EXPLICIT,
                    of + " brings its own curve, which can be chosen so as to forge (RFC 5480).");
        } else if (key.bits() == 0) {
            add(link, FaultKind.KEY_UNKNOWN, of + " is on an unknown curve, " + curve + ".");
        } else if (key.bits() < EC_GOOD) {
            add(
                    link,
                    FaultKind.EC_CURVE_WEAK,
                    of + " is on " + curve + "; less than 256 bits is too weak.");
        }
    }

    private void hash(Path.Link link) {
        var certificate = link.certificate();
        var words = certificate.label() + " is signed with " + certificate.algorithm().name();
        switch (certificate.algorithm().hash()) {
            case BROKEN -> add(link, FaultKind.BROKEN_HASH, words + "; anybody can forge that.");
            case SHA1 -> add(link, FaultKind.SHA1_SIGNATURE, words + "; clients refuse SHA-1.");
            case UNKNOWN -> add(link, FaultKind.HASH_UNKNOWN, words + ", which is not known here.");
            case SOUND -> {}
        }
    }

    private void form(Path.Link link) {
        var certificate = link.certificate();
        if (link.anchored()) {
            return;
        }
        if (certificate.serial().signum() <= 0) {
            add(
                    link,
                    FaultKind.SERIAL_NOT_POSITIVE,
                    certificate.label() + " has a serial number that is not above 0.");
        } else if (certificate.serialBytes() > MAX_SERIAL_BYTES) {
            add(
                    link,
                    FaultKind.SERIAL_TOO_LONG,
                    "%s has a serial number of %d bytes; 20 are allowed."
                            .formatted(certificate.label(), certificate.serialBytes()));
        }
        if (!certificate.subject().wellFormed() || !certificate.issuer().wellFormed()) {
            add(
                    link,
                    FaultKind.TEXT_GARBLED,
                    certificate.label()
                            + " has text in its names that cannot be decoded; some clients refuse all of it.");
        }
        if (certificate.version() < 3 && !certificate.extensions().all().isEmpty()) {
            add(
                    link,
                    FaultKind.EXTENSIONS_BEFORE_VERSION_3,
                    certificate.label() + " has extensions, which only version 3 may have.");
        }
    }

    private void leaf(Path path, boolean publicly) {
        var leaf = path.leaf();
        var certificate = leaf.certificate();
        boolean self = path.links().size() == 1;
        if (certificate.extensions().isCa() && !self) {
            add(
                    leaf,
                    FaultKind.LEAF_IS_CA,
                    certificate.label()
                            + " is the certificate of a CA and serves as a host's; who takes the"
                            + " host can issue certificates.");
        }
        if (!publicly) {
            return;
        }
        if (certificate.extensions().extendedKeyUsage().isEmpty()) {
            add(
                    leaf,
                    FaultKind.NO_PURPOSE,
                    certificate.label() + " does not say it is for servers.");
        }
        var longest = LONGEST_DAYS.floorEntry(certificate.notBefore());
        if (longest != null) {
            // both its first and its last second count
            var lifetime =
                    Duration.between(certificate.notBefore(), certificate.notAfter())
                            .plusSeconds(1);
            if (lifetime.compareTo(Duration.ofDays(longest.getValue())) > 0) {
                add(
                        leaf,
                        FaultKind.LIFETIME_TOO_LONG,
                        "%s is valid for %d days; those issued then may have %d."
                                .formatted(
                                        certificate.label(),
                                        lifetime.plusDays(1).minusSeconds(1).toDays(),
                                        longest.getValue()));
            }
        }
    }

    private void add(Path.Link link, FaultKind kind, String words) {
        faults.add(new Fault(kind, link.position(), words));
    }
}
