package dev.nightshift.certificates.acm;

import java.util.Locale;

/**
 * A record of DNS by which ACM sees, at every renewal again, that a name is ours.
 *
 * @param name fully qualified
 * @param type {@code CNAME} for as long as ACM exists
 * @param value that it has to have
 * @see <a href="https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html">DNS
 *     validation</a>
 */
public record ValidationRecord(String name, String type, String value) {
    public ValidationRecord {
        name = bare(name);
        value = bare(value);
    }

    /** Whether a name or value of DNS is the same, whatever its case and final dot. */
    static boolean same(String one, String other) {
        return bare(one).equals(bare(other));
    }

    static String bare(String name) {
        var lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** For example {@code _a1.example.org CNAME _b2.acm-validations.aws}. */
    @Override
    public String toString() {
        return name + " " + type + " " + value;
    }
}
