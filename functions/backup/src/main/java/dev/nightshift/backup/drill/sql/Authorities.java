package dev.nightshift.backup.drill.sql;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Whose signature under a server's certificate is believed. Drivers want files, so that is what
 * they get, in the folder for temporary ones.
 *
 * @param pem for PostgreSQL's driver
 * @param store for MySQL's, of type PKCS12
 */
record Authorities(Path pem, Path store) {
    /** Of a store that holds nothing secret, but cannot be without one. */
    static final String PASSWORD = "public";

    private static final String RESOURCE = "rds-authorities.pem";

    /** Made when first needed, once. */
    private static final class Rds {
        static final Authorities THEIRS = read();

        private static Authorities read() {
            try (var in = Objects.requireNonNull(Rds.class.getResourceAsStream(RESOURCE))) {
                return of(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Those that RDS lets sign the certificates of its databases, of all Regions but those of China
     * and GovCloud.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html">
     *     Using SSL/TLS to encrypt a connection to a DB instance or cluster</a>
     */
    static Authorities ofRds() {
        return Rds.THEIRS;
    }

    /**
     * @param pem certificates, one after the other; lines between them that begin with # are
     *     comments
     * @throws UncheckedIOException if there is no room for the files
     */
    static Authorities of(InputStream pem) {
        try {
            var certificates = certificates(pem);
            return new Authorities(pem(certificates), store(certificates));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates of the authorities are spoilt", e);
        }
    }

    private static List<Certificate> certificates(InputStream pem)
            throws IOException, CertificateException {
        try (var in = new BufferedInputStream(pem)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException("not one certificate");
            }
            return List.copyOf(all);
        }
    }

    private static Path pem(List<Certificate> certificates)
            throws IOException, CertificateException {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        var file = file(".pem");
        try (var out = Files.newBufferedWriter(file)) {
            for (var certificate : certificates) {
                out.write("-----BEGIN CERTIFICATE-----\n");
                out.write(encoder.encodeToString(certificate.getEncoded()));
                out.write("\n-----END CERTIFICATE-----\n");
            }
        }
        return file;
    }

    private static Path store(List<Certificate> certificates)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        var file = file(".p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static Path file(String ending) throws IOException {
        var file = Files.createTempFile("nightshift-authorities-", ending);
        file.toFile().deleteOnExit();
        return file;
    }
}
