package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.Dnssec.Span;
import dev.nightshift.certificates.domain.dns.Dnssec.State;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DNSSEC.DNSSECException;
import org.xbill.DNS.DNSSEC.SignatureExpiredException;
import org.xbill.DNS.DNSSEC.SignatureNotYetValidException;
import org.xbill.DNS.DNSSEC.UnsupportedAlgorithmException;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Type;

/**
 * Whether what one server of a zone answers holds against the DS records at the zone's parent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4035#section-5">RFC 4035, 5</a>
 */
final class SignatureCheck {
    private SignatureCheck() {}

    /**
     * @param keys the DNSKEY records with their signatures; empty for none
     * @param sample a set of records of the zone with its signatures, such as SOA
     */
    static Dnssec judge(
            List<DSRecord> ds, Optional<RRset> keys, Optional<RRset> sample, Instant now) {
        if (ds.isEmpty()) {
            return keys.isEmpty()
                    ? Dnssec.of(State.UNSIGNED, "")
                    : Dnssec.of(State.NOT_ANCHORED, "");
        }
        if (keys.isEmpty()) {
            return broken("there is a DS record at the parent, and the zone has no keys");
        }
        var anchors = dnskeys(keys.get()).stream().filter(key -> isAnchored(key, ds)).toList();
        if (anchors.isEmpty()) {
            return ds.stream().anyMatch(SignatureCheck::isUnderstood)
                    ? broken("no key of the zone fits the DS records at the parent")
                    : Dnssec.of(
                            State.UNKNOWN,
                            "the DS records use algorithms that cannot be checked here");
        }
        var ofKeys = check(keys.get(), anchors, now);
        if (ofKeys.state() != State.VALID) {
            return ofKeys;
        }
        if (sample.isEmpty()) {
            return Dnssec.of(
                    State.UNKNOWN, "the zone answered nothing whose signature could be checked");
        }
        var ofSample = check(sample.get(), dnskeys(keys.get()), now);
        if (ofSample.state() != State.VALID) {
            return ofSample;
        }
        return new Dnssec(State.VALID, "", earlier(ofKeys.signed(), ofSample.signed()));
    }

    /** One good signature by one of the keys is enough; the one that lasts longest counts. */
    private static Dnssec check(RRset set, List<DNSKEYRecord> keys, Instant now) {
        var what = Type.string(set.getType());
        var until = Optional.<Span>empty();
        var trouble = broken("there is no signature over " + what + " by a key of the zone");
        for (var signature : set.sigs()) {
            for (var key : keys) {
                if (key.getFootprint() != signature.getFootprint()
                        || key.getAlgorithm() != signature.getAlgorithm()) {
                    continue;
                }
                var verdict = verify(set, signature, key, now, what);
                if (verdict.state() == State.VALID) {
                    until = later(until, verdict.signed());
                } else {
                    trouble = verdict;
                }
            }
        }
        return until.isPresent() ? new Dnssec(State.VALID, "", until) : trouble;
    }

    private static Dnssec verify(
            RRset set, RRSIGRecord signature, DNSKEYRecord key, Instant now, String what) {
        try {
            DNSSEC.verify(set, signature, key, now);
            return new Dnssec(
                    State.VALID,
                    "",
                    Optional.of(new Span(signature.getTimeSigned(), signature.getExpire())));
        } catch (SignatureExpiredException expired) {
            return broken("the signature over " + what + " ended at " + signature.getExpire());
        } catch (SignatureNotYetValidException early) {
            return broken("the signature over " + what + " begins at " + signature.getTimeSigned());
        } catch (UnsupportedAlgorithmException unknown) {
            return Dnssec.of(
                    State.UNKNOWN,
                    "the signature over "
                            + what
                            + " uses an algorithm that cannot be checked here");
        } catch (DNSSECException | RuntimeException forged) {
            return broken("the signature over " + what + " does not fit its records");
        }
    }

    private static List<DNSKEYRecord> dnskeys(RRset set) {
        return set.rrs().stream()
                .filter(DNSKEYRecord.class::isInstance)
                .map(DNSKEYRecord.class::cast)
                .toList();
    }

    private static boolean isAnchored(DNSKEYRecord key, List<DSRecord> ds) {
        return ds.stream()
                .anyMatch(
                        record ->
                                record.getFootprint() == key.getFootprint()
                                        && record.getAlgorithm() == key.getAlgorithm()
                                        && isUnderstood(record)
                                        && Arrays.equals(record.getDigest(), digest(record, key)));
    }

    private static byte[] digest(DSRecord record, DNSKEYRecord key) {
        return new DSRecord(key.getName(), DClass.IN, 0, record.getDigestID(), key).getDigest();
    }

    private static boolean isUnderstood(DSRecord record) {
        return switch (record.getDigestID()) {
            case DNSSEC.Digest.SHA1, DNSSEC.Digest.SHA256, DNSSEC.Digest.SHA384 -> true;
            default -> false;
        };
    }

    private static Dnssec broken(String why) {
        return Dnssec.of(State.BROKEN, why);
    }

    private static Optional<Span> later(Optional<Span> one, Optional<Span> other) {
        return one.isEmpty()
                        || other.filter(span -> span.until().isAfter(one.get().until())).isPresent()
                ? other
                : one;
    }

    static Optional<Span> earlier(Optional<Span> one, Optional<Span> other) {
        return one.isEmpty()
                        || other.filter(span -> span.until().isBefore(one.get().until()))
                                .isPresent()
                ? other
                : one;
    }
}
