package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.net.Vetted;
import java.net.InetSocketAddress;

/**
 * A server that may be asked: one of a zone, whose address was vetted, or a resolver that this
 * machine or the settings name.
 *
 * @param name for people
 */
record DnsServer(InetSocketAddress address, String name) {
    static final int PORT = 53;

    static DnsServer ofZone(Vetted address, int port, String name) {
        return new DnsServer(new InetSocketAddress(address.address(), port), name);
    }

    static DnsServer resolver(InetSocketAddress address) {
        return new DnsServer(address, "resolver " + address.getAddress().getHostAddress());
    }

    String literal() {
        return address.getAddress().getHostAddress();
    }
}
