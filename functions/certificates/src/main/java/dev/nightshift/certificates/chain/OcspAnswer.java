package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.net.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads an OCSP response and believes it only if it is about that certificate, of that time, and
 * signed by whoever may.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-3.2">RFC 6960, 3.2</a>
 */
final class OcspAnswer {
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";

    /** Clocks are not that exact. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** How long an answer is good that does not say how long. */
    private static final Duration UNSAID = Duration.ofDays(1);

    private final ParsedCertificate certificate;
    private final ParsedCertificate issuer;
    private final Instant at;
    private final Revocation.Via via;

    private OcspAnswer(
            ParsedCertificate certificate,
            ParsedCertificate issuer,
            Instant at,
            Revocation.Via via) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.at = at;
        this.via = via;
    }

    /** Good, revoked, or unknown with words. */
    static Revocation judge(
            Bytes response,
            ParsedCertificate certificate,
            ParsedCertificate issuer,
            Instant at,
            Revocation.Via via) {
        try {
            return new OcspAnswer(certificate, issuer, at, via).read(response);
        } catch (MalformedDerException garbled) {
            return unknown("it cannot be read: " + garbled.getMessage());
        }
    }

    private static Revocation unknown(String why) {
        return new Revocation.Unknown("the OCSP response does not tell: " + why);
    }

    private Revocation read(Bytes response) throws MalformedDerException {
        var outer = Der.only(response.array(), Der.SEQUENCE, "the response").inside();
        int status = outer.next(Der.ENUMERATED, "the status").smallInteger("the status");
        if (status != 0) {
            return unknown(refusal(status));
        }
        var typed =
                outer.next(Der.contextOf(0), "the answer")
                        .inside()
                        .next(Der.SEQUENCE, "the answer")
                        .inside();
        var type = typed.next(Der.OID, "the type of the answer").oid("the type of the answer");
        if (!type.equals(BASIC)) {
            return unknown("it is of the unknown type " + type);
        }
        var content = typed.next(Der.OCTET_STRING, "the answer").content();
        return basic(Der.only(content, Der.SEQUENCE, "the answer").inside());
    }

    private static String refusal(int status) {
        return switch (status) {
            case 1 -> "the responder could not read the question";
            case 2 -> "the responder has an error inside";
            case 3 -> "the responder is busy (tryLater)";
            case 5 -> "the responder wants the question signed";
            case 6 -> "the responder does not know this certificate (unauthorized)";
            default -> "the responder refuses with status " + status;
        };
    }

    private Revocation basic(Der parts) throws MalformedDerException {
        var signed = parts.next(Der.SEQUENCE, "the signed answer");
        var algorithm = SignatureAlgorithm.read(parts.next(Der.SEQUENCE, "the algorithm"));
        var signature = Bytes.of(parts.next(Der.BIT_STRING, "the signature").wholeBits("it"));
        var shown = parts.optional(Der.contextOf(0), "the responder's certificates");
        if (algorithm.hash() == SignatureAlgorithm.Hash.BROKEN) {
            return unknown("it is signed with " + algorithm.name());
        }
        var signer = signer(algorithm, signed.encoded(), signature, shown);
        return signer.isPresent() ? unknown(signer.get()) : data(signed.inside());
    }

    /** Why the signature is not to be believed; empty if it is. */
    private Optional<String> signer(
            SignatureAlgorithm algorithm, Bytes signed, Bytes signature, Optional<DerItem> shown)
            throws MalformedDerException {
        var byIssuer = Signatures.verify(algorithm, issuer.key(), signed, signature);
        if (byIssuer == Answer.YES) {
            return Optional.empty();
        }
        var delegated =
                shown.isPresent()
                        ? shown.get().inside().next(Der.SEQUENCE, "the certificates").inside()
                        : Der.of(Bytes.NONE);
        while (delegated.more()) {
            var responder =
                    ParsedCertificate.read(
                            delegated.next(Der.SEQUENCE, "a responder's certificate").encoded());
            if (Signatures.verify(algorithm, responder.key(), signed, signature) == Answer.YES) {
                return mayAnswer(responder);
            }
        }
        return Optional.of(
                byIssuer == Answer.UNKNOWN
                        ? "its signature is of a kind that cannot be checked here"
                        : "it is not signed by the issuer, nor by anybody the issuer has sent");
    }

    private Optional<String> mayAnswer(ParsedCertificate responder) {
        var who = "it is signed by " + responder.label() + ", ";
        if (!responder.mayBeIssuedBy(issuer)
                || !responder.identifies(issuer)
                || Signatures.verify(
                                responder.algorithm(),
                                issuer.key(),
                                responder.signed(),
                                responder.signature())
                        != Answer.YES) {
            return Optional.of(who + "whom the certificate's issuer did not send");
        }
        var purposes = responder.extensions().extendedKeyUsage();
        if (purposes.filter(list -> list.contains(Extensions.OCSP_SIGNING)).isEmpty()
                || !responder.extensions().allows(Extensions.DIGITAL_SIGNATURE)) {
            return Optional.of(who + "who may not sign OCSP responses");
        }
        if (at.isBefore(responder.notBefore()) || at.isAfter(responder.notAfter())) {
            return Optional.of(who + "whose certificate is not valid now");
        }
        return Optional.empty();
    }

    private Revocation data(Der parts) throws MalformedDerException {
        var version = parts.optional(Der.contextOf(0), "the version");
        if (version.isPresent()
                && version.get().inside().next(Der.INTEGER, "it").smallInteger("it") != 0) {
            return unknown("it is of a later version");
        }
        parts.next("the responder");
        parts.next(Der.GENERALIZED_TIME, "when it was made").time("when it was made");
        var singles = parts.next(Der.SEQUENCE, "the answers").inside();
        var question = OcspQuestion.about(certificate, issuer);
        while (singles.more()) {
            var single = singles.next(Der.SEQUENCE, "one answer").inside();
            if (question.isMeantBy(single.next(Der.SEQUENCE, "a certificate's identifier"))) {
                return single(single);
            }
        }
        return unknown("it is about another certificate");
    }

    private Revocation single(Der parts) throws MalformedDerException {
        var status = parts.next("the status");
        var from = parts.next(Der.GENERALIZED_TIME, "its begin").time("its begin");
        var next = parts.optional(Der.contextOf(0), "its end");
        Optional<Instant> until =
                next.isPresent()
                        ? Optional.of(
                                next.get()
                                        .inside()
                                        .next(Der.GENERALIZED_TIME, "its end")
                                        .time("its end"))
                        : Optional.empty();
        if (at.plus(SKEW).isBefore(from)) {
            return unknown("it is only true from " + from);
        }
        if (until.isPresent() && at.isAfter(until.get().plus(SKEW))) {
            return unknown("it was only true until " + until.get());
        }
        if (until.isEmpty() && at.isAfter(from.plus(UNSAID))) {
            return unknown("it is from " + from + " and does not say how long it is true");
        }
        return switch (status.tag()) {
            case 0x80 -> new Revocation.Good(via, from, until);
            case 0xa1 -> revoked(status.inside());
            case 0x82 -> unknown("the responder does not know this certificate");
            default -> throw new MalformedDerException("a status of no known kind");
        };
    }

    private Revocation revoked(Der parts) throws MalformedDerException {
        var since = parts.next(Der.GENERALIZED_TIME, "since when").time("since when");
        var reason = parts.optional(Der.contextOf(0), "the reason");
        return new Revocation.Revoked(
                via,
                since,
                reason.isPresent()
                        ? Optional.of(
                                Revocation.reason(
                                        reason.get()
                                                .inside()
                                                .next(Der.ENUMERATED, "the reason")
                                                .smallInteger("the reason")))
                        : Optional.empty());
    }
}
