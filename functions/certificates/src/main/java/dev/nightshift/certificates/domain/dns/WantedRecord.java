package dev.nightshift.certificates.domain.dns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.xbill.DNS.Type;

/**
 * A set of records that should be in the DNS.
 *
 * @param name whole, lower case, without a dot at its end
 * @param type such as {@code MX}
 * @param values each as {@code RecordText} writes it; none means that there should be no such
 *     record
 * @param ttl in seconds, if it matters
 * @param flattened whether the provider answers a CNAME with the addresses of its target (ALIAS,
 *     ANAME, CNAME flattening)
 */
public record WantedRecord(
        String name, String type, Set<String> values, Optional<Long> ttl, boolean flattened) {
    /** Letters, digits and hyphens, underscores as in {@code _dmarc}, an asterisk in front. */
    private static final Pattern LABEL = Pattern.compile("\\*|[A-Za-z0-9_]([A-Za-z0-9_-]{0,62})");

    private static final String APEX = "@";

    public WantedRecord {
        values = Set.copyOf(values);
    }

    /**
     * As the settings have it.
     *
     * @param domain in A-labels
     * @param name {@code @} for the domain itself, {@code www}, or whole: {@code www.example.com}
     * @throws IllegalArgumentException if it cannot be meant; the message says why
     */
    public static WantedRecord of(
            String domain,
            String name,
            String type,
            List<String> values,
            Optional<Long> ttl,
            boolean flattened) {
        var kind = type.strip().toUpperCase(Locale.ROOT);
        int number = Type.value(kind);
        if (number <= 0 || !Type.isRR(number)) {
            throw new IllegalArgumentException("not a type of record: " + type);
        }
        if (flattened && number != Type.CNAME) {
            throw new IllegalArgumentException(
                    "only a CNAME can be flattened, and this is a record of type " + kind);
        }
        if (ttl.filter(seconds -> seconds < 0).isPresent()) {
            throw new IllegalArgumentException("a time to live below 0 of " + name);
        }
        var contents = new TreeSet<String>();
        values.forEach(value -> contents.add(RecordText.written(number, value)));
        return new WantedRecord(whole(domain, name), kind, contents, ttl, flattened);
    }

    private static String whole(String domain, String name) {
        var text = name.strip().toLowerCase(Locale.ROOT);
        text = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (text.equals(APEX) || text.equals(domain)) {
            return domain;
        }
        for (var label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                throw new IllegalArgumentException("not a name: " + name);
            }
        }
        return text.endsWith("." + domain) ? text : text + "." + domain;
    }

    int number() {
        return Type.value(type);
    }

    @Override
    public String toString() {
        return type + " " + name;
    }
}
