package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.Answer.NO;
import static dev.nightshift.certificates.Answer.UNKNOWN;
import static dev.nightshift.certificates.Answer.YES;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_3;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_0;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not known is never taken for good. */
class UnknownGradeTest {
    @ParameterizedTest(name = "{0}: at best {1}")
    @MethodSource("gaps")
    void a_gap_that_decides_makes_the_grade_unknown(
            String what, Letter atBest, Consumer<Estate> change) {
        var server = new Estate();
        change.accept(server);

        var grade = server.grade();

        assertThat(grade.letter()).as("%s: %s", what, grade).isEqualTo(Letter.UNKNOWN);
        assertThat(grade.atBest()).isEqualTo(atBest);
        assertThat(grade.inWords()).isEqualTo("unknown, at best " + atBest);
        assertThat(grade.open()).isNotEmpty();
    }

    static Stream<Arguments> gaps() {
        return Stream.of(
                gap("SSL 2", Letter.A_PLUS, it -> it.unknown(SSL_2)),
                gap("SSL 3", Letter.A_PLUS, it -> it.unknown(SSL_3)),
                gap("TLS 1.0", Letter.A_PLUS, it -> it.unknown(TLS_1_0)),
                gap("TLS 1.2", Letter.A_PLUS, it -> it.unknown(TLS_1_2)),
                gap("TLS 1.3", Letter.A_PLUS, it -> it.unknown(TLS_1_3)),
                gap("both", Letter.A_PLUS, it -> it.unknown(TLS_1_2).unknown(TLS_1_3)),
                gap("suites of TLS 1.2", Letter.A_PLUS, it -> it.only(TLS_1_2)),
                gap(
                        "better than SSL 3",
                        Letter.C,
                        it ->
                                it.without(TLS_1_2)
                                        .unknown(TLS_1_3)
                                        .offer(SSL_3, Estate.RSA_AES_128_CBC)),
                gap(
                        "the size of the prime",
                        Letter.A_PLUS,
                        it -> it.offer(TLS_1_2, Estate.DHE_AES_256_GCM)),
                gap(
                        "whose order it is",
                        Letter.A_PLUS,
                        it -> {
                            it.offer(TLS_1_2, Estate.TRIPLE_DES);
                            it.ownOrder.remove(TLS_1_2);
                        }),
                gap(
                        "secure renegotiation",
                        Letter.A_PLUS,
                        it -> it.secureRenegotiation = Offer.UNKNOWN),
                gap(
                        "insecure renegotiation",
                        Letter.A_MINUS,
                        it -> {
                            it.secureRenegotiation = Offer.NO;
                            it.clientRenegotiation = Offer.UNKNOWN;
                        }),
                gap("compression", Letter.A_PLUS, it -> it.compression = Offer.UNKNOWN),
                gap(
                        "an answer",
                        Letter.A_PLUS,
                        it -> it.unanswered.add("suites of TLS 1.2: timed out")),
                gap(
                        "HSTS",
                        Letter.A_PLUS,
                        it -> it.hsts = Optional.of(new Hsts.Unread("timed out"))),
                gap(
                        "trust",
                        Letter.A_PLUS,
                        it -> it.certificate = Estate.trust(UNKNOWN, YES, YES, YES, NO)),
                gap(
                        "the chain",
                        Letter.A_PLUS,
                        it -> it.certificate = Estate.trust(YES, UNKNOWN, YES, YES, NO)),
                gap(
                        "the name",
                        Letter.A_PLUS,
                        it -> it.certificate = Estate.trust(YES, YES, UNKNOWN, YES, NO)),
                gap(
                        "the dates",
                        Letter.A_PLUS,
                        it -> it.certificate = Estate.trust(YES, YES, YES, UNKNOWN, NO)),
                gap(
                        "revocation",
                        Letter.A_PLUS,
                        it -> it.certificate = Estate.trust(YES, YES, YES, YES, UNKNOWN)),
                gap(
                        "the key",
                        Letter.A_PLUS,
                        it ->
                                it.certificate =
                                        Estate.certificate(
                                                KeyAlgorithm.UNKNOWN, 4096, SignatureHash.STRONG)),
                gap(
                        "the signature",
                        Letter.A_PLUS,
                        it ->
                                it.certificate =
                                        Estate.certificate(
                                                KeyAlgorithm.RSA, 4096, SignatureHash.UNKNOWN)));
    }

    @Test
    void a_gap_that_could_not_make_it_worse_leaves_the_grade() {
        var server = new Estate().offer(SSL_2, Estate.RC4).unknown(TLS_1_0);
        server.compression = Offer.UNKNOWN;

        assertThat(server.grade().letter()).isEqualTo(Letter.F);
    }

    @Test
    void a_question_without_answer_counts_only_where_its_answer_would() {
        var server = new Estate();
        server.clientRenegotiation = Offer.UNKNOWN;
        server.fallbackScsv = Offer.UNKNOWN;
        server.unanswered.add("client renegotiation: no handshake can be finished");
        server.unanswered.add("TLS_FALLBACK_SCSV: timed out");

        assertThat(server.grade().letter()).isEqualTo(Letter.A_PLUS);
    }

    @Test
    void a_certificate_that_is_not_trusted_decides_whatever_else_is_unknown() {
        var server = new Estate();
        server.certificate = Estate.trust(NO, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

        assertThat(server.grade().letter()).isEqualTo(Letter.T);
        assertThat(server.grade().ignoringTrust()).isEqualTo(Letter.UNKNOWN);
    }

    @Test
    void a_server_that_offers_nothing_has_no_grade() {
        var grade = new Estate().without(TLS_1_2, TLS_1_3).grade();

        assertThat(grade.letter()).isEqualTo(Letter.UNKNOWN);
        assertThat(grade.inWords()).isEqualTo("unknown");
        assertThat(grade.caps())
                .extracting(Cap::reason)
                .containsExactly("no version of TLS is offered");
    }

    @Test
    void a_server_of_which_nothing_is_known_has_no_grade() {
        var server = new Estate();
        for (var version : ProtocolVersion.values()) {
            server.unknown(version);
        }

        assertThat(server.grade().letter()).isEqualTo(Letter.UNKNOWN);
    }

    private static Arguments gap(String what, Letter atBest, Consumer<Estate> change) {
        return Arguments.of(what, atBest, change);
    }
}
