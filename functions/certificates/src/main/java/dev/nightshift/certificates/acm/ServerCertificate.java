package dev.nightshift.certificates.acm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that somebody uploaded to IAM. It never renews, and IAM neither says who uses it
 * nor lets go of it while somebody does.
 *
 * @param id by which CloudFront names it
 * @param path such as {@code /cloudfront/}
 * @param content empty if it could not be read
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_server-certs.html">
 *     Server certificates in IAM</a>
 */
public record ServerCertificate(
        String id,
        String arn,
        String name,
        String path,
        Instant uploaded,
        Instant expires,
        Optional<Content> content) {
    /**
     * What the certificate itself says.
     *
     * @param names the DNS names it is for
     */
    public record Content(Instant notBefore, Instant notAfter, List<String> names) {
        public Content {
            names = List.copyOf(names);
        }
    }

    ServerCertificate with(Content content) {
        return new ServerCertificate(id, arn, name, path, uploaded, expires, Optional.of(content));
    }
}
