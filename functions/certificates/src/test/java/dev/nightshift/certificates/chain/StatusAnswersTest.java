package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which OCSP responses and CRLs are believed. */
class StatusAnswersTest {
    private static final long SEED = 20_261_129;
    private static final String CRL = "http://crl.example/1.crl";
    private static final Instant NOW = Mint.NOW;
    private static final Minted CA = Authorities.CA;
    private static final Minted LEAF = Mint.leaf(Authorities.HOST).by(CA).crlAt(CRL).mint();
    private static final Minted STRANGER = Authorities.STRANGE_CA;

    record Doubted(String title, Bytes answer, String why) {
        @Override
        public String toString() {
            return title;
        }
    }

    private static ParsedCertificate parsed(Minted certificate) {
        try {
            return ParsedCertificate.read(certificate.der());
        } catch (MalformedDerException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Revocation ocsp(Bytes response) {
        return OcspAnswer.judge(response, parsed(LEAF), parsed(CA), NOW, Revocation.Via.OCSP);
    }

    private static Revocation crl(Bytes der) {
        try {
            var list = RevocationList.read(der);
            var doubt = list.doubt(parsed(CA));
            return doubt.isPresent()
                    ? new Revocation.Unknown(doubt.get())
                    : list.about(parsed(LEAF), NOW);
        } catch (MalformedDerException garbled) {
            return new Revocation.Unknown(String.valueOf(garbled.getMessage()));
        }
    }

    private static Mint responder() {
        return Mint.leaf("ocsp.example")
                .key(MintKeys.ec("responder"))
                .purposes(KeyPurposeId.id_kp_OCSPSigning);
    }

    private static MintStatus.Ocsp about() {
        return MintStatus.ocsp(LEAF, CA);
    }

    private static Optional<Instant> in(Duration duration) {
        return Optional.of(NOW.plus(duration));
    }

    static List<Doubted> responses() {
        var other = Mint.leaf(Authorities.HOST).by(CA).mint();
        var twin = Mint.ca("Team CA").key(MintKeys.ec("twin")).by(Authorities.ROOT).mint();
        var longAgo = NOW.minus(Duration.ofDays(8));
        return List.of(
                new Doubted("nothing", Bytes.NONE, "cannot be read"),
                new Doubted(
                        "another serial number",
                        MintStatus.ocsp(other, CA).mint(),
                        "about another certificate"),
                new Doubted(
                        "another issuer of that name",
                        MintStatus.ocsp(LEAF, twin).signedBy(CA).mint(),
                        "about another certificate"),
                new Doubted(
                        "a responder that does not know it",
                        about().unknown().mint(),
                        "does not know this certificate"),
                new Doubted(
                        "yesterday's",
                        about().window(longAgo, in(Duration.ofHours(-1))).mint(),
                        "only true until"),
                new Doubted(
                        "tomorrow's",
                        about().window(NOW.plus(Duration.ofHours(1)), in(Duration.ofDays(1)))
                                .mint(),
                        "only true from"),
                new Doubted(
                        "old and without an end",
                        about().window(longAgo, Optional.empty()).mint(),
                        "does not say how long"),
                new Doubted(
                        "signed by a stranger", about().signedBy(STRANGER).mint(), "did not send"),
                new Doubted(
                        "signed by the certificate itself",
                        about().signedBy(LEAF).mint(),
                        "may not sign OCSP responses"),
                new Doubted(
                        "signed by a responder of a stranger",
                        about().signedBy(responder().by(STRANGER).mint()).mint(),
                        "did not send"),
                new Doubted(
                        "signed by a responder that expired",
                        about().signedBy(responder().by(CA).expired().mint()).mint(),
                        "not valid now"),
                new Doubted(
                        "signed by a responder that forged its certificate",
                        about().signedBy(responder().by(CA).forgedBy(MintKeys.ec("forger")).mint())
                                .mint(),
                        "did not send"));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void an_ocsp_response_in_doubt_tells_nothing(Doubted doubted) {
        assertThat(ocsp(doubted.answer()))
                .isInstanceOfSatisfying(
                        Revocation.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains(doubted.why()));
    }

    @Test
    void a_responder_that_the_issuer_sent_is_believed() {
        var sent = responder().by(CA).mint();
        assertThat(ocsp(about().signedBy(sent).mint())).isInstanceOf(Revocation.Good.class);
        assertThat(ocsp(about().signedBy(sent).revoked(NOW).mint()))
                .isInstanceOf(Revocation.Revoked.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.14.3.2.26", "2.16.840.1.101.3.4.2.1", "2.16.840.1.101.3.4.2.3"})
    void responders_may_hash_as_they_like(String oid) {
        assertThat(ocsp(about().hashedWith(oid).mint())).isInstanceOf(Revocation.Good.class);
    }

    static List<Doubted> lists() {
        var delta = new ASN1ObjectIdentifier("2.5.29.27");
        var week = in(Duration.ofDays(7));
        var twin = Mint.ca("Team CA").key(MintKeys.ec("twin")).by(Authorities.ROOT).mint();
        return List.of(
                new Doubted("nothing", Bytes.NONE, "ends too early"),
                new Doubted(
                        "by a stranger",
                        MintStatus.crl(STRANGER).mint(),
                        "not by the certificate's issuer"),
                new Doubted(
                        "by another key of that name",
                        MintStatus.crl(CA).signedBy(twin).mint(),
                        "not by the issuer's key"),
                new Doubted(
                        "yesterday's",
                        MintStatus.crl(CA)
                                .window(NOW.minus(Duration.ofDays(8)), in(Duration.ofHours(-1)))
                                .mint(),
                        "only true until"),
                new Doubted(
                        "tomorrow's",
                        MintStatus.crl(CA).window(NOW.plus(Duration.ofHours(1)), week).mint(),
                        "only true from"),
                new Doubted(
                        "without an end",
                        MintStatus.crl(CA).window(NOW, Optional.empty()).mint(),
                        "does not say how long"),
                new Doubted(
                        "of another part",
                        MintStatus.crl(CA).onlyFor("http://crl.example/2.crl").mint(),
                        "name another place"),
                new Doubted(
                        "of CAs only",
                        MintStatus.crl(CA).onlyForCas().mint(),
                        "for other certificates only"),
                new Doubted(
                        "of changes only",
                        MintStatus.crl(CA).with(delta, new ASN1Integer(7)).mint(),
                        "unknown extension"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_crl_in_doubt_tells_nothing(Doubted doubted) {
        assertThat(crl(doubted.answer()))
                .isInstanceOfSatisfying(
                        Revocation.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains(doubted.why()));
    }

    @Test
    void the_part_of_a_crl_that_the_certificate_names_is_believed() {
        assertThat(crl(MintStatus.crl(CA).onlyFor(CRL).mint())).isInstanceOf(Revocation.Good.class);
        assertThat(crl(MintStatus.crl(CA).onlyFor(CRL).revoke(LEAF, NOW).mint()))
                .isInstanceOf(Revocation.Revoked.class);
    }

    @Test
    void what_says_revoked_is_never_mutated_into_good() {
        var random = new Random(SEED);
        var sent = responder().by(CA).mint();
        var response = about().signedBy(sent).revoked(NOW).mint().array();
        var list = MintStatus.crl(CA).onlyFor(CRL).revoke(LEAF, NOW).mint().array();
        for (int i = 0; i < 1_500; i++) {
            assertThat(ocsp(mutate(response, random)))
                    .as("response %d", i)
                    .isNotInstanceOf(Revocation.Good.class);
            assertThat(crl(mutate(list, random)))
                    .as("list %d", i)
                    .isNotInstanceOf(Revocation.Good.class);
        }
    }

    private static Bytes mutate(byte[] der, Random random) {
        var changed =
                random.nextInt(10) == 0
                        ? Arrays.copyOf(der, random.nextInt(der.length))
                        : der.clone();
        for (int i = 0; i < 1 + random.nextInt(3) && changed.length > 0; i++) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
        }
        return Bytes.of(changed);
    }
}
