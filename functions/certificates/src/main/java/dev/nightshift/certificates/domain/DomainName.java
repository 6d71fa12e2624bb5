package dev.nightshift.certificates.domain;

import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A registered domain, such as {@code example.com}.
 *
 * @param ascii as registries and the DNS write it: lower case, A-labels, no dot at the end
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5890">RFC 5890</a>
 */
public record DomainName(String ascii) {
    private static final Pattern LABEL =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?", Pattern.CASE_INSENSITIVE);

    /** Of these, IDNA of 2003, which the JDK speaks, makes another name than IDNA of 2008. */
    private static final Pattern DIFFERS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");

    private static final int LONGEST = 253;

    public DomainName {
        var labels = List.of(ascii.split("\\.", -1));
        if (labels.size() < 2
                || ascii.length() > LONGEST
                || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())
                || !ascii.equals(ascii.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "not a registered domain such as example.com: " + shortened(ascii));
        }
    }

    /**
     * @param text as people write it: {@code Example.com.}, {@code bücher.example}
     * @throws IllegalArgumentException if it is no domain; the message says what to write
     */
    public static DomainName of(String text) {
        var name = text.strip();
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (DIFFERS.matcher(name).find()) {
            throw new IllegalArgumentException(
                    "write the name as its registrar shows it in ASCII (xn--…): "
                            + shortened(text));
        }
        try {
            return new DomainName(IDN.toASCII(name).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException no) {
            throw new IllegalArgumentException(
                    "not a registered domain such as example.com: " + shortened(text), no);
        }
    }

    /** The last label: {@code uk} of {@code example.co.uk}. */
    public String topLevel() {
        return ascii.substring(ascii.lastIndexOf('.') + 1);
    }

    /** What it could be registered under, the longest first: {@code co.uk}, {@code uk}. */
    public List<String> ancestors() {
        var ancestors = new ArrayList<String>();
        for (int dot = ascii.indexOf('.'); dot >= 0; dot = ascii.indexOf('.', dot + 1)) {
            ancestors.add(ascii.substring(dot + 1));
        }
        return List.copyOf(ancestors);
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    /** As people read it. */
    @Override
    public String toString() {
        return IDN.toUnicode(ascii);
    }
}
