package dev.nightshift.certificates.matrix;

import dev.nightshift.certificates.matrix.Setup.Dh;
import dev.nightshift.certificates.matrix.Setup.Engine;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server has to offer, by what it was told: of OpenSSL and nginx, {@code openssl ciphers}
 * says it; of JSSE, the list that it was given.
 */
final class Expectation {
    private static final Pattern LINE =
            Pattern.compile(
                    "0x([0-9A-F]{2}),0x([0-9A-F]{2}) - \\S+ +\\S+ +Kx=(\\S+) +Au=(\\S+) .*");

    private static final Map<ProtocolVersion, String> SWITCHES =
            Map.of(
                    ProtocolVersion.TLS_1_0, "-tls1",
                    ProtocolVersion.TLS_1_1, "-tls1_1",
                    ProtocolVersion.TLS_1_2, "-tls1_2");

    private static final Map<String, Integer> CODES =
            Map.ofEntries(
                    Map.entry("TLS_AES_128_GCM_SHA256", 0x1301),
                    Map.entry("TLS_AES_256_GCM_SHA384", 0x1302),
                    Map.entry("TLS_CHACHA20_POLY1305_SHA256", 0x1303),
                    Map.entry("TLS_AES_128_CCM_SHA256", 0x1304),
                    Map.entry("TLS_AES_128_CCM_8_SHA256", 0x1305),
                    Map.entry("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 0xC030),
                    Map.entry("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", 0x009F),
                    Map.entry("TLS_DH_anon_WITH_AES_256_GCM_SHA384", 0x00A7),
                    Map.entry("TLS_RSA_WITH_NULL_SHA256", 0x003B),
                    Map.entry("TLS_RSA_WITH_AES_128_CBC_SHA", 0x002F),
                    Map.entry("SSL_RSA_WITH_3DES_EDE_CBC_SHA", 0x000A),
                    Map.entry("SSL_RSA_WITH_RC4_128_SHA", 0x0005),
                    Map.entry("SSL_RSA_WITH_DES_CBC_SHA", 0x0009),
                    Map.entry("SSL_RSA_EXPORT_WITH_RC4_40_MD5", 0x0003),
                    Map.entry("SSL_RSA_EXPORT_WITH_DES40_CBC_SHA", 0x0008));

    private Expectation() {}

    static Seen of(Setup setup) throws IOException {
        var seen = new HashMap<ProtocolVersion, Set<Integer>>();
        for (var version : setup.versions()) {
            seen.put(
                    version,
                    version == ProtocolVersion.TLS_1_3
                            ? codes(setup.suites13())
                            : setup.engine() == Engine.JSSE
                                    ? jsse(setup, version)
                                    : openssl(setup, version));
        }
        return new Seen(seen);
    }

    private static Set<Integer> openssl(Setup setup, ProtocolVersion version) throws IOException {
        var said =
                Tools.run(
                        Duration.ofSeconds(10),
                        List.of(
                                "openssl",
                                "ciphers",
                                "-V",
                                "-s",
                                SWITCHES.getOrDefault(version, ""),
                                setup.ciphers() + ":@SECLEVEL=0"));
        var authentications =
                setup.certificates().stream()
                        .map(Kind::authentication)
                        .collect(Collectors.toCollection(HashSet::new));
        authentications.add("None");
        var codes = new HashSet<Integer>();
        for (var line : said.lines().map(String::strip).toList()) {
            var suite = LINE.matcher(line);
            if (!suite.matches()) {
                throw new IOException("openssl ciphers says " + line);
            }
            var possible =
                    authentications.contains(suite.group(4))
                            && (hasDh(setup) || !suite.group(3).equals("DH"));
            if (possible) {
                codes.add(Integer.parseInt(suite.group(1) + suite.group(2), 16));
            }
        }
        return codes;
    }

    /** OpenSSL's server has parameters of its own, nginx has none unless it is given some. */
    private static boolean hasDh(Setup setup) {
        return setup.dh() != Dh.NONE
                && (setup.dh() != Dh.AUTOMATIC || setup.engine() == Engine.OPENSSL);
    }

    private static Set<Integer> jsse(Setup setup, ProtocolVersion version) {
        return codes(
                Arrays.stream(setup.ciphers().split(",", -1))
                        .filter(name -> isFor(name, version))
                        .toList());
    }

    /** AEAD and SHA-2 came with TLS 1.2, and DES and export went with it (RFC 5246). */
    private static boolean isFor(String name, ProtocolVersion version) {
        var came = name.contains("GCM") || name.endsWith("SHA256") || name.endsWith("SHA384");
        var went = name.contains("EXPORT") || name.contains("_DES_");
        return version == ProtocolVersion.TLS_1_2 ? !went : !came;
    }

    private static Set<Integer> codes(List<String> names) {
        return names.stream()
                .map(
                        name -> {
                            var code = CODES.get(name);
                            if (code == null) {
                                throw new IllegalArgumentException("no code for " + name);
                            }
                            return code;
                        })
                .collect(Collectors.toSet());
    }
}
