package dev.nightshift.certificates.domain.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The resolvers of this machine.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/resolv.conf.5.html">resolv.conf(5)</a>
 */
public final class SystemResolvers {
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private static final Pattern LINE = Pattern.compile("^\\s*nameserver\\s+([0-9a-fA-F.:]+)\\s*$");
    private static final int MOST = 3;

    private SystemResolvers() {}

    /** Empty if this machine names none. */
    public static List<InetSocketAddress> read() {
        try {
            return read(Files.readString(RESOLV_CONF));
        } catch (IOException none) {
            // whoever asks says that there is no resolver
            return List.of();
        }
    }

    static List<InetSocketAddress> read(String resolvConf) {
        var servers = new ArrayList<InetSocketAddress>();
        for (var line : resolvConf.lines().toList()) {
            var match = LINE.matcher(line);
            if (match.matches() && servers.size() < MOST) {
                try {
                    servers.add(
                            new InetSocketAddress(
                                    InetAddress.ofLiteral(match.group(1)), DnsServer.PORT));
                } catch (IllegalArgumentException notAnAddress) {
                    // the next line may have one
                }
            }
        }
        return List.copyOf(servers);
    }
}
