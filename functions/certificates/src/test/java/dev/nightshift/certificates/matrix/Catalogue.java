package dev.nightshift.certificates.matrix;

import static dev.nightshift.certificates.grade.Letter.A;
import static dev.nightshift.certificates.grade.Letter.A_MINUS;
import static dev.nightshift.certificates.grade.Letter.A_PLUS;
import static dev.nightshift.certificates.grade.Letter.B;
import static dev.nightshift.certificates.grade.Letter.C;
import static dev.nightshift.certificates.grade.Letter.F;
import static dev.nightshift.certificates.grade.Letter.M;
import static dev.nightshift.certificates.grade.Letter.T;
import static dev.nightshift.certificates.matrix.Setup.Dh.AUTOMATIC;
import static dev.nightshift.certificates.matrix.Setup.Dh.FFDHE_2048;
import static dev.nightshift.certificates.matrix.Setup.Dh.FFDHE_4096;
import static dev.nightshift.certificates.matrix.Setup.Dh.NONE;
import static dev.nightshift.certificates.matrix.Setup.Dh.OAKLEY_1024;
import static dev.nightshift.certificates.matrix.Setup.Dh.OAKLEY_1536;
import static dev.nightshift.certificates.matrix.Setup.Dh.OWN_1024;
import static dev.nightshift.certificates.matrix.Setup.Engine.JSSE;
import static dev.nightshift.certificates.matrix.Setup.Engine.NGINX;
import static dev.nightshift.certificates.matrix.Setup.Engine.OPENSSL;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_3;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_0;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_1;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_3;

import dev.nightshift.certificates.grade.Hsts;
import dev.nightshift.certificates.grade.Letter;
import dev.nightshift.certificates.matrix.Setup.Dh;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All servers of the matrix, as data. */
final class Catalogue {
    private static final String AES_256 = "TLS_AES_256_GCM_SHA384";
    private static final String AES_128 = "TLS_AES_128_GCM_SHA256";
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";
    private static final String CCM = "TLS_AES_128_CCM_SHA256";
    private static final String CCM_8 = "TLS_AES_128_CCM_8_SHA256";
    private static final List<String> USUAL_13 = List.of(AES_256, CHACHA, AES_128);

    private static final Set<ProtocolVersion> MODERN = Set.of(TLS_1_2, TLS_1_3);
    private static final Set<ProtocolVersion> ALL = Set.of(TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3);

    private static final String GCM = "ECDHE-RSA-AES256-GCM-SHA384";
    private static final String CBC = "ECDHE-RSA-AES256-SHA384";
    private static final String RSA_GCM = "AES256-GCM-SHA384";
    private static final String INTERMEDIATE =
            "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
                    + ":ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
                    + ":ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305"
                    + ":DHE-RSA-AES128-GCM-SHA256:DHE-RSA-AES256-GCM-SHA384";
    private static final String OLD =
            INTERMEDIATE
                    + ":ECDHE-RSA-AES128-SHA:ECDHE-RSA-AES256-SHA:AES128-GCM-SHA256:AES128-SHA"
                    + ":AES256-SHA";

    private static final Hsts ABSENT = new Hsts.Absent();
    private static final Hsts TWO_YEARS = new Hsts.Stated(Duration.ofDays(730), false, false);
    private static final String HSTS = "add_header Strict-Transport-Security \"%s\" always;";

    private static final String J_GCM = "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384";
    private static final String J_AES = "TLS_RSA_WITH_AES_128_CBC_SHA";
    private static final String J_3DES = "SSL_RSA_WITH_3DES_EDE_CBC_SHA";
    private static final String J_RC4 = "SSL_RSA_WITH_RC4_128_SHA";

    private Catalogue() {}

