package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.grade.CertificateTrust.KeyAlgorithm;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A server that is set up as well as can be, until a test says otherwise. */
final class Estate {
    static final CipherSuite AES_256_GCM_1_3 =
            suite(
                    0x1302,
                    "TLS_AES_256_GCM_SHA384",
                    KeyExchange.TLS_1_3,
                    Authentication.TLS_1_3,
                    "AES_256_GCM",
                    256);
    static final CipherSuite AES_128_GCM_1_3 =
            suite(
                    0x1301,
                    "TLS_AES_128_GCM_SHA256",
                    KeyExchange.TLS_1_3,
                    Authentication.TLS_1_3,
                    "AES_128_GCM",
                    128);
    static final CipherSuite ECDHE_AES_256_GCM =
            suite(
                    0xC030,
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    KeyExchange.ECDHE,
                    Authentication.RSA,
                    "AES_256_GCM",
                    256);
    static final CipherSuite ECDHE_AES_128_GCM =
            suite(
                    0xC02F,
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    KeyExchange.ECDHE,
                    Authentication.RSA,
                    "AES_128_GCM",
                    128);
    static final CipherSuite DHE_AES_256_GCM =
            suite(
                    0x9F,
                    "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                    KeyExchange.DHE,
                    Authentication.RSA,
                    "AES_256_GCM",
                    256);
    static final CipherSuite ECDHE_AES_256_CBC =
            suite(
                    0xC014,
                    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
                    KeyExchange.ECDHE,
                    Authentication.RSA,
                    "AES_256_CBC",
                    256);
    static final CipherSuite RSA_AES_256_GCM =
            suite(
                    0x9D,
                    "TLS_RSA_WITH_AES_256_GCM_SHA384",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "AES_256_GCM",
                    256);
    static final CipherSuite RSA_AES_128_CBC =
            suite(
                    0x2F,
                    "TLS_RSA_WITH_AES_128_CBC_SHA",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "AES_128_CBC",
                    128);
    static final CipherSuite TRIPLE_DES =
            suite(
                    0x0A,
                    "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "3DES_EDE_CBC",
                    112);
    static final CipherSuite SINGLE_DES =
            suite(
                    0x09,
                    "TLS_RSA_WITH_DES_CBC_SHA",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "DES_CBC",
                    56);
    static final CipherSuite RC4 =
            suite(
                    0x05,
                    "TLS_RSA_WITH_RC4_128_SHA",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "RC4_128",
                    128);
    static final CipherSuite EXPORT =
            suite(
                    0x03,
                    "TLS_RSA_EXPORT_WITH_RC4_40_MD5",
                    KeyExchange.RSA,
                    Authentication.RSA,
                    "RC4_40",
                    40);
    static final CipherSuite NO_ENCRYPTION =
            suite(0x3B, "TLS_RSA_WITH_NULL_SHA256", KeyExchange.RSA, Authentication.RSA, "NULL", 0);
    static final CipherSuite ANONYMOUS =
            suite(
                    0xA7,
                    "TLS_DH_anon_WITH_AES_256_GCM_SHA384",
                    KeyExchange.DHE,
                    Authentication.NONE,
                    "AES_256_GCM",
                    256);

    static final Hsts LONG_HSTS = new Hsts.Stated(Duration.ofDays(365), true, false);
    static final CertificateTrust GOOD = certificate(KeyAlgorithm.RSA, 4096, SignatureHash.STRONG);

    final Map<ProtocolVersion, Offer> protocols = new EnumMap<>(ProtocolVersion.class);
    final Map<ProtocolVersion, List<CipherSuite>> suites = new EnumMap<>(ProtocolVersion.class);
    final Map<ProtocolVersion, Boolean> ownOrder = new EnumMap<>(ProtocolVersion.class);
    final Set<String> groups = new LinkedHashSet<>(Set.of("secp384r1"));
    final List<String> unanswered = new ArrayList<>();
    Optional<Integer> dhBits = Optional.empty();
    Optional<String> dhCommonPrime = Optional.empty();
    Offer secureRenegotiation = Offer.YES;
    Offer clientRenegotiation = Offer.NO;
    Offer compression = Offer.NO;
    Offer fallbackScsv = Offer.YES;
    CertificateTrust certificate = GOOD;
    Optional<Hsts> hsts = Optional.of(LONG_HSTS);

    Estate() {
        for (var version : ProtocolVersion.values()) {
            protocols.put(version, Offer.NO);
        }
        offer(ProtocolVersion.TLS_1_2, ECDHE_AES_256_GCM);
        offer(ProtocolVersion.TLS_1_3, AES_256_GCM_1_3);
    }

    /** Adds suites to a version, which is offered from then on. */
    Estate offer(ProtocolVersion version, CipherSuite... more) {
        protocols.put(version, Offer.YES);
        ownOrder.putIfAbsent(version, true);
        suites.computeIfAbsent(version, none -> new ArrayList<>()).addAll(List.of(more));
        return this;
    }

    /** Offers exactly these suites with a version. */
    Estate only(ProtocolVersion version, CipherSuite... these) {
        suites.remove(version);
        return offer(version, these);
    }

    Estate without(ProtocolVersion... versions) {
        for (var version : versions) {
            protocols.put(version, Offer.NO);
            suites.remove(version);
            ownOrder.remove(version);
        }
        return this;
    }

    /** Nobody could ask about that version. */
    Estate unknown(ProtocolVersion version) {
        without(version);
        protocols.put(version, Offer.UNKNOWN);
        return this;
    }

    Estate dh(int bits) {
        dhBits = Optional.of(bits);
        return offer(ProtocolVersion.TLS_1_2, DHE_AES_256_GCM);
    }

    TlsSurvey survey() {
        return new TlsSurvey(
                protocols,
                suites,
                ownOrder,
                groups,
                dhBits,
                dhCommonPrime,
                secureRenegotiation,
                clientRenegotiation,
                compression,
                fallbackScsv,
                unanswered);
    }

    Grade grade() {
        return RatingGuide.grade(survey(), certificate, hsts);
    }

    static CertificateTrust certificate(KeyAlgorithm algorithm, int bits, SignatureHash hash) {
        return new CertificateTrust(
                Answer.YES,
                false,
                Answer.YES,
                Answer.YES,
                Answer.YES,
                Answer.NO,
                algorithm,
                Optional.of(bits),
                hash);
    }

    static CertificateTrust trust(
            Answer trusted, Answer complete, Answer name, Answer inForce, Answer revoked) {
        return new CertificateTrust(
                trusted,
                false,
                complete,
                name,
                inForce,
                revoked,
                KeyAlgorithm.RSA,
                Optional.of(4096),
                SignatureHash.STRONG);
    }

    private static CipherSuite suite(
            int code,
            String name,
            KeyExchange keyExchange,
            Authentication authentication,
            String encryption,
            int bits) {
        return new CipherSuite(code, name, keyExchange, authentication, encryption, bits);
    }
}
