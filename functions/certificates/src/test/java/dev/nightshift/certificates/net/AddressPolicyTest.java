package dev.nightshift.certificates.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {
    private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());
    private static final AddressPolicy EVERYTHING =
            new AddressPolicy(List.of(Cidr.parse("0.0.0.0/0"), Cidr.parse("::/0")));

    private static void assertRefused(AddressPolicy policy, InetAddress address) {
        assertThatThrownBy(() -> policy.vet(address))
                .as(address.toString())
                .isInstanceOf(RefusedAddressException.class)
                .hasMessageContaining(address.getHostAddress());
    }

    /** The last public address before a special range, its first, its last, the next public one. */
    @ParameterizedTest
    @CsvSource({
        "           , 0.0.0.0,     0.255.255.255,   1.0.0.0",
        "9.255.255.255, 10.0.0.0,    10.255.255.255,  11.0.0.0",
        "100.63.255.255, 100.64.0.0,  100.127.255.255, 100.128.0.0",
        "126.255.255.255, 127.0.0.0,   127.255.255.255, 128.0.0.0",
        "169.253.255.255, 169.254.0.0, 169.254.255.255, 169.255.0.0",
        "172.15.255.255, 172.16.0.0,  172.31.255.255,  172.32.0.0",
        "191.255.255.255, 192.0.0.0,   192.0.0.255,     192.0.1.0",
        "192.0.1.255, 192.0.2.0,   192.0.2.255,     192.0.3.0",
        "192.88.98.255, 192.88.99.0, 192.88.99.255,   192.88.100.0",
        "192.167.255.255, 192.168.0.0, 192.168.255.255, 192.169.0.0",
        "198.17.255.255, 198.18.0.0,  198.19.255.255,  198.20.0.0",
        "198.51.99.255, 198.51.100.0, 198.51.100.255, 198.51.101.0",
        "203.0.112.255, 203.0.113.0, 203.0.113.255,   203.0.114.0",
        "223.255.255.255, 224.0.0.0,   255.255.255.255, ",
        "           , ::,          ::ffff,          ",
        "           , ::1,         ::7f00:1,        ",
        "64:ff9a:ffff:ffff:ffff:ffff:ffff:ffff, 64:ff9b::, 64:ff9b::ffff:ffff, 64:ff9b:0:0:0:1::",
        "64:ff9b:0:ffff:ffff:ffff:ffff:ffff, 64:ff9b:1::, 64:ff9b:1:ffff:ffff:ffff:ffff:ffff,"
                + " 64:ff9b:2::",
        "ff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 100::, 100::ffff:ffff:ffff:ffff, 101::",
        "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001::,"
                + " 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db8::,"
                + " 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::",
        "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2002::,"
                + " 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::",
        "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff::,"
                + " 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::",
        "5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5f00::,"
                + " 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 5f01::",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fc00::,"
                + " fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe00::",
        "fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, fe80::,"
                + " febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ",
        "           , fec0::, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ",
    })
    void every_special_range_is_refused_from_its_first_to_its_last_address(
            String before, String first, String last, String after) {
        assertRefused(PUBLIC_ONLY, InetAddress.ofLiteral(first));
        assertRefused(PUBLIC_ONLY, InetAddress.ofLiteral(last));
        for (var open : new String[] {before, after}) {
            if (open != null) {
                assertThat(PUBLIC_ONLY.vet(InetAddress.ofLiteral(open)).address())
                        .isEqualTo(InetAddress.ofLiteral(open));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "52.95.110.1", "2600:9000::1", "2a05:d018::1"})
    void public_addresses_are_let_through(String literal) {
        assertThat(PUBLIC_ONLY.vet(InetAddress.ofLiteral(literal)).literal())
                .isEqualTo(InetAddress.ofLiteral(literal).getHostAddress());
    }

    @Test
    void an_allowed_range_is_open_and_what_lies_beside_it_is_not() {
        var policy = new AddressPolicy(List.of(Cidr.parse("10.1.0.0/16"), Cidr.parse("fd00::/8")));

        policy.vet(InetAddress.ofLiteral("10.1.0.0"));
        policy.vet(InetAddress.ofLiteral("10.1.255.255"));
        policy.vet(InetAddress.ofLiteral("fd12::1"));
        assertRefused(policy, InetAddress.ofLiteral("10.0.255.255"));
        assertRefused(policy, InetAddress.ofLiteral("10.2.0.0"));
        assertRefused(policy, InetAddress.ofLiteral("fc12::1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "169.254.170.23",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fe80::1"
            })
    void the_metadata_service_is_never_reached_whatever_is_allowed(String literal) {
        assertRefused(EVERYTHING, InetAddress.ofLiteral(literal));
    }

    /** Written so that the JDK keeps 16 bytes: it makes one of version 4 of the usual forms. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000000000000ffff", // mapped, RFC 4291
                "000000000000000000000000", // compatible, RFC 4291
                "0000000000000000ffff0000", // translated, RFC 2765
                "0064ff9b0000000000000000" // translated, RFC 6052
            })
    void an_address_of_version_4_inside_one_of_version_6_is_judged_by_what_it_is(String prefix)
            throws UnknownHostException {
        for (var inside : List.of("7f000001", "0a000001", "a9fea9fe")) {
            var bytes = java.util.HexFormat.of().parseHex(prefix + inside);
            assertRefused(PUBLIC_ONLY, Inet6Address.getByAddress(null, bytes, -1));
        }
        var metadata = java.util.HexFormat.of().parseHex(prefix + "a9fea9fe");
        assertRefused(EVERYTHING, Inet6Address.getByAddress(null, metadata, -1));
    }

    @Test
    void metadata_behind_a_relay_is_never_reached_either() {
        assertRefused(EVERYTHING, InetAddress.ofLiteral("2002:a9fe:a9fe::1"));
    }
}
