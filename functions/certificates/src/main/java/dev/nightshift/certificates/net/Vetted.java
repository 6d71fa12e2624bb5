package dev.nightshift.certificates.net;

import java.net.InetAddress;

/**
 * An address that may be connected to. Only {@link AddressPolicy} makes one, so that nothing in
 * this room can dial an address that nobody looked at.
 */
public final class Vetted {
    private final InetAddress address;

    Vetted(InetAddress address) {
        this.address = address;
    }

    public InetAddress address() {
        return address;
    }

    /** The literal, without a name: {@code 192.0.2.7} or {@code 2001:db8::7}. */
    public String literal() {
        return address.getHostAddress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vetted that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    @Override
    public String toString() {
        return literal();
    }
}
