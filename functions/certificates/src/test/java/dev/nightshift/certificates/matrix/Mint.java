package dev.nightshift.certificates.matrix;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificates of the matrix as files, once each: a root, an intermediate, and servers
 * for {@code localhost}.
 */
final class Mint {
    static final char[] PASSWORD = "matrix".toCharArray();

    private static final Duration DAY = Duration.ofDays(1);

    private final Path folder;
    private final Instant now;
    private final Authority root;
    private final Authority intermediate;
    private final Authority stranger;
    private final Map<Kind, Issued> made = new ConcurrentHashMap<>();

    Mint(Path folder, Instant now) throws IOException {
        this.folder = folder;
        this.now = now;
        this.root = Authority.root("Matrix Root", now);
        this.intermediate = root.intermediate("Matrix Intermediate", now);
        this.stranger = Authority.root("Nobody's Root", now);
        pem(folder.resolve("root.pem"), root.certificate());
    }

    /**
     * Where a server's certificate lies.
     *
     * @param certificate PEM
     * @param issuers PEM of what is served after it; empty if nothing is
     * @param chain PEM of both
     * @param key PEM
     * @param store both as PKCS #12, with {@link #PASSWORD}
     */
    record Issued(Path certificate, Optional<Path> issuers, Path chain, Path key, Path store) {}

    Path root() {
        return folder.resolve("root.pem");
    }

    Issued files(Kind kind) {
        return made.computeIfAbsent(kind, this::make);
    }

    private Issued make(Kind kind) {
        try {
            var pair = keys(kind.key(), kind.bits());
            var chain =
                    switch (kind) {
                        case SELF_SIGNED ->
                                List.of(
                                        new Authority(pair, new X500Name("CN=localhost"), List.of())
                                                .issue(
                                                        pair,
                                                        "localhost",
                                                        now.minus(DAY),
                                                        now.plus(DAY.multipliedBy(60)),
                                                        kind.signature()));
                        case UNTRUSTED_ROOT -> List.of(leaf(stranger, pair, kind));
                        case NO_INTERMEDIATE -> List.of(leaf(intermediate, pair, kind));
                        default ->
                                List.of(leaf(intermediate, pair, kind), intermediate.certificate());
                    };
            var files =
                    new Issued(
                            folder.resolve(kind + ".pem"),
                            chain.size() > 1
                                    ? Optional.of(folder.resolve(kind + "-issuers.pem"))
                                    : Optional.empty(),
                            folder.resolve(kind + "-chain.pem"),
                            folder.resolve(kind + ".key"),
                            folder.resolve(kind + ".p12"));
            pem(files.chain(), chain.toArray(X509Certificate[]::new));
            pem(files.certificate(), chain.getFirst());
            if (files.issuers().isPresent()) {
                pem(files.issuers().get(), chain.get(1));
            }
            key(files.key(), pair.getPrivate());
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry(
                    "server", pair.getPrivate(), PASSWORD, chain.toArray(X509Certificate[]::new));
            try (var out = Files.newOutputStream(files.store())) {
                store.store(out, PASSWORD);
            }
            return files;
        } catch (GeneralSecurityException | IOException | OperatorException failure) {
            throw new IllegalStateException("cannot make the certificate " + kind, failure);
        }
    }

    private X509Certificate leaf(Authority issuer, KeyPair pair, Kind kind)
            throws GeneralSecurityException, IOException, OperatorException {
        var name = kind == Kind.OTHER_NAME ? "elsewhere.example" : "localhost";
        return switch (kind) {
            case EXPIRED ->
                    issuer.issue(
                            pair,
                            name,
                            now.minus(DAY.multipliedBy(90)),
                            now.minus(DAY),
                            kind.signature());
            case NOT_YET_VALID ->
                    issuer.issue(
                            pair,
                            name,
                            now.plus(DAY.multipliedBy(10)),
                            now.plus(DAY.multipliedBy(90)),
                            kind.signature());
            default ->
                    issuer.issue(
                            pair,
                            name,
                            now.minus(DAY),
                            now.plus(DAY.multipliedBy(89)),
                            kind.signature());
        };
    }

    private static KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        switch (algorithm) {
            case "EC" -> generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
            case "RSA" -> generator.initialize(bits);
            default -> {
                // the name says it all
            }
        }
        return generator.generateKeyPair();
    }

    private static void pem(Path file, X509Certificate... certificates) throws IOException {
        var text = new StringBuilder();
        for (var certificate : certificates) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (GeneralSecurityException broken) {
                throw new IOException(broken);
            }
        }
        Files.writeString(file, text);
    }

    private static void key(Path file, PrivateKey key) throws IOException {
        Files.writeString(file, block("PRIVATE KEY", key.getEncoded()));
    }

    static String block(String type, byte[] content) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(type, lines.encodeToString(content), type);
    }

    /** Whoever signs. */
    private record Authority(KeyPair keys, X500Name name, List<X509Certificate> own) {
        static Authority root(String name, Instant now) {
            try {
                var pair = Mint.keys("RSA", 2048);
                var subject = new X500Name("CN=" + name);
                var self = new Authority(pair, subject, List.of());
                return new Authority(pair, subject, List.of(self.authority(pair, subject, now)));
            } catch (GeneralSecurityException | IOException | OperatorException failure) {
                throw new IllegalStateException("cannot make the root " + name, failure);
            }
        }

        Authority intermediate(String name, Instant now) {
            try {
                var pair = Mint.keys("RSA", 2048);
                var subject = new X500Name("CN=" + name);
                return new Authority(pair, subject, List.of(authority(pair, subject, now)));
            } catch (GeneralSecurityException | IOException | OperatorException failure) {
                throw new IllegalStateException("cannot make the intermediate " + name, failure);
            }
        }

        X509Certificate certificate() {
            return own.getFirst();
        }

        private X509Certificate authority(KeyPair pair, X500Name subject, Instant now)
                throws GeneralSecurityException, IOException, OperatorException {
            var builder =
                    builder(
                            pair,
                            subject,
                            now.minus(DAY.multipliedBy(100)),
                            now.plus(DAY.multipliedBy(900)));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            return sign(builder, "SHA256withRSA");
        }

        X509Certificate issue(KeyPair pair, String host, Instant from, Instant to, String signature)
                throws GeneralSecurityException, IOException, OperatorException {
            var builder = builder(pair, new X500Name("CN=" + host), from, to);
            var names = Stream.of(new GeneralName(GeneralName.dNSName, host));
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(names.toArray(GeneralName[]::new)));
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            return sign(builder, signature);
        }

        private JcaX509v3CertificateBuilder builder(
                KeyPair pair, X500Name subject, Instant from, Instant to) {
            return new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(128, new SecureRandom()),
                    Date.from(from),
                    Date.from(to),
                    subject,
                    pair.getPublic());
        }

        private X509Certificate sign(JcaX509v3CertificateBuilder builder, String signature)
                throws GeneralSecurityException, OperatorException {
            var signer = new JcaContentSignerBuilder(signature).build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        }
    }
}
