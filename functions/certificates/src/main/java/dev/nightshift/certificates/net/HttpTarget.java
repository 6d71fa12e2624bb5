package dev.nightshift.certificates.net;

import java.net.IDN;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a request goes, taken from its address.
 *
 * @param host a name in ASCII without a dot at the end, or a literal without brackets
 * @param resource path and query as they go into the request line
 */
record HttpTarget(boolean secure, String host, int port, String resource) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LARGEST_PORT = 65_535;

    /** Wider than {@link URI#getHost}: names with underscores, and numbers as a host. */
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\[\\]@:/?#\\s]+?)\\.?(?::([0-9]{0,5}))?");

    /**
     * @throws IllegalArgumentException if it is no address of http or https, or carries credentials
     */
    static HttpTarget of(URI uri) {
        var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("an address of http or https, not " + uri);
        }
        var authority = uri.getRawAuthority();
        var match = AUTHORITY.matcher(authority == null ? "" : authority);
        if (!match.matches()) {
            throw new IllegalArgumentException("no host, or one with credentials, in " + uri);
        }
        boolean secure = scheme.equals("https");
        var number = match.group(2);
        int port =
                number != null && !number.isEmpty()
                        ? Integer.parseInt(number)
                        : secure ? HTTPS : HTTP;
        if (port < 1 || port > LARGEST_PORT) {
            throw new IllegalArgumentException("a port of 1 to 65535 in " + uri);
        }
        return new HttpTarget(secure, host(match.group(1), uri), port, resource(uri));
    }

    private static String host(String text, URI uri) {
        if (text.startsWith("[")) {
            return text.substring(1, text.length() - 1);
        }
        try {
            return IDN.toASCII(text).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("no host in " + uri, malformed);
        }
    }

    private static String resource(URI uri) {
        var whole = URI.create(uri.toASCIIString());
        var path = whole.getRawPath();
        var query = whole.getRawQuery();
        return (path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }

    /** For the Host header: with the port where it is not the scheme's own. */
    String hostHeader() {
        var name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? HTTPS : HTTP) ? name : name + ":" + port;
    }

    /** For SNI, which knows no addresses (RFC 6066), nor names that DNS hosts cannot have. */
    Optional<String> serverName() {
        try {
            InetAddress.ofLiteral(host);
            return Optional.empty();
        } catch (IllegalArgumentException name) {
            return host.matches("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?") && !host.contains("..")
                    ? Optional.of(host)
                    : Optional.empty();
        }
    }

    /** For people. */
    String where() {
        return (secure ? "https://" : "http://") + hostHeader();
    }
}
