package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All cipher suites that were ever registered or deployed. The file has codes and names only: what
 * a suite does, its name says.
 *
 * @see <a
 *     href="https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml#tls-parameters-4">
 *     IANA, TLS Cipher Suites</a>
 */
public final class CipherSuites {
    private static final String FILE = "cipher-suites.txt";
    private static final String WITH = "_WITH_";
    private static final int PREFIX = "TLS_".length();
    private static final int SSL_2_DIGITS = 6;
    private static final int HEX = 16;

    /** What authenticates a record, at the end of a name; not so with CCM and GOST. */
    private static final Pattern MAC =
            Pattern.compile(
                    "_(NULL|MD5|SHA|SHA256|SHA384|SM3|IMIT|MAC|GOST94|GOSTR3411|STREEBOG|OMAC)$");

    private static final Pattern BITS =
            Pattern.compile("(?<![0-9])(40|56|64|128|192|256)(?![0-9])");

    private static final Map<Integer, CipherSuite> OF_TLS = new LinkedHashMap<>();
    private static final Map<Integer, CipherSuite> OF_SSL_2 = new LinkedHashMap<>();

    static {
        var file = Objects.requireNonNull(CipherSuites.class.getResourceAsStream(FILE), FILE);
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(CipherSuites::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private CipherSuites() {}

    /**
     * @param code two bytes, as SSL 3 and TLS have them
     */
    public static Optional<CipherSuite> of(int code) {
        return Optional.ofNullable(OF_TLS.get(code));
    }

    /**
     * @param kind three bytes
     */
    public static Optional<CipherSuite> ofSsl2(int kind) {
        return Optional.ofNullable(OF_SSL_2.get(kind));
    }

    /** All that make sense in a version, the usual ones first. */
    public static List<CipherSuite> of(ProtocolVersion version) {
        return switch (version) {
            case SSL_2 -> List.copyOf(OF_SSL_2.values());
            case SSL_3, TLS_1_0, TLS_1_1 ->
                    usualFirst(
                            OF_TLS.values().stream()
                                    .filter(suite -> isBefore13(suite) && !isOf12(suite))
                                    .toList());
            case TLS_1_2 ->
                    usualFirst(OF_TLS.values().stream().filter(CipherSuites::isBefore13).toList());
            case TLS_1_3 ->
                    OF_TLS.values().stream()
                            .filter(suite -> suite.keyExchange() == KeyExchange.TLS_1_3)
                            .toList();
        };
    }

    public static Collection<CipherSuite> all() {
        return List.copyOf(OF_TLS.values());
    }

    /** Whether most servers have something like it: worth asking first. */
    private static boolean isUsual(CipherSuite suite) {
        return switch (suite.authentication()) {
            case RSA, ECDSA ->
                    suite.keyExchange() != KeyExchange.OTHER
                            && suite.keyExchange() != KeyExchange.DH
                            && suite.keyExchange() != KeyExchange.ECDH
                            && !suite.isExport()
                            && (suite.encryption().startsWith("AES")
                                    || suite.encryption().startsWith("CHACHA20")
                                    || suite.encryption().startsWith("3DES")
                                    || suite.encryption().startsWith("RC4_128")
                                    || suite.encryption().startsWith("CAMELLIA"));
            case DSS, PSK, OTHER, NONE, TLS_1_3 -> false;
        };
    }

    private static List<CipherSuite> usualFirst(List<CipherSuite> suites) {
        return Stream.concat(
                        suites.stream().filter(CipherSuites::isUsual),
                        suites.stream().filter(suite -> !isUsual(suite)))
                .toList();
    }

    private static boolean isBefore13(CipherSuite suite) {
        return suite.keyExchange() != KeyExchange.TLS_1_3
                && suite.keyExchange() != KeyExchange.NONE;
    }

    /** RFC 5246 has them as of 1.2; those with PSK may be older (RFC 5487, section 3.1). */
    private static boolean isOf12(CipherSuite suite) {
        boolean newMac = suite.name().endsWith("_SHA256") || suite.name().endsWith("_SHA384");
        return suite.isAead() || (newMac && !suite.name().contains("PSK"));
    }

    private static void add(String line) {
        var parts = line.split(" ", 2);
        int code = Integer.parseInt(parts[0], HEX);
        boolean ssl2 = parts[0].length() == SSL_2_DIGITS;
        (ssl2 ? OF_SSL_2 : OF_TLS).put(code, suite(code, parts[1], ssl2));
    }

    private static CipherSuite suite(int code, String name, boolean ssl2) {
        if (ssl2) {
            var encryption = name.replaceFirst("^SSL_CK_", "").replaceFirst("_WITH_.*", "");
            return new CipherSuite(
                    code, name, KeyExchange.RSA, Authentication.RSA, encryption, bits(encryption));
        }
        int with = name.indexOf(WITH);
        if (with < 0) {
            // the two of RFC 9150 are named by their hash alone and encrypt nothing
            return ofTls13(
                    code,
                    name,
                    name.startsWith("TLS_SHA") ? "NULL" : withoutMac(name.substring(PREFIX)));
        }
        if (name.contains("_MGM_")) {
            return ofTls13(code, name, name.substring(with + WITH.length()));
        }
        var how = Arrays.asList(name.substring(PREFIX, with).split("_"));
        var encryption = withoutMac(name.substring(with + WITH.length()));
        int strength = name.contains("EXPORT_") ? 40 : bits(encryption);
        return new CipherSuite(
                code, name, keyExchange(how), authentication(how), encryption, strength);
    }

    private static CipherSuite ofTls13(int code, String name, String encryption) {
        return new CipherSuite(
                code,
                name,
                KeyExchange.TLS_1_3,
                Authentication.TLS_1_3,
                encryption,
                bits(encryption));
    }

    private static KeyExchange keyExchange(List<String> how) {
        boolean anonymous = how.contains("anon");
        return switch (how.getFirst()) {
            case "RSA" -> KeyExchange.RSA;
            // without a certificate there is no key that could last
            case "DH" -> anonymous ? KeyExchange.DHE : KeyExchange.DH;
            case "DHE" -> KeyExchange.DHE;
            case "ECDH" -> anonymous ? KeyExchange.ECDHE : KeyExchange.ECDH;
            case "ECDHE" -> KeyExchange.ECDHE;
            // TLS_PSK_DHE_WITH_AES_128_CCM_8 is what others call DHE_PSK
            case "PSK" -> how.contains("DHE") ? KeyExchange.DHE : KeyExchange.PSK;
            case "NULL" -> KeyExchange.NONE;
            default -> KeyExchange.OTHER;
        };
    }

    private static Authentication authentication(List<String> how) {
        if (how.contains("anon") || how.contains("NULL")) {
            return Authentication.NONE;
        }
        if (how.contains("PSK")) {
            return Authentication.PSK;
        }
        if (how.contains("ECDSA")) {
            return Authentication.ECDSA;
        }
        if (how.contains("DSS")) {
            return Authentication.DSS;
        }
        return how.contains("RSA") ? Authentication.RSA : Authentication.OTHER;
    }

    private static String withoutMac(String name) {
        return MAC.matcher(name.replaceFirst("_OLD$", "")).replaceFirst("");
    }

    private static int bits(String encryption) {
        if (encryption.contains("NULL")) {
            return 0;
        }
        // NIST SP 800-131A: three keys of 56 bits, and an attack that halves the work of two
        if (encryption.startsWith("3DES") || encryption.startsWith("DES_192")) {
            return 112;
        }
        if (encryption.startsWith("DES40") || encryption.contains("EXPORT40")) {
            return 40;
        }
        if (encryption.startsWith("DES_")) {
            return encryption.contains("40") ? 40 : 56;
        }
        var match = BITS.matcher(encryption);
        if (match.find()) {
            return Integer.parseInt(match.group(1));
        }
        return encryption.startsWith("IDEA")
                        || encryption.startsWith("SEED")
                        || encryption.startsWith("SM4")
                        || encryption.startsWith("AEGIS_128L")
                ? 128
                : 256;
    }
}
