package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the extensions of a certificate say.
 *
 * @param all the object identifiers, whether understood or not
 * @param basic empty where the extension is missing
 * @param keyUsage bits of {@link #DIGITAL_SIGNATURE} and so on; empty where the extension is
 *     missing
 * @param extendedKeyUsage object identifiers; empty where the extension is missing
 * @param names subject alternative names; empty where the extension is missing
 * @param mustStaple whether it asks for a stapled OCSP response (RFC 7633)
 * @param timestamps how many signed certificate timestamps it carries (RFC 6962)
 * @param unknownCritical marked critical and not understood here
 * @param repeated there more than once, which RFC 5280 forbids
 * @param garbled understood by name, but not readable
 */
record Extensions(
        Set<String> all,
        Optional<Basic> basic,
        Optional<Integer> keyUsage,
        Optional<List<String>> extendedKeyUsage,
        Optional<List<GeneralName>> names,
        Optional<NameConstraints> nameConstraints,
        Optional<Bytes> subjectKeyId,
        Optional<Bytes> authorityKeyId,
        List<String> ocsp,
        List<String> caIssuers,
        List<String> crls,
        boolean mustStaple,
        int timestamps,
        List<String> unknownCritical,
        List<String> repeated,
        List<Garbled> garbled) {
    static final int DIGITAL_SIGNATURE = 0x8000;
    static final int KEY_ENCIPHERMENT = 0x2000;
    static final int KEY_AGREEMENT = 0x0800;
    static final int KEY_CERT_SIGN = 0x0400;
    static final int CRL_SIGN = 0x0200;

    static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    static final String ANY_USAGE = "2.5.29.37.0";

    /** Marks a certificate that was only ever shown to a log (RFC 6962). */
    static final String POISON = "1.3.6.1.4.1.11129.2.4.3";

    /** Whether it is of a CA, and how many more CAs may stand below. */
    record Basic(boolean ca, Optional<Integer> pathLength) {}

    record Garbled(String name, boolean critical, String why) {}

    Extensions {
        all = Set.copyOf(all);
        ocsp = List.copyOf(ocsp);
        caIssuers = List.copyOf(caIssuers);
        crls = List.copyOf(crls);
        unknownCritical = List.copyOf(unknownCritical);
        repeated = List.copyOf(repeated);
        garbled = List.copyOf(garbled);
    }

    boolean isCa() {
        return basic.map(Basic::ca).orElse(false);
    }

    /** Whether the key may be used so; one without the extension may be used for anything. */
    boolean allows(int bits) {
        return keyUsage.map(usage -> (usage & bits) != 0).orElse(true);
    }

    /** Whether the extended usage, if there is any, includes that purpose or any. */
    boolean isFor(String purpose) {
        return extendedKeyUsage
                .map(list -> list.contains(purpose) || list.contains(ANY_USAGE))
                .orElse(true);
    }

    List<GeneralName> named(GeneralName.Kind kind) {
        return names.stream().flatMap(List::stream).filter(name -> name.kind() == kind).toList();
    }
}