    static List<Setup> all() {
        return Stream.of(versions(), ciphers(), keys(), chains(), sessions(), nginx(), jsse())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Setup> versions() {
        return List.of(
                of("versions-1.2-1.3", MODERN, A),
                of("versions-1.3", Set.of(TLS_1_3), A),
                of("versions-1.2", Set.of(TLS_1_2), A_MINUS),
                of("versions-1.1", Set.of(TLS_1_1), C),
                of("versions-1.0", Set.of(TLS_1_0), C),
                of("versions-1.0-1.3", ALL, B),
                of("versions-1.1-1.3", Set.of(TLS_1_1, TLS_1_2, TLS_1_3), B),
                of("versions-1.0-1.2", Set.of(TLS_1_0, TLS_1_1, TLS_1_2), B),
                of("versions-1.1-1.2", Set.of(TLS_1_1, TLS_1_2), B),
                of("versions-1.0-1.1", Set.of(TLS_1_0, TLS_1_1), C));
    }

    private static List<Setup> ciphers() {
        var only12 = Set.of(TLS_1_2);
        var only13 = Set.of(TLS_1_3);
        return List.of(
                ciphers("ciphers-ecdhe-gcm", MODERN, "ECDHE+AESGCM", USUAL_13, A),
                ciphers("ciphers-chacha", MODERN, "ECDHE+CHACHA20", List.of(CHACHA), A),
                ciphers(
                        "ciphers-aes128-gcm",
                        MODERN,
                        "ECDHE-RSA-AES128-GCM-SHA256",
                        List.of(AES_128),
                        A),
                ciphers("ciphers-aes256-gcm", MODERN, GCM, List.of(AES_256), A),
                ciphers("ciphers-cbc-and-1.3", MODERN, "ECDHE+AES:!AESGCM:!AESCCM", USUAL_13, A),
                ciphers("ciphers-cbc", only12, "ECDHE+AES:!AESGCM:!AESCCM", USUAL_13, B),
                ciphers("ciphers-rsa", only12, "kRSA:!eNULL", USUAL_13, B),
                ciphers("ciphers-rsa-and-1.3", MODERN, "kRSA:!eNULL", USUAL_13, A),
                ciphers("ciphers-dhe", MODERN, "kDHE:!aNULL", USUAL_13, A),
                ciphers("ciphers-anonymous", only12, "aNULL:!eNULL", USUAL_13, F),
                ciphers("ciphers-null", only12, "eNULL:!aNULL", USUAL_13, F),
                ciphers("ciphers-null-too", MODERN, "ECDHE+AESGCM:NULL-SHA256", USUAL_13, F),
                ciphers("ciphers-everything", ALL, "ALL:COMPLEMENTOFALL", USUAL_13, F),
                ciphers("ciphers-camellia", only12, "CAMELLIA:!aNULL", USUAL_13, B),
                ciphers("ciphers-aria", MODERN, "ARIAGCM:!aNULL", USUAL_13, A),
                ciphers("ciphers-ccm", only12, "AESCCM:!AESCCM8", USUAL_13, A_MINUS),
                ciphers("ciphers-ccm8", only12, "AESCCM8", USUAL_13, A_MINUS),
                ciphers("ciphers-sha1", only12, "ECDHE-RSA-AES256-SHA:AES256-SHA", USUAL_13, B),
                ciphers("ciphers-1.3-ccm", only13, "DEFAULT", List.of(CCM, CCM_8), A),
                ciphers("ciphers-1.3-chacha", only13, "DEFAULT", List.of(CHACHA), A),
                ciphers(
                        "ciphers-1.3-all",
                        only13,
                        "DEFAULT",
                        List.of(AES_256, CHACHA, AES_128, CCM, CCM_8),
                        A),
                ciphers("order-client-rsa-first", MODERN, RSA_GCM + ":" + GCM, USUAL_13, A),
                ciphers(
                        "order-server-rsa-first",
                        MODERN,
                        RSA_GCM + ":" + GCM,
                        USUAL_13,
                        B,
                        "-serverpref"),
                ciphers(
                        "order-server-cbc-first",
                        MODERN,
                        CBC + ":" + GCM,
                        USUAL_13,
                        B,
                        "-serverpref"),
                ciphers(
                        "order-server-gcm-first",
                        MODERN,
                        GCM + ":" + CBC + ":" + RSA_GCM,
                        USUAL_13,
                        A,
                        "-serverpref"),
                ciphers(
                        "order-chacha-if-liked",
                        MODERN,
                        "ECDHE+AESGCM:ECDHE+CHACHA20",
                        USUAL_13,
                        A,
                        "-serverpref",
                        "-prioritize_chacha"));
    }

    private static List<Setup> keys() {
        return List.of(
                key("key-rsa-512", Set.of(TLS_1_2), F, AUTOMATIC, Kind.RSA_512),
                key("key-rsa-1024", MODERN, B, AUTOMATIC, Kind.RSA_1024),
                key("key-rsa-3072", MODERN, A, AUTOMATIC, Kind.RSA_3072),
                key("key-rsa-4096", MODERN, A, AUTOMATIC, Kind.RSA_4096),
                key("key-p256", MODERN, A, AUTOMATIC, Kind.P_256),
                key("key-p384", MODERN, A, AUTOMATIC, Kind.P_384),
                key("key-p521", MODERN, A, AUTOMATIC, Kind.P_521),
                key("key-ed25519", MODERN, A, AUTOMATIC, Kind.ED25519),
                key("key-ed448", MODERN, A, AUTOMATIC, Kind.ED448),
                key("key-rsa-and-p256", MODERN, A, AUTOMATIC, Kind.RSA_2048, Kind.P_256),
                key("key-p256-old", ALL, B, AUTOMATIC, Kind.P_256),
                key("dh-own-1024", MODERN, B, OWN_1024, Kind.RSA_2048),
                key("dh-oakley-1024", MODERN, B, OAKLEY_1024, Kind.RSA_2048),
                key("dh-oakley-1536", MODERN, B, OAKLEY_1536, Kind.RSA_2048),
                key("dh-ffdhe2048", MODERN, A, FFDHE_2048, Kind.RSA_2048),
                key("dh-ffdhe4096", MODERN, A, FFDHE_4096, Kind.RSA_4096),
                key("dh-none", MODERN, A, NONE, Kind.RSA_2048),
                ciphers("group-p256", MODERN, "DEFAULT", USUAL_13, A, "-groups", "P-256"),
                ciphers("group-p384", MODERN, "DEFAULT", USUAL_13, A, "-groups", "P-384"),
                ciphers("group-p521", MODERN, "DEFAULT", USUAL_13, A, "-groups", "P-521"),
                ciphers("group-x25519", MODERN, "DEFAULT", USUAL_13, A, "-groups", "X25519"),
                ciphers("group-x448", MODERN, "DEFAULT", USUAL_13, A, "-groups", "X448"));
    }

    private static List<Setup> chains() {
        return List.of(
                key("chain-self-signed", MODERN, T, AUTOMATIC, Kind.SELF_SIGNED),
                key("chain-untrusted-root", MODERN, T, AUTOMATIC, Kind.UNTRUSTED_ROOT),
                key("chain-expired", MODERN, T, AUTOMATIC, Kind.EXPIRED),
                key("chain-not-yet-valid", MODERN, T, AUTOMATIC, Kind.NOT_YET_VALID),
                key("chain-other-name", MODERN, M, AUTOMATIC, Kind.OTHER_NAME),
                key("chain-no-intermediate", MODERN, B, AUTOMATIC, Kind.NO_INTERMEDIATE),
                key("chain-sha1", MODERN, T, AUTOMATIC, Kind.SHA_1),
                key("chain-md5", MODERN, F, AUTOMATIC, Kind.MD5));
    }

    private static List<Setup> sessions() {
        return List.of(
                ciphers("session-no-ticket", MODERN, "DEFAULT", USUAL_13, A, "-no_ticket"),
                ciphers(
                        "session-legacy-renegotiation",
                        MODERN,
                        "DEFAULT",
                        USUAL_13,
                        A,
                        "-legacy_renegotiation"),
                ciphers(
                        "session-client-renegotiation",
                        MODERN,
                        "DEFAULT",
                        USUAL_13,
                        A,
                        "-client_renegotiation"),
                ciphers(
                        "session-no-renegotiation",
                        MODERN,
                        "DEFAULT",
                        USUAL_13,
                        A,
                        "-no_renegotiation"));
    }

    private static List<Setup> nginx() {
        var longHsts = HSTS.formatted("max-age=63072000");
        var prefer = "ssl_prefer_server_ciphers on;";
        return List.of(
                nginx("nginx-default", MODERN, "HIGH:!aNULL:!MD5", NONE, ABSENT, A, Kind.RSA_2048),
                nginx(
                        "nginx-modern",
                        Set.of(TLS_1_3),
                        INTERMEDIATE,
                        NONE,
                        TWO_YEARS,
                        A_PLUS,
                        Kind.P_256,
                        longHsts),
                nginx(
                        "nginx-intermediate",
                        MODERN,
                        INTERMEDIATE,
                        FFDHE_2048,
                        TWO_YEARS,
                        A_PLUS,
                        Kind.RSA_2048,
                        longHsts),
                nginx(
                        "nginx-full-marks",
                        Set.of(TLS_1_2),
                        GCM,
                        NONE,
                        TWO_YEARS,
                        A_MINUS,
                        Kind.RSA_4096,
                        longHsts,
                        "ssl_ecdh_curve secp384r1;"),
                nginx(
                        "nginx-old",
                        ALL,
                        OLD,
                        FFDHE_2048,
                        TWO_YEARS,
                        B,
                        Kind.RSA_2048,
                        longHsts,
                        prefer),
                nginx(
                        "nginx-hsts-short",
                        MODERN,
                        INTERMEDIATE,
                        NONE,
                        new Hsts.Stated(Duration.ofDays(1), false, false),
                        A,
                        Kind.RSA_2048,
                        HSTS.formatted("max-age=86400")),
                nginx(
                        "nginx-hsts-disabled",
                        MODERN,
                        INTERMEDIATE,
                        NONE,
                        new Hsts.Stated(Duration.ZERO, false, false),
                        A_MINUS,
                        Kind.RSA_2048,
                        HSTS.formatted("max-age=0")),
                nginx(
                        "nginx-hsts-invalid",
                        MODERN,
                        INTERMEDIATE,
                        NONE,
                        new Hsts.Invalid("no max-age"),
                        A_MINUS,
                        Kind.RSA_2048,
                        HSTS.formatted("max-age=never")),
                nginx(
                        "nginx-rsa-first",
                        MODERN,
                        RSA_GCM + ":" + GCM,
                        NONE,
                        TWO_YEARS,
                        B,
                        Kind.RSA_2048,
                        longHsts,
                        prefer),
                nginx(
                        "nginx-p384",
                        MODERN,
                        INTERMEDIATE,
                        NONE,
                        TWO_YEARS,
                        A_PLUS,
                        Kind.P_384,
                        longHsts,
                        prefer),
                nginx(
                        "nginx-1.2",
                        Set.of(TLS_1_2),
                        INTERMEDIATE,
                        NONE,
                        TWO_YEARS,
                        A_MINUS,
                        Kind.RSA_2048,
                        longHsts),
                nginx(
                        "nginx-self-signed",
                        MODERN,
                        INTERMEDIATE,
                        NONE,
                        TWO_YEARS,
                        T,
                        Kind.SELF_SIGNED,
                        longHsts),
                nginx(
                        "nginx-dh-1024",
                        MODERN,
                        INTERMEDIATE,
                        OWN_1024,
                        TWO_YEARS,
                        B,
                        Kind.RSA_2048,
                        longHsts));
    }

    private static List<Setup> jsse() {
        var none = List.<String>of();
        return List.of(
                jsse("jsse-ssl3", Set.of(SSL_3), J_AES + "," + J_RC4, none, F),
                jsse(
                        "jsse-ssl3-and-newer",
                        Set.of(SSL_3, TLS_1_0, TLS_1_1, TLS_1_2),
                        J_GCM + "," + J_AES,
                        none,
                        C),
                jsse("jsse-ssl3-rc4", Set.of(SSL_3, TLS_1_2), J_GCM + "," + J_RC4, none, C),
                jsse("jsse-rc4-last", MODERN, J_GCM + "," + J_RC4, USUAL_13, C),
                jsse("jsse-rc4-only", Set.of(TLS_1_2), J_RC4, none, F),
                jsse(
                        "jsse-rc4-with-1.0",
                        Set.of(TLS_1_0, TLS_1_3),
                        J_AES + "," + J_RC4,
                        USUAL_13,
                        C),
                jsse("jsse-3des-last", MODERN, J_GCM + "," + J_3DES, USUAL_13, A),
                jsse("jsse-3des-first", MODERN, J_3DES + "," + J_GCM, USUAL_13, C),
                jsse("jsse-3des-1.0", Set.of(TLS_1_0), J_3DES, none, C),
                jsse(
                        "jsse-des",
                        Set.of(TLS_1_0, TLS_1_2),
                        J_GCM + "," + J_AES + ",SSL_RSA_WITH_DES_CBC_SHA",
                        none,
                        F),
                jsse(
                        "jsse-export",
                        Set.of(TLS_1_0, TLS_1_2),
                        J_GCM
                                + ","
                                + J_AES
                                + ",SSL_RSA_EXPORT_WITH_RC4_40_MD5,SSL_RSA_EXPORT_WITH_DES40_CBC_SHA",
                        none,
                        F),
                jsse("jsse-null", Set.of(TLS_1_2), J_GCM + ",TLS_RSA_WITH_NULL_SHA256", none, F),
                jsse(
                        "jsse-anonymous",
                        Set.of(TLS_1_2),
                        J_GCM + ",TLS_DH_anon_WITH_AES_256_GCM_SHA384",
                        none,
                        F),
                jsse(
                        "jsse-dh-1024",
                        MODERN,
                        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                        USUAL_13,
                        B,
                        "-Djdk.tls.ephemeralDHKeySize=1024"),
                jsse(
                        "jsse-dh-768",
                        MODERN,
                        "TLS_DHE_RSA_WITH_AES_256_GCM_SHA384",
                        USUAL_13,
                        F,
                        "-Djdk.tls.ephemeralDHKeySize=legacy"));
    }

    private static Setup of(String name, Set<ProtocolVersion> versions, Letter letter) {
        return ciphers(name, versions, "DEFAULT", USUAL_13, letter);
    }

    private static Setup ciphers(
            String name,
            Set<ProtocolVersion> versions,
            String ciphers,
            List<String> suites13,
            Letter letter,
            String... options) {
        return new Setup(
                name,
                OPENSSL,
                List.of(Kind.RSA_2048),
                versions,
                ciphers,
                suites13,
                AUTOMATIC,
                List.of(options),
                ABSENT,
                letter);
    }

    private static Setup key(
            String name, Set<ProtocolVersion> versions, Letter letter, Dh dh, Kind... kinds) {
        return new Setup(
                name,
                OPENSSL,
                List.of(kinds),
                versions,
                "DEFAULT",
                USUAL_13,
                dh,
                List.of(),
                ABSENT,
                letter);
    }

    private static Setup nginx(
            String name,
            Set<ProtocolVersion> versions,
            String ciphers,
            Dh dh,
            Hsts hsts,
            Letter letter,
            Kind kind,
            String... lines) {
        return new Setup(
                name,
                NGINX,
                List.of(kind),
                versions,
                ciphers,
                USUAL_13,
                dh,
                List.of(lines),
                hsts,
                letter);
    }

    private static Setup jsse(
            String name,
            Set<ProtocolVersion> versions,
            String suites,
            List<String> suites13,
            Letter letter,
            String... options) {
        return new Setup(
                name,
                JSSE,
                List.of(Kind.RSA_2048),
                versions,
                suites,
                suites13,
                AUTOMATIC,
                List.of(options),
                ABSENT,
                letter);
    }
}
