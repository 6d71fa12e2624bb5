package dev.nightshift.certificates.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses may be connected to: public ones, and those of the ranges that the settings
 * allow. Whoever controls the DNS of a target could otherwise have this function knock on doors
 * inside the network, or ask the instance metadata service for credentials.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4
 *     Special-Purpose Address Registry</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6
 *     Special-Purpose Address Registry</a>
 */
public final class AddressPolicy {
    /** Not globally reachable, or a way to reach what is not. */
    private static final List<Cidr> SPECIAL =
            Stream.of(
                            "0.0.0.0/8",
                            "10.0.0.0/8",
                            "100.64.0.0/10",
                            "127.0.0.0/8",
                            "169.254.0.0/16",
                            "172.16.0.0/12",
                            "192.0.0.0/24",
                            "192.0.2.0/24",
                            "192.88.99.0/24",
                            "192.168.0.0/16",
                            "198.18.0.0/15",
                            "198.51.100.0/24",
                            "203.0.113.0/24",
                            "224.0.0.0/3",
                            "::/128",
                            "::1/128",
                            // these carry an address of version 4 inside
                            "::/96",
                            "::ffff:0:0:0/96",
                            "64:ff9b::/96",
                            "64:ff9b:1::/48",
                            "2001::/23",
                            "2002::/16",
                            "100::/64",
                            "2001:db8::/32",
                            "3fff::/20",
                            "5f00::/16",
                            "fc00::/7",
                            "fe80::/10",
                            "fec0::/10",
                            "ff00::/8")
                    .map(Cidr::parse)
                    .toList();

    /** Where clouds keep their credentials; no setting opens it. */
    private static final List<Cidr> NEVER =
            Stream.of("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32").map(Cidr::parse).toList();

    /** Mapped: ::ffff:0:0/96, of which the JDK's parser would make a range of version 4. */
    private static final Cidr MAPPED = new Cidr(mappedNetwork(), 96);

    /** Ranges that carry an address of version 4, and at which byte. */
    private static final Map<Cidr, Integer> CARRIERS =
            Map.of(
                    MAPPED,
                    12,
                    Cidr.parse("::/96"),
                    12,
                    Cidr.parse("::ffff:0:0:0/96"),
                    12,
                    Cidr.parse("64:ff9b::/96"),
                    12,
                    Cidr.parse("2002::/16"),
                    2);

    private final List<Cidr> allowed;

    /**
     * @param allowed ranges that are open though they are not public
     */
    public AddressPolicy(List<Cidr> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * @throws RefusedAddressException if the address may not be connected to
     */
    public Vetted vet(InetAddress address) {
        if (isIn(NEVER, address) || inside(address).stream().anyMatch(v4 -> isIn(NEVER, v4))) {
            throw new RefusedAddressException(
                    address.getHostAddress() + " is link-local; nothing there is ever looked at");
        }
        boolean special = MAPPED.contains(address) || isIn(SPECIAL, address);
        if (special && !isIn(allowed, address)) {
            throw new RefusedAddressException(
                    address.getHostAddress()
                            + " is not a public address; if it is meant, list its range under"
                            + " privateRanges");
        }
        return new Vetted(address);
    }

    private static InetAddress mappedNetwork() {
        try {
            var bytes = new byte[16];
            bytes[10] = (byte) 0xff;
            bytes[11] = (byte) 0xff;
            return Inet6Address.getByAddress(null, bytes, -1);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an address", impossible);
        }
    }

    /** What an address of version 6 stands for, if it carries one of version 4. */
    private static Optional<InetAddress> inside(InetAddress address) {
        return CARRIERS.entrySet().stream()
                .filter(carrier -> carrier.getKey().contains(address))
                .findFirst()
                .map(
                        carrier -> {
                            var bytes = address.getAddress();
                            int from = carrier.getValue();
                            return version4(Arrays.copyOfRange(bytes, from, from + 4));
                        });
    }

    private static InetAddress version4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    private static boolean isIn(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
