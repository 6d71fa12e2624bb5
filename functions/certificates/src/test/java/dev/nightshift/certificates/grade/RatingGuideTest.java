package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.Answer.NO;
import static dev.nightshift.certificates.Answer.YES;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_3;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_0;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_1;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RatingGuideTest {
    private static final Duration HALF_A_YEAR = Duration.ofDays(180);

    @Test
    void a_server_set_up_as_well_as_can_be_gets_an_a_plus_with_full_scores() {
        var grade = new Estate().grade();

        assertThat(grade)
                .isEqualTo(
                        new Grade(
                                Letter.A_PLUS,
                                Letter.A_PLUS,
                                Letter.A_PLUS,
                                100,
                                100,
                                100,
                                100,
                                List.of(),
                                List.of()));
    }

    /** Each line: what is done to the best server, and the letter that it has then. */
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("servers")
    void every_rule_holds_on_both_sides_of_its_limit(
            String what, Letter letter, String rule, Consumer<Estate> change) {
        var server = new Estate();
        change.accept(server);

        var grade = server.grade();

        assertThat(grade.letter()).as("%s, for %s", what, grade.caps()).isEqualTo(letter);
        if (!rule.isEmpty()) {
            assertThat(grade.caps())
                    .anySatisfy(
                            cap -> {
                                assertThat(cap.ceiling()).isEqualTo(letter);
                                assertThat(cap.rule()).contains(rule);
                                assertThat(cap.reason()).isNotBlank();
                            });
        }
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                // versions
                line("SSL 2", Letter.F, "2009c", it -> it.offer(SSL_2, Estate.RC4)),
                line("SSL 3 without CBC", Letter.B, "2009h", it -> it.offer(SSL_3, Estate.RC4)),
                line(
                        "SSL 3 with CBC",
                        Letter.C,
                        "2009g",
                        it -> it.offer(SSL_3, Estate.RSA_AES_128_CBC)),
                line(
                        "SSL 3 alone",
                        Letter.F,
                        "2009i",
                        it ->
                                it.without(TLS_1_2, TLS_1_3)
                                        .offer(SSL_3, Estate.RC4, Estate.RSA_AES_128_CBC)),
                line(
                        "TLS 1.0",
                        Letter.B,
                        "2009q",
                        it -> it.offer(TLS_1_0, Estate.ECDHE_AES_256_CBC)),
                line(
                        "TLS 1.1",
                        Letter.B,
                        "2009q",
                        it -> it.offer(TLS_1_1, Estate.ECDHE_AES_256_CBC)),
                line(
                        "TLS 1.1 at best",
                        Letter.C,
                        "2009j",
                        it ->
                                it.without(TLS_1_2, TLS_1_3)
                                        .offer(TLS_1_1, Estate.ECDHE_AES_256_CBC)),
                line("no TLS 1.3", Letter.A_MINUS, "2009r", it -> it.without(TLS_1_3)),
                line(
                        "TLS 1.3 and 1.1, but not 1.2",
                        Letter.C,
                        "2009j",
                        it -> it.without(TLS_1_2).offer(TLS_1_1, Estate.ECDHE_AES_256_CBC)),
                line("TLS 1.3 alone", Letter.A_PLUS, "", it -> it.without(TLS_1_2)),
                line("TLS 1.2 alone, with TLS 1.3 it is A+", Letter.A_PLUS, "", it -> {}),
                // suites
                line(
                        "anonymous",
                        Letter.F,
                        "anonymous",
                        it -> it.dh(4096).offer(TLS_1_2, Estate.ANONYMOUS)),
                line(
                        "no encryption",
                        Letter.F,
                        "no encryption",
                        it -> it.offer(TLS_1_2, Estate.NO_ENCRYPTION)),
                line("export", Letter.F, "2009e", it -> it.offer(TLS_1_2, Estate.EXPORT)),
                line(
                        "DES",
                        Letter.F,
                        "cipher strength",
                        it -> it.offer(TLS_1_2, Estate.SINGLE_DES)),
                line(
                        "RC4 with TLS 1.0",
                        Letter.B,
                        "2009i",
                        it -> it.offer(TLS_1_0, Estate.ECDHE_AES_256_CBC, Estate.RC4)),
                line(
                        "RC4 with TLS 1.1",
                        Letter.C,
                        "2009j",
                        it -> it.offer(TLS_1_1, Estate.ECDHE_AES_256_CBC, Estate.RC4)),
                line("RC4 with TLS 1.2", Letter.C, "2009j", it -> it.offer(TLS_1_2, Estate.RC4)),
                line(
                        "only RC4",
                        Letter.F,
                        "2009k",
                        it -> it.without(TLS_1_3).only(TLS_1_2, Estate.RC4)),
                line(
                        "3DES last in the server's order",
                        Letter.A_PLUS,
                        "",
                        it -> it.offer(TLS_1_2, Estate.TRIPLE_DES)),
                line(
                        "3DES last in nobody's order",
                        Letter.C,
                        "2009n",
                        it -> {
                            it.offer(TLS_1_2, Estate.TRIPLE_DES);
                            it.ownOrder.put(TLS_1_2, false);
                        }),
                line(
                        "3DES before others",
                        Letter.C,
                        "2009n",
                        it -> it.offer(TLS_1_2, Estate.TRIPLE_DES, Estate.RSA_AES_128_CBC)),
                line(
                        "3DES alone with TLS 1.2",
                        Letter.C,
                        "2009n",
                        it -> it.only(TLS_1_2, Estate.TRIPLE_DES)),
                line(
                        "3DES with TLS 1.0 only",
                        Letter.B,
                        "2009q",
                        it -> it.offer(TLS_1_0, Estate.TRIPLE_DES, Estate.ECDHE_AES_256_CBC)),
                line(
                        "no forward secrecy",
                        Letter.B,
                        "2009o",
                        it -> it.without(TLS_1_3).only(TLS_1_2, Estate.RSA_AES_256_GCM)),
                line(
                        "forward secrecy in second place",
                        Letter.B,
                        "2009o",
                        it -> it.only(TLS_1_2, Estate.RSA_AES_256_GCM, Estate.ECDHE_AES_256_GCM)),
                line(
                        "forward secrecy in second place, if the client likes",
                        Letter.A_PLUS,
                        "",
                        it -> {
                            it.only(TLS_1_2, Estate.RSA_AES_256_GCM, Estate.ECDHE_AES_256_GCM);
                            it.ownOrder.put(TLS_1_2, false);
                        }),
                line(
                        "forward secrecy first",
                        Letter.A_PLUS,
                        "",
                        it -> it.offer(TLS_1_2, Estate.RSA_AES_256_GCM)),
                line(
                        "no AEAD",
                        Letter.B,
                        "2009o",
                        it -> it.without(TLS_1_3).only(TLS_1_2, Estate.ECDHE_AES_256_CBC)),
                line(
                        "AEAD in second place",
                        Letter.B,
                        "2009o",
                        it -> it.only(TLS_1_2, Estate.ECDHE_AES_256_CBC, Estate.ECDHE_AES_256_GCM)),
                line(
                        "CBC after AEAD",
                        Letter.A_PLUS,
                        "",
                        it -> it.offer(TLS_1_2, Estate.ECDHE_AES_256_CBC)),
                // ephemeral keys
                line("DH with 512 bits", Letter.F, "2009e", it -> it.dh(512)),
                line("DH with 1023 bits", Letter.F, "2009e", it -> it.dh(1023)),
                line("DH with 1024 bits", Letter.B, "2009j", it -> it.dh(1024)),
                line("DH with 2047 bits", Letter.B, "2009j", it -> it.dh(2047)),
                line("DH with 2048 bits", Letter.A_PLUS, "", it -> it.dh(2048)),
                // sessions
                line(
                        "insecure renegotiation",
                        Letter.F,
                        "2009c",
                        it -> {
                            it.secureRenegotiation = Offer.NO;
                            it.clientRenegotiation = Offer.YES;
                        }),
                line(
                        "no renegotiation at all",
                        Letter.A_MINUS,
                        "2009e",
                        it -> it.secureRenegotiation = Offer.NO),
                line(
                        "a client renegotiates by RFC 5746",
                        Letter.A_PLUS,
                        "",
                        it -> it.clientRenegotiation = Offer.YES),
                line(
                        "nothing to renegotiate in TLS 1.3",
                        Letter.A_PLUS,
                        "",
                        it -> {
                            it.without(TLS_1_2);
                            it.secureRenegotiation = Offer.NO;
                            it.clientRenegotiation = Offer.UNKNOWN;
                            it.compression = Offer.UNKNOWN;
                        }),
                line("compression", Letter.C, "2009j", it -> it.compression = Offer.YES),
                line(
                        "no TLS_FALLBACK_SCSV, which counts no more",
                        Letter.A_PLUS,
                        "",
                        it -> it.fallbackScsv = Offer.NO),
                // HSTS
                line("HSTS for 180 days", Letter.A_PLUS, "", it -> it.hsts = hsts(HALF_A_YEAR)),
                line(
                        "HSTS for a second less",
                        Letter.A,
                        "2009e",
                        it -> it.hsts = hsts(HALF_A_YEAR.minusSeconds(1))),
                line(
                        "HSTS for a second",
                        Letter.A,
                        "2009e",
                        it -> it.hsts = hsts(Duration.ofSeconds(1))),
                line("HSTS disabled", Letter.A_MINUS, "2009r", it -> it.hsts = hsts(Duration.ZERO)),
                line(
                        "HSTS invalid",
                        Letter.A_MINUS,
                        "2009r",
                        it -> it.hsts = Optional.of(new Hsts.Invalid("no max-age"))),
                line("no HSTS", Letter.A, "2009e", it -> it.hsts = Optional.of(new Hsts.Absent())),
                line("no HTTP", Letter.A, "2009e", it -> it.hsts = Optional.empty()),
                // certificate
                line(
                        "not trusted",
                        Letter.T,
                        "trusted",
                        it -> it.certificate = Estate.trust(NO, YES, YES, YES, NO)),
                line(
                        "incomplete chain",
                        Letter.B,
                        "2009i",
                        it -> it.certificate = Estate.trust(YES, NO, YES, YES, NO)),
                line(
                        "another name",
                        Letter.M,
                        "name",
                        it -> it.certificate = Estate.trust(YES, YES, NO, YES, NO)),
                line(
                        "not trusted, and another name",
                        Letter.T,
                        "trusted",
                        it -> it.certificate = Estate.trust(NO, YES, NO, YES, NO)),
                line(
                        "expired",
                        Letter.T,
                        "trusted",
                        it -> it.certificate = Estate.trust(YES, YES, YES, NO, NO)),
                line(
                        "revoked",
                        Letter.T,
                        "trusted",
                        it -> it.certificate = Estate.trust(YES, YES, YES, YES, YES)),
                key("RSA 1023", Letter.F, "2009e", KeyAlgorithm.RSA, 1023),
                key("RSA 1024", Letter.B, "2009e", KeyAlgorithm.RSA, 1024),
                key("RSA 2047", Letter.B, "2009e", KeyAlgorithm.RSA, 2047),
                key("RSA 2048", Letter.A_PLUS, "", KeyAlgorithm.RSA, 2048),
                key("P-192", Letter.B, "2009e", KeyAlgorithm.EC, 192),
                key("P-224", Letter.A_PLUS, "", KeyAlgorithm.EC, 224),
                key("P-256", Letter.A_PLUS, "", KeyAlgorithm.EC, 256),
                key("Ed25519", Letter.A_PLUS, "", KeyAlgorithm.EDDSA, 255),
                signed("MD2", Letter.F, "2009e", SignatureHash.MD2),
                signed("MD5", Letter.F, "2009e", SignatureHash.MD5),
                signed("SHA-1", Letter.T, "SHA-1", SignatureHash.SHA_1),
                signed("SHA-256", Letter.A_PLUS, "", SignatureHash.STRONG));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 20", "40, 20", "127, 20", "128, 80", "168, 80", "255, 80", "256, 100"})
    void ciphers_score_by_the_table(int bits, int score) {
        assertThat(Scores.ofCipher(bits)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "511, 20",
        "512, 40",
        "1023, 40",
        "1024, 80",
        "2047, 80",
        "2048, 90",
        "4095, 90",
        "4096, 100"
    })
    void keys_score_by_the_table(int bits, int score) {
        assertThat(Scores.ofKey(bits)).isEqualTo(score);
    }

    @ParameterizedTest
    @CsvSource({
        "secp160r1, 1024",
        "secp192r1, 1024",
        "secp224r1, 2048",
        "secp256r1, 3072",
        "x25519, 3072",
        "secp384r1, 7680",
        "x448, 7680",
        "brainpoolP512r1, 15360",
        "secp521r1, 15360",
        "ffdhe2048, 2048",
        "ffdhe8192, 8192",
        "X25519MLKEM768, 3072",
        "sect113r1, 512"
    })
    void groups_are_as_strong_as_nist_says(String group, int bits) {
        assertThat(KeyStrength.ofGroup(group)).contains(bits);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 100, 200, A",
        "0, 100, 200, F",
        "200, 0, 200, F",
        "200, 100, 0, F",
        "170, 80, 152, B",
        "160, 80, 160, A",
        "160, 80, 159, B",
        "130, 65, 130, B",
        "129, 65, 130, C",
        "100, 50, 100, C",
        "100, 50, 99, D",
        "70, 35, 70, D",
        "70, 35, 69, E",
        "40, 20, 40, E",
        "40, 20, 39, F"
    })
    void the_letter_follows_from_the_total_without_rounding(
            int protocolTwice, int keyExchange, int cipherTwice, String letter) {
        var scores = new Scores(protocolTwice, keyExchange, cipherTwice);

        assertThat(scores.letter()).hasToString(letter);
    }

    @Test
    void scores_are_the_mean_of_best_and_worst() {
        var grade =
                new Estate()
                        .offer(TLS_1_0, Estate.ECDHE_AES_256_CBC, Estate.RSA_AES_128_CBC)
                        .dh(2048)
                        .grade();

        assertThat(grade.protocolScore()).isEqualTo(95);
        assertThat(grade.keyExchangeScore()).isEqualTo(90);
        assertThat(grade.cipherScore()).isEqualTo(90);
        // 28.5 + 27 + 36
        assertThat(grade.total()).isEqualTo(91);
    }

    @Test
    void the_grade_is_also_told_without_regard_to_trust() {
        var server = new Estate().without(TLS_1_3);
        server.certificate = Estate.trust(NO, YES, NO, YES, NO);

        var grade = server.grade();

        assertThat(grade.letter()).isEqualTo(Letter.T);
        assertThat(grade.ignoringTrust()).isEqualTo(Letter.A_MINUS);
        assertThat(grade.caps())
                .extracting(Cap::ceiling)
                .containsExactly(Letter.T, Letter.M, Letter.A_MINUS);
    }

    @Test
    void a_prime_that_many_share_is_named() {
        var server = new Estate().dh(1024);
        server.dhCommonPrime = Optional.of("RFC 2409 Oakley Group 2");

        assertThat(server.grade().caps())
                .extracting(Cap::reason)
                .anyMatch(reason -> reason.contains("1024") && reason.contains("Oakley Group 2"));
    }

    private static Optional<Hsts> hsts(Duration maxAge) {
        return Optional.of(new Hsts.Stated(maxAge, false, false));
    }

    private static Arguments line(
            String what, Letter letter, String rule, Consumer<Estate> change) {
        return Arguments.of(what, letter, rule, change);
    }

    private static Arguments key(
            String what, Letter letter, String rule, KeyAlgorithm algorithm, int bits) {
        return line(
                what,
                letter,
                rule,
                it -> it.certificate = Estate.certificate(algorithm, bits, SignatureHash.STRONG));
    }

    private static Arguments signed(String what, Letter letter, String rule, SignatureHash hash) {
        return line(
                what,
                letter,
                rule,
                it -> it.certificate = Estate.certificate(KeyAlgorithm.RSA, 4096, hash));
    }
}
