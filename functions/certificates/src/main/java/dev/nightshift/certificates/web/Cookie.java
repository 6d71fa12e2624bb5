package dev.nightshift.certificates.web;

import java.util.Locale;
import java.util.Optional;

/**
 * A cookie as a browser would take it.
 *
 * @param host who set it
 * @param sameSite as it was written; empty without one
 * @param gone whether it is only being removed ({@code Max-Age=0}, or an age long past)
 * @param refused why a browser would not keep it; empty if it would
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265</a>
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpbis-rfc6265bis/">RFC 6265bis:
 *     SameSite and the prefixes of names</a>
 */
public record Cookie(
        String host,
        String name,
        boolean secure,
        boolean httpOnly,
        Optional<String> sameSite,
        boolean gone,
        Optional<String> refused) {
    /**
     * @param header value of {@code Set-Cookie}
     * @param host who sends it
     * @param overTls whether it came over HTTPS
     * @return empty if it is no cookie
     */
    public static Optional<Cookie> parse(String header, String host, boolean overTls) {
        var parts = header.split(";", -1);
        int equals = parts[0].indexOf('=');
        var name = equals < 0 ? "" : parts[0].substring(0, equals).strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        boolean secure = false;
        boolean httpOnly = false;
        boolean gone = false;
        var sameSite = Optional.<String>empty();
        var domain = "";
        var path = "";
        for (int i = 1; i < parts.length; i++) {
            var pair = parts[i].split("=", 2);
            var value = pair.length < 2 ? "" : pair[1].strip();
            switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
                case "secure" -> secure = true;
                case "httponly" -> httpOnly = true;
                case "samesite" -> sameSite = Optional.of(value);
                case "max-age" -> gone = value.startsWith("-") || value.matches("0+");
                // servers remove a cookie with the beginning of time
                case "expires" -> gone |= value.matches(".*(?:1970|-70 ).*");
                case "domain" -> domain = value.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
                case "path" -> path = value;
                default -> {
                    // unknown attributes are ignored (RFC 6265, 5.2)
                }
            }
        }
        var refused = refusal(name, host, overTls, secure, domain, path);
        return Optional.of(new Cookie(host, name, secure, httpOnly, sameSite, gone, refused));
    }

    private static Optional<String> refusal(
            String name, String host, boolean overTls, boolean secure, String domain, String path) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (!domain.isEmpty() && !host.equals(domain) && !host.endsWith("." + domain)) {
            return Optional.of("it is for " + domain + ", which " + host + " may not set");
        }
        if (secure && !overTls) {
            return Optional.of("it has Secure and comes over HTTP");
        }
        if (lower.startsWith("__secure-") && !secure) {
            return Optional.of("__Secure- needs Secure");
        }
        if (lower.startsWith("__host-") && !(secure && domain.isEmpty() && path.equals("/"))) {
            return Optional.of("__Host- needs Secure, Path=/ and no Domain");
        }
        return Optional.empty();
    }

    /** Whether a browser has it afterwards. */
    public boolean isKept() {
        return refused.isEmpty() && !gone;
    }

    /** Its flags, such as {@code Secure; HttpOnly; SameSite=Lax}. */
    public String flags() {
        var flags = new StringBuilder();
        if (secure) {
            flags.append("Secure; ");
        }
        if (httpOnly) {
            flags.append("HttpOnly; ");
        }
        sameSite.ifPresent(value -> flags.append("SameSite=").append(value).append("; "));
        return flags.isEmpty() ? "no flags" : flags.substring(0, flags.length() - 2);
    }
}
