package dev.nightshift.certificates.acm;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A self-signed certificate and its key, made for a test. */
public record Minted(
        String domain,
        List<String> names,
        String keyAlgorithm,
        Instant notBefore,
        Instant notAfter,
        String certificate,
        String key) {
    /**
     * @param keyAlgorithm as ACM spells it
     */
    public static Minted of(
            String keyAlgorithm,
            Instant notBefore,
            Instant notAfter,
            String domain,
            String... more) {
        var names = Stream.concat(Stream.of(domain), Stream.of(more)).toList();
        try {
            var pair = pair(keyAlgorithm);
            var subject = new X500Name("CN=" + domain);
            var from = notBefore.truncatedTo(ChronoUnit.SECONDS);
            var to = notAfter.truncatedTo(ChronoUnit.SECONDS);
            var builder =
                    new JcaX509v3CertificateBuilder(
                            subject,
                            BigInteger.valueOf(names.hashCode()).abs().add(BigInteger.ONE),
                            Date.from(from),
                            Date.from(to),
                            subject,
                            pair.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(
                            names.stream()
                                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                                    .toArray(GeneralName[]::new)));
            var signer =
                    new JcaContentSignerBuilder(
                                    keyAlgorithm.startsWith("RSA")
                                            ? "SHA256withRSA"
                                            : "SHA256withECDSA")
                            .build(pair.getPrivate());
            return new Minted(
                    domain,
                    names,
                    keyAlgorithm,
                    from,
                    to,
                    pem(builder.build(signer)),
                    pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair pair(String keyAlgorithm) throws GeneralSecurityException {
        if (keyAlgorithm.startsWith("RSA_")) {
            var rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(Integer.parseInt(keyAlgorithm.substring("RSA_".length())));
            return rsa.generateKeyPair();
        }
        var curve =
                keyAlgorithm.equals("EC_prime256v1")
                        ? "secp256r1"
                        : keyAlgorithm.substring("EC_".length());
        var ec = KeyPairGenerator.getInstance("EC");
        ec.initialize(new ECGenParameterSpec(curve));
        return ec.generateKeyPair();
    }

    private static String pem(Object what) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(what);
        }
        return text.toString();
    }
}
