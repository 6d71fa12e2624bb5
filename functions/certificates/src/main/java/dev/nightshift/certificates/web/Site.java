package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Vetted;
import java.util.Optional;

/**
 * A page to look at.
 *
 * @param port of HTTPS
 * @param plainPort where HTTP is expected to lead to HTTPS; empty if nobody asks there
 * @param at the address to use for this host, instead of resolving it
 * @param path with a slash in front
 */
public record Site(
        String host, int port, Optional<Integer> plainPort, Optional<Vetted> at, String path) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public Site {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path such as /, not " + path);
        }
    }

    /** HTTP is looked at beside the usual port of HTTPS, and not beside others. */
    public static Site of(String host, int port, Optional<Vetted> at, String path) {
        return new Site(host, port, port == HTTPS ? Optional.of(HTTP) : Optional.empty(), at, path);
    }
}
