package dev.nightshift.certificates.tls;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.wire.ClientHello;
import dev.nightshift.certificates.tls.wire.Extension;
import dev.nightshift.certificates.tls.wire.KeyShares;
import dev.nightshift.certificates.tls.wire.NamedGroup;
import dev.nightshift.certificates.tls.wire.SignatureScheme;
import dev.nightshift.certificates.tls.wire.Tls13Keys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What is said first, for each purpose. */
final class Hellos {
    private static final List<ProtocolVersion> MODERN =
            List.of(
                    ProtocolVersion.TLS_1_3,
                    ProtocolVersion.TLS_1_2,
                    ProtocolVersion.TLS_1_1,
                    ProtocolVersion.TLS_1_0);

    /** The suites of today, those whose handshake proves the key first. */
    private static final List<Integer> USUAL =
            List.of(
                    0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc009, 0xc013, 0xc00a, 0xc014,
                    0xc023, 0xc027, 0x009e, 0x009f, 0xccaa, 0x0033, 0x0039, 0x009c, 0x009d, 0x002f,
                    0x0035, 0x003c, 0x000a);

    private static final int CHALLENGE_BYTES = 16;

    private final Supplier<Bytes> random;

    /**
     * @param random 32 bytes at a time, for the server to sign
     */
    Hellos(Supplier<Bytes> random) {
        this.random = random;
    }

    /** All of TLS that is in use, in one hello. */
    ClientHello forCertificate(Spot spot, CertificateKind kind, KeyShares keys) {
        var suites =
                Stream.concat(
                                Tls13Keys.SUITES.stream(),
                                USUAL.stream().filter(code -> fits(code, kind)))
                        .toList();
        var extensions = new ArrayList<Extension>();
        name(spot, extensions);
        extensions.add(Extension.statusRequest());
        extensions.add(Extension.supportedGroups(KeyShares.GROUPS));
        extensions.add(Extension.pointFormats());
        extensions.add(Extension.signatureAlgorithms(schemes(kind)));
        extensions.add(Extension.renegotiationInfo(new byte[0]));
        extensions.add(Extension.supportedVersions(MODERN));
        extensions.add(Extension.pskModes());
        extensions.add(Extension.keyShares(keys.first()));
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                random.get(),
                random.get(),
                suites,
                List.of(ClientHello.NO_COMPRESSION),
                extensions);
    }

    /**
     * For servers that cannot take the modern one: every suite that comes with a certificate, and
     * nothing of TLS 1.3.
     */
    ClientHello forOldCertificate(Spot spot, CertificateKind kind, ProtocolVersion highest) {
        var suites =
                CipherSuites.of(highest).stream()
                        .filter(suite -> fits(suite.code(), kind))
                        .filter(Hellos::showsCertificate)
                        .map(CipherSuite::code)
                        .limit(100)
                        .toList();
        return before13(
                spot, highest, suites, NamedGroup.curves(), schemes(kind), List.of(0), true);
    }

    /**
     * One version, before TLS 1.3.
     *
     * @param staple whether to ask for an OCSP response
     */
    ClientHello before13(
            Spot spot,
            ProtocolVersion version,
            List<Integer> suites,
            List<NamedGroup> groups,
            List<SignatureScheme> schemes,
            List<Integer> compressions,
            boolean staple) {
        var extensions = new ArrayList<Extension>();
        var codes = new ArrayList<>(suites);
        if (version == ProtocolVersion.SSL_3) {
            codes.add(ClientHello.RENEGOTIATION_SCSV);
        } else {
            name(spot, extensions);
            if (staple) {
                extensions.add(Extension.statusRequest());
            }
            if (!groups.isEmpty()) {
                extensions.add(Extension.supportedGroups(groups));
                extensions.add(Extension.pointFormats());
            }
            if (version == ProtocolVersion.TLS_1_2) {
                extensions.add(Extension.signatureAlgorithms(schemes));
            }
            extensions.add(Extension.renegotiationInfo(new byte[0]));
        }
        return new ClientHello(version, random.get(), Bytes.NONE, codes, compressions, extensions);
    }

    /** TLS 1.3 alone, without a key: a server that would go on says which group it wants. */
    ClientHello only13(Spot spot, List<Integer> suites, List<NamedGroup> groups) {
        var extensions = new ArrayList<Extension>();
        name(spot, extensions);
        extensions.add(Extension.supportedGroups(groups));
        extensions.add(Extension.signatureAlgorithms(Arrays.asList(SignatureScheme.values())));
        extensions.add(Extension.supportedVersions(List.of(ProtocolVersion.TLS_1_3)));
        extensions.add(Extension.pskModes());
        extensions.add(Extension.keyShares(Map.of()));
        return new ClientHello(
                ProtocolVersion.TLS_1_2,
                random.get(),
                random.get(),
                suites,
                List.of(ClientHello.NO_COMPRESSION),
                extensions);
    }

    byte[] challenge() {
        return Arrays.copyOf(random.get().array(), CHALLENGE_BYTES);
    }

    private static List<SignatureScheme> schemes(CertificateKind kind) {
        return switch (kind) {
            case ANY -> Arrays.asList(SignatureScheme.values());
            case RSA -> SignatureScheme.of(SignatureScheme.Key.RSA);
            case ECDSA -> SignatureScheme.of(SignatureScheme.Key.ECDSA);
        };
    }

    private static boolean fits(int code, CertificateKind kind) {
        return switch (kind) {
            case ANY -> true;
            case RSA -> authentication(code) == Authentication.RSA;
            case ECDSA -> authentication(code) == Authentication.ECDSA;
        };
    }

    private static Authentication authentication(int code) {
        return CipherSuites.of(code).map(CipherSuite::authentication).orElse(Authentication.OTHER);
    }

    private static boolean showsCertificate(CipherSuite suite) {
        return suite.keyExchange() != KeyExchange.OTHER
                && (suite.authentication() == Authentication.RSA
                        || suite.authentication() == Authentication.DSS
                        || suite.authentication() == Authentication.ECDSA);
    }

    private static void name(Spot spot, Collection<Extension> extensions) {
        if (!spot.serverName().isEmpty()) {
            extensions.add(Extension.serverName(spot.serverName()));
        }
    }
}
