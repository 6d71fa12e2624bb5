package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuitesTest {
    @ParameterizedTest
    @CsvSource({
        "c02f, TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, ECDHE, RSA, AES_128_GCM, 128",
        "c02c, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, ECDHE, ECDSA, AES_256_GCM, 256",
        "002f, TLS_RSA_WITH_AES_128_CBC_SHA, RSA, RSA, AES_128_CBC, 128",
        "000a, TLS_RSA_WITH_3DES_EDE_CBC_SHA, RSA, RSA, 3DES_EDE_CBC, 112",
        "0009, TLS_RSA_WITH_DES_CBC_SHA, RSA, RSA, DES_CBC, 56",
        "0003, TLS_RSA_EXPORT_WITH_RC4_40_MD5, RSA, RSA, RC4_40, 40",
        "0011, TLS_DHE_DSS_EXPORT_WITH_DES40_CBC_SHA, DHE, DSS, DES40_CBC, 40",
        "0062, TLS_RSA_EXPORT1024_WITH_DES_CBC_SHA, RSA, RSA, DES_CBC, 56",
        "0064, TLS_RSA_EXPORT1024_WITH_RC4_56_SHA, RSA, RSA, RC4_56, 56",
        "0026, TLS_KRB5_EXPORT_WITH_DES_CBC_40_SHA, OTHER, OTHER, DES_CBC_40, 40",
        "0018, TLS_DH_anon_WITH_RC4_128_MD5, DHE, NONE, RC4_128, 128",
        "c016, TLS_ECDH_anon_WITH_RC4_128_SHA, ECDHE, NONE, RC4_128, 128",
        "0031, TLS_DH_RSA_WITH_AES_128_CBC_SHA, DH, RSA, AES_128_CBC, 128",
        "c002, TLS_ECDH_ECDSA_WITH_RC4_128_SHA, ECDH, ECDSA, RC4_128, 128",
        "0002, TLS_RSA_WITH_NULL_SHA, RSA, RSA, NULL, 0",
        "0007, TLS_RSA_WITH_IDEA_CBC_SHA, RSA, RSA, IDEA_CBC, 128",
        "0096, TLS_RSA_WITH_SEED_CBC_SHA, RSA, RSA, SEED_CBC, 128",
        "cca8, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, ECDHE, RSA, CHACHA20_POLY1305, 256",
        "cc13, TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256_OLD, ECDHE, RSA, CHACHA20_POLY1305, 256",
        "c0ae, TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, ECDHE, ECDSA, AES_128_CCM_8, 128",
        "00a8, TLS_PSK_WITH_AES_128_GCM_SHA256, PSK, PSK, AES_128_GCM, 128",
        "c037, TLS_ECDHE_PSK_WITH_AES_128_CBC_SHA256, ECDHE, PSK, AES_128_CBC, 128",
        "0094, TLS_RSA_PSK_WITH_AES_128_CBC_SHA, RSA, PSK, AES_128_CBC, 128",
        "c0aa, TLS_PSK_DHE_WITH_AES_128_CCM_8, DHE, PSK, AES_128_CCM_8, 128",
        "c01e, TLS_SRP_SHA_RSA_WITH_AES_128_CBC_SHA, OTHER, RSA, AES_128_CBC, 128",
        "0081, TLS_GOSTR341001_WITH_28147_CNT_IMIT, OTHER, OTHER, 28147_CNT, 256",
        "1301, TLS_AES_128_GCM_SHA256, TLS_1_3, TLS_1_3, AES_128_GCM, 128",
        "1303, TLS_CHACHA20_POLY1305_SHA256, TLS_1_3, TLS_1_3, CHACHA20_POLY1305, 256",
        "c0b4, TLS_SHA256_SHA256, TLS_1_3, TLS_1_3, NULL, 0",
        "0000, TLS_NULL_WITH_NULL_NULL, NONE, NONE, NULL, 0"
    })
    void a_suite_does_what_its_name_says(
            String code,
            String name,
            KeyExchange keyExchange,
            Authentication authentication,
            String encryption,
            int strength) {
        assertThat(CipherSuites.of(Integer.parseInt(code, 16)))
                .contains(
                        new CipherSuite(
                                Integer.parseInt(code, 16),
                                name,
                                keyExchange,
                                authentication,
                                encryption,
                                strength));
    }

    @Test
    void the_kinds_of_ssl_2_have_codes_of_three_bytes() {
        assertThat(CipherSuites.ofSsl2(0x020080))
                .hasValueSatisfying(
                        suite -> {
                            assertThat(suite.name()).isEqualTo("SSL_CK_RC4_128_EXPORT40_WITH_MD5");
                            assertThat(suite.isExport()).isTrue();
                            assertThat(suite.strengthBits()).isEqualTo(40);
                        });
        assertThat(CipherSuites.of(ProtocolVersion.SSL_2))
                .extracting(CipherSuite::strengthBits)
                .contains(112, 128, 64, 56, 40);
        assertThat(CipherSuites.of(0x020080)).isEmpty();
    }

    @Test
    void the_registry_is_whole_and_every_suite_has_a_strength_that_exists() {
        assertThat(CipherSuites.all()).hasSizeGreaterThan(370);
        assertThat(CipherSuites.all())
                .allSatisfy(
                        suite ->
                                assertThat(suite.strengthBits())
                                        .isIn(0, 40, 56, 112, 128, 256)
                                        .matches(
                                                bits ->
                                                        (bits == 0)
                                                                == suite.encryption()
                                                                        .equals("NULL")));
    }

    @Test
    void each_version_has_the_suites_that_it_can_negotiate() {
        assertThat(CipherSuites.of(ProtocolVersion.TLS_1_3))
                .extracting(CipherSuite::code)
                .contains(0x1301, 0x1302, 0x1303, 0x1304, 0x1305)
                .doesNotContain(0xc02f);
        assertThat(CipherSuites.of(ProtocolVersion.TLS_1_2))
                .extracting(CipherSuite::code)
                .contains(0xc02f, 0x0003, 0x0018, 0x0002)
                .doesNotContain(0x1301, 0x0000);
        assertThat(CipherSuites.of(ProtocolVersion.TLS_1_0))
                .extracting(CipherSuite::code)
                .contains(0x0003, 0x0018, 0x00ae)
                .doesNotContain(0xc02f, 0x003c);
    }

    @Test
    void forward_secrecy_and_aead_follow_from_the_parts() {
        assertThat(CipherSuites.of(0xc02f).orElseThrow().isForwardSecret()).isTrue();
        assertThat(CipherSuites.of(0x009c).orElseThrow().isForwardSecret()).isFalse();
        assertThat(CipherSuites.of(0x009c).orElseThrow().isAead()).isTrue();
        assertThat(CipherSuites.of(0x002f).orElseThrow().isAead()).isFalse();
    }
}
