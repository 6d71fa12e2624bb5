package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which names a CA may certify.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10">RFC 5280, 4.2.1.10</a>
 */
record NameConstraints(List<GeneralName> permitted, List<GeneralName> excluded) {
    NameConstraints {
        permitted = List.copyOf(permitted);
        excluded = List.copyOf(excluded);
    }

    /** Whether a name is inside what is allowed. */
    enum Ruling {
        ALLOWED,
        REFUSED,
        /** There is a rule for names of this kind which is not understood here. */
        UNDECIDED
    }

    static NameConstraints read(byte[] value) throws MalformedDerException {
        var parts = Der.only(value, Der.SEQUENCE, "the name constraints").inside();
        var permitted = parts.optional(Der.contextOf(0), "the permitted names");
        var excluded = parts.optional(Der.contextOf(1), "the excluded names");
        parts.finish("the name constraints");
        return new NameConstraints(
                permitted.isPresent() ? bases(permitted.get()) : List.of(),
                excluded.isPresent() ? bases(excluded.get()) : List.of());
    }

    private static List<GeneralName> bases(DerItem subtrees) throws MalformedDerException {
        var bases = new ArrayList<GeneralName>();
        var items = subtrees.inside();
        while (items.more()) {
            bases.add(
                    GeneralName.read(
                            items.next(Der.SEQUENCE, "a subtree of names")
                                    .inside()
                                    .next("a base")));
        }
        return bases;
    }

    Ruling rule(GeneralName name) {
        boolean undecided = false;
        for (var base : excluded) {
            if (base.kind() == name.kind()) {
                switch (within(name, base)) {
                    case ALLOWED -> {
                        return Ruling.REFUSED;
                    }
                    case UNDECIDED -> undecided = true;
                    case REFUSED -> {}
                }
            }
        }
        var bases = permitted.stream().filter(base -> base.kind() == name.kind()).toList();
        boolean inside = bases.isEmpty();
        for (var base : bases) {
            switch (within(name, base)) {
                case ALLOWED -> inside = true;
                case UNDECIDED -> undecided = true;
                case REFUSED -> {}
            }
        }
        if (undecided) {
            return Ruling.UNDECIDED;
        }
        return inside ? Ruling.ALLOWED : Ruling.REFUSED;
    }

    private static Ruling within(GeneralName name, GeneralName base) {
        return switch (name.kind()) {
            case DNS -> when(dnsWithin(lower(name), lower(base)));
            case IP -> addressWithin(name.value(), base.value());
            case DIRECTORY -> directoryWithin(name, base);
            case EMAIL -> when(mailWithin(lower(name), lower(base)));
            case URI, OTHER, X400, EDI_PARTY, REGISTERED_ID -> Ruling.UNDECIDED;
        };
    }

    private static Ruling when(boolean inside) {
        return inside ? Ruling.ALLOWED : Ruling.REFUSED;
    }

    private static String lower(GeneralName name) {
        return name.raw().toLowerCase(Locale.ROOT);
    }

    /** A base allows itself and whatever has labels before it; a leading dot is common and lax. */
    private static boolean dnsWithin(String name, String base) {
        var suffix = base.startsWith(".") ? base.substring(1) : base;
        return suffix.isEmpty()
                || (name.equals(suffix) && !base.startsWith("."))
                || name.endsWith("." + suffix);
    }

    private static boolean mailWithin(String name, String base) {
        if (base.contains("@")) {
            return name.equals(base);
        }
        var host = name.substring(name.lastIndexOf('@') + 1);
        return base.startsWith(".") ? host.endsWith(base) : host.equals(base);
    }

    /** The base is an address and a mask of the same size. */
    private static Ruling addressWithin(Bytes name, Bytes base) {
        var address = name.array();
        var range = base.array();
        if (range.length != 8 && range.length != 32) {
            return Ruling.UNDECIDED;
        }
        if (range.length != 2 * address.length) {
            return Ruling.REFUSED;
        }
        for (int i = 0; i < address.length; i++) {
            if (((address[i] ^ range[i]) & range[address.length + i]) != 0) {
                return Ruling.REFUSED;
            }
        }
        return Ruling.ALLOWED;
    }

    private static Ruling directoryWithin(GeneralName name, GeneralName base) {
        try {
            // the base is tagged explicitly, so that its content is the name itself
            return when(name.directory().isWithin(base.directory()));
        } catch (MalformedDerException garbled) {
            return Ruling.UNDECIDED;
        }
    }
}
