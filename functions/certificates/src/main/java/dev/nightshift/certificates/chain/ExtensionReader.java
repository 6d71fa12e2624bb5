package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the extensions of one certificate. One that cannot be read spoils itself only: what else
 * the certificate says is still told.
 */
final class ExtensionReader {
    private static final String OCSP = "1.3.6.1.5.5.7.48.1";
    private static final String CA_ISSUERS = "1.3.6.1.5.5.7.48.2";
    private static final int STATUS_REQUEST = 5;
    private static final int STATUS_REQUEST_V2 = 17;

    /** Understood as far as a path to a server needs it; policies are not asked for by anyone. */
    private static final Set<String> HARMLESS =
            Set.of("2.5.29.18", "2.5.29.32", "2.5.29.33", "2.5.29.36", "2.5.29.46", "2.5.29.54");

    private final Set<String> all = new LinkedHashSet<>();
    private Optional<Extensions.Basic> basic = Optional.empty();
    private Optional<Integer> keyUsage = Optional.empty();
    private Optional<List<String>> extendedKeyUsage = Optional.empty();
    private Optional<List<GeneralName>> names = Optional.empty();
    private Optional<NameConstraints> nameConstraints = Optional.empty();
    private Optional<Bytes> subjectKeyId = Optional.empty();
    private Optional<Bytes> authorityKeyId = Optional.empty();
    private final List<String> ocsp = new ArrayList<>();
    private final List<String> caIssuers = new ArrayList<>();
    private final List<String> crls = new ArrayList<>();
    private boolean mustStaple;
    private int timestamps;
    private final List<String> unknownCritical = new ArrayList<>();
    private final List<String> repeated = new ArrayList<>();
    private final List<Extensions.Garbled> garbled = new ArrayList<>();

    private ExtensionReader() {}

    static Extensions none() {
        return new ExtensionReader().done();
    }

    static Extensions read(DerItem sequence) throws MalformedDerException {
        var reader = new ExtensionReader();
        var items = sequence.inside();
        while (items.more()) {
            reader.extension(items.next(Der.SEQUENCE, "an extension").inside());
        }
        return reader.done();
    }

    private Extensions done() {
        return new Extensions(
                all,
                basic,
                keyUsage,
                extendedKeyUsage,
                names,
                nameConstraints,
                subjectKeyId,
                authorityKeyId,
                ocsp,
                caIssuers,
                crls,
                mustStaple,
                timestamps,
                unknownCritical,
                repeated,
                garbled);
    }

    private void extension(Der parts) throws MalformedDerException {
        var oid = parts.next(Der.OID, "the type of an extension").oid("the type of an extension");
        var flag = parts.optional(Der.BOOLEAN, "whether an extension is critical");
        boolean critical = flag.isPresent() && flag.get().bool("whether it is critical");
        var value = parts.next(Der.OCTET_STRING, "the value of an extension").content();
        parts.finish("an extension");
        if (!all.add(oid)) {
            repeated.add(oid);
            return;
        }
        try {
            if (!understood(oid, value) && critical) {
                unknownCritical.add(oid);
            }
        } catch (MalformedDerException unreadable) {
            garbled.add(
                    new Extensions.Garbled(
                            title(oid), critical, String.valueOf(unreadable.getMessage())));
        }
    }

    private boolean understood(String oid, byte[] value) throws MalformedDerException {
        switch (oid) {
            case "2.5.29.14" ->
                    subjectKeyId =
                            Optional.of(
                                    Bytes.of(
                                            Der.only(value, Der.OCTET_STRING, "a key identifier")
                                                    .content()));
            case "2.5.29.15" ->
                    keyUsage =
                            Optional.of(
                                    Der.only(value, Der.BIT_STRING, "the key usage")
                                            .flags("the key usage"));
            case "2.5.29.17" -> names = Optional.of(alternativeNames(value));
            case "2.5.29.19" -> basic = Optional.of(basic(value));
            case "2.5.29.30" -> nameConstraints = Optional.of(NameConstraints.read(value));
            case "2.5.29.31" -> crls.addAll(distributionPoints(value));
            case "2.5.29.35" -> authorityKeyId = authority(value);
            case "2.5.29.37" -> extendedKeyUsage = Optional.of(purposes(value));
            case "1.3.6.1.5.5.7.1.1" -> access(value);
            case "1.3.6.1.5.5.7.1.24" -> mustStaple = staple(value);
            case "1.3.6.1.4.1.11129.2.4.2" -> timestamps = timestamps(value);
            default -> {
                return HARMLESS.contains(oid);
            }
        }
        return true;
    }

