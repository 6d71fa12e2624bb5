package dev.nightshift.certificates.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WantedRecordTest {
    private static WantedRecord of(String name, String type, String value) {
        return WantedRecord.of("shop.test", name, type, List.of(value), Optional.empty(), false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "A | 192.0.2.1 | 192.0.2.1",
                "aaaa | 2001:DB8::1 | 2001:db8:0:0:0:0:0:1",
                "CNAME | Cdn.Example. | cdn.example",
                "CNAME | cdn.example | cdn.example",
                "MX | 10 Mail.Example. | 10 mail.example",
                "SRV | 1 2 443 Host.Example. | 1 2 443 host.example",
                "CAA | 0 issue \"letsencrypt.org\" | 0 issue letsencrypt.org",
                "CAA | 128 issue letsencrypt.org | 128 issue letsencrypt.org",
                "TXT | v=spf1 include:_spf.example -all | v=spf1 include:_spf.example -all",
                "TXT | \"v=DKIM1; p=AB\" \"CD\" | v=DKIM1; p=ABCD",
                "NS | Ns1.Dns.Test. | ns1.dns.test",
            })
    void what_people_write_has_one_form(String type, String value, String form) {
        assertThat(of("@", type, value).values()).containsExactly(form);
    }

    @ParameterizedTest
    @CsvSource({
        "@, shop.test",
        "shop.test., shop.test",
        "www, www.shop.test",
        "WWW.Shop.Test, www.shop.test",
        "_dmarc, _dmarc.shop.test",
        "*.dev, *.dev.shop.test",
    })
    void names_are_made_whole(String name, String whole) {
        assertThat(of(name, "A", "192.0.2.1").name()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "www, A, shop.test",
        "www, A, 192.0.2.300",
        "www, AAAA, 192.0.2.1",
        "www, MX, mail.example",
        "www, NOPE, x",
        "www, ANY, x",
        "a b, A, 192.0.2.1",
        "a..b, A, 192.0.2.1",
        "-a, A, 192.0.2.1",
    })
    void what_cannot_be_meant_is_refused(String name, String type, String value) {
        assertThatThrownBy(() -> of(name, type, value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void only_a_cname_is_flattened_and_no_time_is_below_zero() {
        assertThatThrownBy(
                        () ->
                                WantedRecord.of(
                                        "shop.test",
                                        "@",
                                        "A",
                                        List.of("192.0.2.1"),
                                        Optional.empty(),
                                        true))
                .hasMessageContaining("only a CNAME can be flattened");
        assertThatThrownBy(
                        () ->
                                WantedRecord.of(
                                        "shop.test",
                                        "@",
                                        "A",
                                        List.of("192.0.2.1"),
                                        Optional.of(-1L),
                                        false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void resolvers_are_read_from_the_file_of_the_system() {
        assertThat(
                        SystemResolvers.read(
                                """
                                # made by hand
                                search example
                                nameserver 10.0.0.2
                                 nameserver 2001:db8::53
                                nameserver ....
                                nameserver host.example
                                options ndots:1
                                """))
                .extracting(server -> server.getAddress().getHostAddress())
                .containsExactly("10.0.0.2", "2001:db8:0:0:0:0:0:53");
    }
}
