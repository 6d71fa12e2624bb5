package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A CRL, with what it is valid for. The list itself stays bytes: some have a hundred thousand
 * entries, and few of them are ever looked for.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-5">RFC 5280, 5</a>
 */
final class RevocationList {
    private static final String DISTRIBUTION_POINT = "2.5.29.28";
    private static final String REASON = "2.5.29.21";
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final int USER_ONLY = 1;
    private static final int CA_ONLY = 2;
    private static final int SOME_REASONS = 3;
    private static final int INDIRECT = 4;
    private static final int ATTRIBUTES_ONLY = 5;

    private final DerItem signed;
    private final SignatureAlgorithm algorithm;
    private final Bytes signature;
    private final DistinguishedName issuer;
    private final Instant from;
    private final Optional<Instant> until;
    private final Optional<DerItem> entries;
    private final HashSet<String> critical = new HashSet<>();
    private List<String> places = List.of();
    private final HashSet<Integer> limits = new HashSet<>();

    private RevocationList(Bytes der) throws MalformedDerException {
        var whole = Der.only(der.array(), Der.SEQUENCE, "the CRL").inside();
        var tbs = whole.next(Der.SEQUENCE, "the signed list");
        algorithm = SignatureAlgorithm.read(whole.next(Der.SEQUENCE, "the algorithm"));
        signature = Bytes.of(whole.next(Der.BIT_STRING, "the signature").wholeBits("it"));
        whole.finish("the CRL");
        signed = tbs;
        var parts = tbs.inside();
        var version = parts.optional(Der.INTEGER, "the version");
        if (version.isPresent() && version.get().smallInteger("the version") > 1) {
            throw new MalformedDerException("it is of a later version");
        }
        parts.next(Der.SEQUENCE, "the algorithm");
        issuer = DistinguishedName.read(parts.next(Der.SEQUENCE, "the issuer"));
        from = parts.next("its begin").time("its begin");
        var end = parts.optional(Der.UTC_TIME, "its end");
        var next = end.isPresent() ? end : parts.optional(Der.GENERALIZED_TIME, "its end");
        until = next.isPresent() ? Optional.of(next.get().time("its end")) : Optional.empty();
        entries = parts.optional(Der.SEQUENCE, "the entries");
        var extensions = parts.optional(Der.contextOf(0), "the extensions");
        parts.finish("the signed list");
        if (extensions.isPresent()) {
            extensions(extensions.get().inside().next(Der.SEQUENCE, "the extensions").inside());
        }
    }

    /**
     * @throws MalformedDerException if it is no CRL
     */
    static RevocationList read(Bytes der) throws MalformedDerException {
        return new RevocationList(der);
    }

    private void extensions(Der items) throws MalformedDerException {
        while (items.more()) {
            var parts = items.next(Der.SEQUENCE, "an extension").inside();
            var oid = parts.next(Der.OID, "its type").oid("its type");
            var flag = parts.optional(Der.BOOLEAN, "whether it is critical");
            var value = parts.next(Der.OCTET_STRING, "its value").content();
            if (oid.equals(DISTRIBUTION_POINT)) {
                scope(Der.only(value, Der.SEQUENCE, "the distribution point").inside());
            } else if (flag.isPresent() && flag.get().bool("whether it is critical")) {
                critical.add(oid);
            }
        }
    }

    private void scope(Der parts) throws MalformedDerException {
        while (parts.more()) {
            var item = parts.next("a limit");
            int number = item.tag() & 0x1f;
            if (number == 0) {
                places = DistributionPointName.urls(item);
                if (places.isEmpty()) {
                    throw new MalformedDerException("it does not say where it is to be had");
                }
            } else if (number == SOME_REASONS || item.bool("a limit")) {
                limits.add(number);
            }
        }
    }

    /** Why it is not to be believed about certificates of that issuer; empty if it is. */
    Optional<String> doubt(ParsedCertificate by) {
        if (!issuer.key().equals(by.subject().key())) {
            return Optional.of("it is by " + issuer.text() + ", not by the certificate's issuer");
        }
        if (!by.extensions().allows(Extensions.CRL_SIGN)) {
            return Optional.of("the issuer may not sign CRLs");
        }
        if (algorithm.hash() == SignatureAlgorithm.Hash.BROKEN) {
            return Optional.of("it is signed with " + algorithm.name());
        }
        return switch (Signatures.verify(algorithm, by.key(), signed.encoded(), signature)) {
            case YES -> Optional.empty();
            case NO -> Optional.of("its signature is not by the issuer's key");
            case UNKNOWN -> Optional.of("its signature is of a kind that cannot be checked here");
        };
    }

    /** What it says about a certificate, if {@link #doubt} had none about its issuer. */
    Revocation about(ParsedCertificate certificate, Instant at) throws MalformedDerException {
        if (!critical.isEmpty()) {
            return unknown("it has the unknown extension " + String.join(", ", critical));
        }
        if (at.plus(SKEW).isBefore(from)) {
            return unknown("it is only true from " + from);
        }
        if (until.isEmpty() || at.isAfter(until.get().plus(SKEW))) {
            return unknown(
                    until.map(end -> "it was only true until " + end)
                            .orElse("it does not say how long it is true"));
        }
        var outside = outside(certificate);
        if (outside.isPresent()) {
            return unknown(outside.get());
        }
        var entry = find(certificate.serial());
        if (entry.isPresent()) {
            return entry.get();
        }
        return limits.contains(SOME_REASONS)
                ? unknown("it is for some reasons only")
                : new Revocation.Good(Revocation.Via.CRL, from, until);
    }

    private static Revocation unknown(String why) {
        return new Revocation.Unknown("the CRL does not tell: " + why);
    }

    /** A part of a CRL says nothing about certificates of another part. */
    private Optional<String> outside(ParsedCertificate certificate) {
        boolean ca = certificate.extensions().isCa();
        if (limits.contains(INDIRECT)) {
            return Optional.of("it lists certificates of several issuers");
        }
        if (limits.contains(ATTRIBUTES_ONLY) || limits.contains(ca ? USER_ONLY : CA_ONLY)) {
            return Optional.of("it is for other certificates only");
        }
        if (!places.isEmpty()
                && certificate.extensions().crls().stream().noneMatch(places::contains)) {
            return Optional.of("it is the part for certificates that name another place");
        }
        return Optional.empty();
    }

    private Optional<Revocation> find(BigInteger serial) throws MalformedDerException {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var wanted = serial.toByteArray();
        var items = entries.get().inside();
        while (items.more()) {
            var parts = items.next(Der.SEQUENCE, "an entry").inside();
            if (parts.next(Der.INTEGER, "a serial number").holds(wanted)) {
                var since = parts.next("since when").time("since when");
                var details = parts.optional(Der.SEQUENCE, "the details of an entry");
                return Optional.of(
                        new Revocation.Revoked(
                                Revocation.Via.CRL,
                                since,
                                details.isPresent()
                                        ? reason(details.get().inside())
                                        : Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> reason(Der details) throws MalformedDerException {
        while (details.more()) {
            var parts = details.next(Der.SEQUENCE, "a detail").inside();
            if (parts.next(Der.OID, "its type").oid("its type").equals(REASON)) {
                parts.optional(Der.BOOLEAN, "whether it is critical");
                var value = parts.next(Der.OCTET_STRING, "the reason").content();
                return Optional.of(
                        Revocation.reason(
                                Der.only(value, Der.ENUMERATED, "the reason")
                                        .smallInteger("the reason")));
            }
        }
        return Optional.empty();
    }
}
