package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.net.IDN;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/** The host that a client means to reach. */
sealed interface ExpectedName {
    Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    Pattern HOST =
            Pattern.compile(
                    "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");

    /**
     * @param ascii lower case, international labels as A-labels, no dot at the end
     */
    record Host(String ascii) implements ExpectedName {}

    /**
     * @param address 4 or 16 bytes
     */
    record Address(Bytes address, String text) implements ExpectedName {}

    /** Neither of the two. */
    record Senseless(String why) implements ExpectedName {}

    /** Takes a name as people write it: any case, any script, a dot at the end, an address. */
    static ExpectedName of(String text) {
        var bare =
                text.startsWith("[") && text.endsWith("]")
                        ? text.substring(1, text.length() - 1)
                        : text;
        if (bare.indexOf(':') >= 0 || IPV4.matcher(bare).matches()) {
            try {
                var address = InetAddress.ofLiteral(bare);
                return new Address(Bytes.of(address.getAddress()), address.getHostAddress());
            } catch (IllegalArgumentException noAddress) {
                return new Senseless("\"" + text + "\" is not an address");
            }
        }
        var undotted = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
        try {
            var ascii = IDN.toASCII(undotted, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
            return HOST.matcher(ascii).matches()
                    ? new Host(ascii)
                    : new Senseless("\"" + text + "\" is not a host name");
        } catch (IllegalArgumentException noName) {
            return new Senseless("\"" + text + "\" is not a host name");
        }
    }
}
