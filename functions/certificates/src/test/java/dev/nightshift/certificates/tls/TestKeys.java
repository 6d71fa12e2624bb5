package dev.nightshift.certificates.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys for servers, each with a certificate that it signed itself. */
public record TestKeys(KeyPair pair, X509Certificate certificate) {
    private static final char[] PASSWORD = "test-only".toCharArray();

    public static final TestKeys RSA = make("RSA", "2048", "SHA256withRSA");
    public static final TestKeys ECDSA = make("EC", "secp256r1", "SHA256withECDSA");

    public static TestKeys make(String algorithm, String size, String signature) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(size));
            } else if (!size.isEmpty()) {
                generator.initialize(Integer.parseInt(size));
            }
            var pair = generator.generateKeyPair();
            var name = new X500Name("CN=host.example.com");
            var now = Instant.now();
            var builder =
                    new JcaX509v3CertificateBuilder(
                            name,
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                            Date.from(now.plus(30, ChronoUnit.DAYS)),
                            name,
                            pair.getPublic());
            var signer = new JcaContentSignerBuilder(signature);
            if (algorithm.equals("RSASSA-PSS")) {
                // Java signs so only when it is given the parameters
                signer.setProvider(new BouncyCastleProvider());
            }
            return new TestKeys(
                    pair,
                    new JcaX509CertificateConverter()
                            .getCertificate(builder.build(signer.build(pair.getPrivate()))));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Writes {@code NAME.crt} and {@code NAME.key} for programs that read PEM. */
    public void write(Path folder, String name) throws IOException {
        Files.writeString(folder.resolve(name + ".crt"), pem("CERTIFICATE", der()));
        Files.writeString(
                folder.resolve(name + ".key"), pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    }

    /** For a server in this process, with this key and no other. */
    public SSLContext context() {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry("key", pair.getPrivate(), PASSWORD, new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance("SunX509");
            keys.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END "
                + what
                + "-----\n";
    }
}
