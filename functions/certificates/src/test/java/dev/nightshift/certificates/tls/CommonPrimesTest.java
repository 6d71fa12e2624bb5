package dev.nightshift.certificates.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.junit.jupiter.api.Test;

class CommonPrimesTest {
    @Test
    void the_digits_of_pi_make_the_groups_of_rfc_2409_and_3526() {
        var known =
                List.of(
                        DHStandardGroups.rfc2409_768,
                        DHStandardGroups.rfc2409_1024,
                        DHStandardGroups.rfc3526_1536,
                        DHStandardGroups.rfc3526_2048,
                        DHStandardGroups.rfc3526_3072,
                        DHStandardGroups.rfc3526_4096,
                        DHStandardGroups.rfc3526_6144,
                        DHStandardGroups.rfc3526_8192);

        assertThat(known)
                .allSatisfy(
                        group -> {
                            int bits = group.getP().bitLength();
                            assertThat(CommonPrimes.modp(bits)).isEqualTo(group.getP());
                            assertThat(CommonPrimes.name(group.getP()))
                                    .get()
                                    .asString()
                                    .startsWith("RFC ")
                                    .endsWith("group of " + bits + " bits");
                        });
    }

    @Test
    void the_digits_of_e_make_the_groups_of_rfc_7919() {
        var known =
                List.of(
                        DHStandardGroups.rfc7919_ffdhe2048,
                        DHStandardGroups.rfc7919_ffdhe3072,
                        DHStandardGroups.rfc7919_ffdhe4096,
                        DHStandardGroups.rfc7919_ffdhe6144,
                        DHStandardGroups.rfc7919_ffdhe8192);

        assertThat(known)
                .allSatisfy(
                        group ->
                                assertThat(CommonPrimes.name(group.getP()))
                                        .contains("RFC 7919 ffdhe" + group.getP().bitLength()));
    }

    @Test
    void a_prime_that_came_with_software_is_known_by_its_fingerprint() {
        var ofModSsl =
                "9FDB8B8A004544F0045F1737D0BA2E0B274CDF1A9F588218FB435316A16E3741"
                        + "71FD19D8D8F37C39BF863FD60E3E300680A3030C6E4C3757D08F70E6AA871033";

        assertThat(CommonPrimes.name(new BigInteger(ofModSsl, 16)))
                .get()
                .asString()
                .contains("Apache mod_ssl 2.2");
    }

    @Test
    void a_prime_of_its_own_has_no_name() {
        assertThat(CommonPrimes.name(CommonPrimes.modp(1024).subtract(BigInteger.TWO))).isEmpty();
        assertThat(CommonPrimes.name(BigInteger.valueOf(23))).isEmpty();
    }
}
