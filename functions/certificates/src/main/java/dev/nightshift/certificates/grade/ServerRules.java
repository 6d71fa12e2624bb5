package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_3;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_0;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_1;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_3;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.util.List;

/** What the guide's changes say of versions, and of how sessions are kept up. */
record ServerRules(Offered offered, Findings findings) {
    /** Each of these is unknown in a field of its own, and asked for where it matters. */
    private static final List<String> JUDGED_APART =
            List.of("client renegotiation:", "compression:", "TLS_FALLBACK_SCSV:");

    void apply() {
        versions();
        ssl3();
        renegotiation();
        compression();
        var unanswered =
                offered.survey().unanswered().stream()
                        .filter(question -> JUDGED_APART.stream().noneMatch(question::startsWith))
                        .toList();
        if (!unanswered.isEmpty()) {
            findings.open(
                    Letter.F,
                    "not everything was answered: " + String.join("; ", unanswered),
                    "What was not seen may be anything");
        }
    }

    private void versions() {
        refuse(SSL_2, Letter.F, "2009c: SSL 2.0 is not allowed");
        refuse(SSL_3, Letter.B, "2009h: cap at B with SSL 3.0");
        refuse(TLS_1_0, Letter.B, "2009q: cap at B with TLS 1.0");
        refuse(TLS_1_1, Letter.B, "2009q: cap at B with TLS 1.1");
        findings.cap(
                withoutTls12(),
                Letter.C,
                offered.offers(TLS_1_3) == Answer.YES
                        ? "TLS 1.2 is not offered, and something older is"
                        : "TLS 1.2 is not offered",
                "whether TLS 1.2 is offered is not known",
                "2009j: cap at C without TLS 1.2");
        findings.cap(
                offered.offers(TLS_1_3).not(),
                Letter.A_MINUS,
                "TLS 1.3 is not offered",
                "whether TLS 1.3 is offered is not known",
                "2009r: a warning without TLS 1.3, so A- at most");
    }

    /** The rule is older than TLS 1.3: SSL Labs takes TLS 1.3 alone as good. */
    private Answer withoutTls12() {
        if (offered.offers(TLS_1_2) == Answer.YES) {
            return Answer.NO;
        }
        var older = offered.offersAny(SSL_2, SSL_3, TLS_1_0, TLS_1_1);
        if (offered.offers(TLS_1_3) == Answer.YES && older == Answer.NO) {
            return Answer.NO;
        }
        var certain = offered.offers(TLS_1_3) == Answer.NO || older == Answer.YES;
        return certain ? offered.offers(TLS_1_2).not() : Answer.UNKNOWN;
    }

    private void refuse(ProtocolVersion version, Letter ceiling, String rule) {
        findings.cap(
                offered.offers(version),
                ceiling,
                version + " is offered",
                "whether " + version + " is offered is not known",
                rule);
    }

    private void ssl3() {
        if (offered.offers(SSL_3) != Answer.YES) {
            return;
        }
        findings.cap(
                offered.offersAny(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3).not(),
                Letter.F,
                "SSL 3.0 is the best that is offered",
                "whether anything better than SSL 3.0 is offered is not known",
                "2009i: fail servers whose best protocol is SSL 3.0");
        if (offered.suites(SSL_3).stream().anyMatch(Offered::isCbc)) {
            findings.cap(
                    Letter.C,
                    "POODLE: SSL 3.0 is offered with CBC suites",
                    "2009g: cap at C if vulnerable to POODLE");
        }
    }

    private void renegotiation() {
        if (offered.onlyTls13()) {
            return;
        }
        var secure = offered.survey().secureRenegotiation();
        var client = offered.survey().clientRenegotiation();
        findings.cap(
                insecure(secure, client),
                Letter.F,
                "a client can renegotiate, and not by RFC 5746",
                "whether it renegotiates insecurely is not known",
                "2009c: insecure renegotiation is not allowed");
        findings.cap(
                answer(secure).not(),
                Letter.A_MINUS,
                "secure renegotiation (RFC 5746) is not supported",
                "whether secure renegotiation is supported is not known",
                "2009e: a warning without secure renegotiation, so A- at most");
    }

    private static Answer insecure(Offer secure, Offer client) {
        if (secure == Offer.YES || client == Offer.NO) {
            return Answer.NO;
        }
        return secure == Offer.NO && client == Offer.YES ? Answer.YES : Answer.UNKNOWN;
    }

    private void compression() {
        if (offered.onlyTls13()) {
            return;
        }
        findings.cap(
                answer(offered.survey().compression()),
                Letter.C,
                "CRIME: it agrees to compress",
                "whether it agrees to compress is not known",
                "2009j: cap at C if vulnerable to CRIME");
    }

    private static Answer answer(Offer offer) {
        return switch (offer) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }
}