    private static String title(String oid) {
        return switch (oid) {
            case "2.5.29.14" -> "subject key identifier";
            case "2.5.29.15" -> "key usage";
            case "2.5.29.17" -> "subject alternative names";
            case "2.5.29.19" -> "basic constraints";
            case "2.5.29.30" -> "name constraints";
            case "2.5.29.31" -> "CRL distribution points";
            case "2.5.29.35" -> "authority key identifier";
            case "2.5.29.37" -> "extended key usage";
            case "1.3.6.1.5.5.7.1.1" -> "authority information access";
            case "1.3.6.1.5.5.7.1.24" -> "TLS feature";
            case "1.3.6.1.4.1.11129.2.4.2" -> "signed certificate timestamps";
            default -> oid;
        };
    }

    private static List<GeneralName> alternativeNames(byte[] value) throws MalformedDerException {
        var list = GeneralName.list(Der.only(value, Der.SEQUENCE, "the alternative names"));
        if (list.isEmpty()) {
            throw new MalformedDerException("alternative names without a name");
        }
        return list;
    }

    private static Extensions.Basic basic(byte[] value) throws MalformedDerException {
        var parts = Der.only(value, Der.SEQUENCE, "the basic constraints").inside();
        var ca = parts.optional(Der.BOOLEAN, "whether it is a CA");
        var length = parts.optional(Der.INTEGER, "a path length");
        parts.finish("the basic constraints");
        return new Extensions.Basic(
                ca.isPresent() && ca.get().bool("whether it is a CA"),
                length.isPresent()
                        ? Optional.of(length.get().smallInteger("a path length"))
                        : Optional.empty());
    }

    private static List<String> purposes(byte[] value) throws MalformedDerException {
        var items = Der.only(value, Der.SEQUENCE, "the extended key usage").inside();
        var purposes = new ArrayList<String>();
        while (items.more()) {
            purposes.add(items.next(Der.OID, "a purpose").oid("a purpose"));
        }
        return List.copyOf(purposes);
    }

    private static Optional<Bytes> authority(byte[] value) throws MalformedDerException {
        return Der.only(value, Der.SEQUENCE, "the authority key identifier")
                .inside()
                .optional(Der.context(0), "a key identifier")
                .map(item -> Bytes.of(item.content()));
    }

    private void access(byte[] value) throws MalformedDerException {
        var items = Der.only(value, Der.SEQUENCE, "the information access").inside();
        while (items.more()) {
            var pair = items.next(Der.SEQUENCE, "a way of access").inside();
            var method = pair.next(Der.OID, "a method of access").oid("a method of access");
            var place = GeneralName.read(pair.next("a place"));
            if (place.kind() != GeneralName.Kind.URI) {
                continue;
            }
            if (method.equals(OCSP)) {
                ocsp.add(place.raw());
            } else if (method.equals(CA_ISSUERS)) {
                caIssuers.add(place.raw());
            }
        }
    }

    private static List<String> distributionPoints(byte[] value) throws MalformedDerException {
        var urls = new ArrayList<String>();
        var points = Der.only(value, Der.SEQUENCE, "the distribution points").inside();
        while (points.more()) {
            var point = points.next(Der.SEQUENCE, "a distribution point").inside();
            var name = point.optional(Der.contextOf(0), "the name of a distribution point");
            var reasons = point.optional(Der.context(1), "the reasons of a distribution point");
            var issuer = point.optional(Der.contextOf(2), "the issuer of a CRL");
            // a CRL of some reasons, or by somebody else, cannot show that all is well
            if (name.isPresent() && reasons.isEmpty() && issuer.isEmpty()) {
                urls.addAll(DistributionPointName.urls(name.get()));
            }
        }
        return urls;
    }

    private static boolean staple(byte[] value) throws MalformedDerException {
        var features = Der.only(value, Der.SEQUENCE, "the TLS features").inside();
        boolean wanted = false;
        while (features.more()) {
            int feature = features.next(Der.INTEGER, "a feature").smallInteger("a feature");
            wanted |= feature == STATUS_REQUEST || feature == STATUS_REQUEST_V2;
        }
        return wanted;
    }

    /** RFC 6962, section 3.3: a list in the notation of TLS, each with its length before it. */
    private static int timestamps(byte[] value) throws MalformedDerException {
        var list = Der.only(value, Der.OCTET_STRING, "the list of timestamps").content();
        int count = 0;
        int at = 2;
        while (at + 2 <= list.length) {
            at += 2 + (((list[at] & 0xff) << Byte.SIZE) | (list[at + 1] & 0xff));
            count++;
        }
        if (at != list.length) {
            throw new MalformedDerException("the list of timestamps is cut off");
        }
        return count;
    }
}
