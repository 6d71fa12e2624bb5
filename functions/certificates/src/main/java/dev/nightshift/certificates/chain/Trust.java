package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The roots that are believed, and which of them everybody believes: only chains to those are held
 * to the rules of the CA/Browser Forum.
 */
public final class Trust {
    private static final Pattern PEM =
            Pattern.compile(
                    "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

    private final Map<String, List<ParsedCertificate>> bySubject = new HashMap<>();
    private final Set<String> publicRoots = new HashSet<>();
    private final List<String> unreadable = new ArrayList<>();

    private Trust() {}

    /**
     * @param publicRoots DER of the roots that browsers ship
     * @param ownRoots DER of those that only this team trusts
     */
    public static Trust of(List<Bytes> publicRoots, List<Bytes> ownRoots) {
        var trust = new Trust();
        for (var der : publicRoots) {
            trust.add(der, true);
        }
        for (var der : ownRoots) {
            trust.add(der, false);
        }
        return trust;
    }

    /**
     * The roots that Java ships, and the team's own.
     *
     * @throws IllegalStateException if Java's own cannot be read
     */
    public static Trust ofJava(List<Bytes> ownRoots) {
        var roots = new ArrayList<Bytes>();
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (var manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager believer) {
                    for (var root : believer.getAcceptedIssuers()) {
                        roots.add(Bytes.of(root.getEncoded()));
                    }
                }
            }
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(
                    "the roots that Java ships cannot be read; mend lib/security/cacerts", failure);
        }
        return of(roots, ownRoots);
    }

    /**
     * An authority's certificate as people paste it.
     *
     * @return its DER
     * @throws IllegalArgumentException if it is not the PEM (RFC 7468) of one certificate of an
     *     authority, or of a server that signed itself
     */
    public static Bytes root(String pem) {
        var block = PEM.matcher(pem.strip());
        if (!block.matches()) {
            throw new IllegalArgumentException(
                    "it begins with -----BEGIN CERTIFICATE----- and ends with -----END"
                            + " CERTIFICATE-----, with nothing but base64 between");
        }
        try {
            var der = Bytes.of(Base64.getMimeDecoder().decode(block.group(1)));
            var certificate = ParsedCertificate.read(der);
            if (!certificate.extensions().isCa() && !certificate.isSelfIssued()) {
                throw new IllegalArgumentException(
                        "this one is a server's, issued by %s: give that authority's"
                                .formatted(certificate.issuer().text()));
            }
            return der;
        } catch (MalformedDerException broken) {
            throw new IllegalArgumentException(
                    "this one cannot be read: " + broken.getMessage(), broken);
        }
    }

    private void add(Bytes der, boolean isPublic) {
        try {
            var root = ParsedCertificate.read(der);
            var same = bySubject.computeIfAbsent(root.subject().key(), key -> new ArrayList<>());
            if (same.stream().noneMatch(each -> each.fingerprint().equals(root.fingerprint()))) {
                same.add(root);
            }
            if (isPublic) {
                publicRoots.add(root.fingerprint());
            }
        } catch (MalformedDerException failure) {
            unreadable.add(String.valueOf(failure.getMessage()));
        }
    }

    /** Of the roots that could not be read, why; nothing is trusted by them. */
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    public int size() {
        return bySubject.values().stream().mapToInt(List::size).sum();
    }

    List<ParsedCertificate> named(DistinguishedName subject) {
        return bySubject.getOrDefault(subject.key(), List.of());
    }

    boolean holds(ParsedCertificate certificate) {
        return named(certificate.subject()).stream()
                .anyMatch(root -> root.fingerprint().equals(certificate.fingerprint()));
    }

    boolean isPublic(ParsedCertificate root) {
        return publicRoots.contains(root.fingerprint());
    }
}
