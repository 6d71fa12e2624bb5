package dev.nightshift.certificates.net;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of addresses such as {@code 10.0.0.0/8} or {@code fd00::/8}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4632">RFC 4632</a>
 */
public record Cidr(InetAddress network, int prefixBits) {
    /** Stricter than the JDK, to which 10.1 is 10.0.0.1. */
    private static final Pattern FORM =
            Pattern.compile(
                    "((?:[0-9]{1,3}\\.){3}[0-9]{1,3}|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,40})"
                            + "/([0-9]{1,3})");

    public Cidr {
        if (prefixBits < 0 || prefixBits > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix of " + prefixBits + " bits does not fit");
        }
    }

    /**
     * @throws IllegalArgumentException if the text is no range
     */
    public static Cidr parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("a range such as 10.0.0.0/8, not " + text);
        }
        return new Cidr(InetAddress.ofLiteral(match.group(1)), Integer.parseInt(match.group(2)));
    }

    /** Whether the address lies in it; one of the other family never does. */
    public boolean contains(InetAddress address) {
        var ours = network.getAddress();
        var theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefixBits;
    }
}
