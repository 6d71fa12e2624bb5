package dev.nightshift.certificates.web;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code Strict-Transport-Security} says.
 *
 * @param maxAgeSeconds empty if the header is not valid, or absent
 * @param fault why it is not valid
 * @param repeated whether the header came more than once: a browser takes the first, and who set
 *     the other meant something else
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6797">RFC 6797</a>
 */
public record Hsts(
        Optional<Long> maxAgeSeconds,
        boolean includeSubDomains,
        boolean preload,
        boolean repeated,
        Optional<String> fault) {
    /** A year: what the preload list asks for. */
    public static final long PRELOAD_SECONDS = 31_536_000;

    private static final Pattern AGE = Pattern.compile("\"([0-9]{1,18})\"|([0-9]{1,18})");

    /**
     * @param values of all its headers
     * @return empty without any
     */
    public static Optional<Hsts> parse(List<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(values.getFirst(), values.size() > 1));
    }

    private static Hsts parse(String value, boolean repeated) {
        Optional<Long> age = Optional.empty();
        boolean includeSubDomains = false;
        boolean preload = false;
        var seen = new HashSet<String>();
        for (var directive : value.split(";", -1)) {
            var pair = directive.split("=", 2);
            var name = pair[0].strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                continue;
            }
            if (!seen.add(name)) {
                return faulty(name + " comes twice in it", repeated);
            }
            switch (name) {
                case "max-age" -> {
                    var match = AGE.matcher(pair.length < 2 ? "" : pair[1].strip());
                    if (!match.matches()) {
                        return faulty("its max-age is no number of seconds", repeated);
                    }
                    var digits = match.group(1) == null ? match.group(2) : match.group(1);
                    age = Optional.of(Long.parseLong(digits));
                }
                case "includesubdomains" -> includeSubDomains = true;
                case "preload" -> preload = true;
                default -> {
                    // unknown directives are ignored (RFC 6797, 6.1)
                }
            }
        }
        return age.isEmpty()
                ? faulty("it has no max-age", repeated)
                : new Hsts(age, includeSubDomains, preload, repeated, Optional.empty());
    }

    private static Hsts faulty(String why, boolean repeated) {
        return new Hsts(Optional.empty(), false, false, repeated, Optional.of(why));
    }

    /**
     * What keeps the header from being accepted into browsers' preload list; empty if nothing does.
     * The list asks besides for a valid certificate, a redirect to HTTPS on the same host, and that
     * the host is the registered domain itself.
     *
     * @see <a href="https://hstspreload.org/">hstspreload.org</a>
     */
    public List<String> missingForPreload() {
        var missing = new java.util.ArrayList<String>();
        fault.ifPresent(missing::add);
        if (maxAgeSeconds.isPresent() && maxAgeSeconds.get() < PRELOAD_SECONDS) {
            missing.add("max-age is less than a year (31536000)");
        }
        if (!includeSubDomains) {
            missing.add("includeSubDomains is missing");
        }
        if (!preload) {
            missing.add("preload is missing");
        }
        return List.copyOf(missing);
    }
}
