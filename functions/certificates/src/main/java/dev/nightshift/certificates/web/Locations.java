package dev.nightshift.certificates.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Addresses as servers write them, which is not always as RFC 3986 does. */
final class Locations {
    private static final String ALLOWED =
            "!#$%&'()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]_abcdefghijklmnopqrstuvwxyz~";

    private Locations() {}

    /**
     * @param location as it came, each byte one character
     * @return empty if it is no address of http or https
     */
    static Optional<URI> resolve(URI base, String location) {
        try {
            var resolved = base.resolve(escaped(location.strip()));
            var scheme = String.valueOf(resolved.getScheme()).toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return Optional.empty();
            }
            return resolved.getRawAuthority() == null
                    ? Optional.empty()
                    : Optional.of(tidied(resolved));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static String escaped(String location) {
        var text = new StringBuilder();
        for (byte each : location.getBytes(StandardCharsets.ISO_8859_1)) {
            char c = (char) (each & 0xff);
            if (ALLOWED.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append("%%%02X".formatted(each & 0xff));
            }
        }
        return text.toString();
    }

    /** Without a fragment, with a path, and with nothing above the root (RFC 3986, 5.2.4). */
    private static URI tidied(URI uri) {
        var path = String.valueOf(uri.getRawPath());
        while (path.startsWith("/../")) {
            path = path.substring("/..".length());
        }
        var query = uri.getRawQuery();
        return URI.create(
                uri.getScheme()
                        + "://"
                        + uri.getRawAuthority()
                        + (path.isEmpty() ? "/" : path)
                        + (query == null ? "" : "?" + query));
    }

    /** Without brackets, and also where it is no name as RFC 952 wants it. */
    static String host(URI uri) {
        if (uri.getHost() != null) {
            return uri.getHost().replaceAll("[\\[\\]]", "");
        }
        var authority = String.valueOf(uri.getRawAuthority());
        return authority.replaceFirst("^.*@", "").replaceFirst(":[0-9]*$", "");
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** So much of it as can be shown. */
    static String shown(String text) {
        var printable = text.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > 100 ? printable.substring(0, 100) + "…" : printable;
    }
}
