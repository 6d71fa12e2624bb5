package dev.nightshift.certificates.acm;

import java.util.List;

/**
 * How a distribution of CloudFront shows itself to browsers.
 *
 * @param domain its own, such as {@code d111111abcdef8.cloudfront.net}
 * @param aliases the names that visitors use
 * @param minimumProtocol CloudFront's name of its security policy, such as {@code TLSv1.2_2021};
 *     empty if it does not say
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ViewerCertificate.html">
 *     ViewerCertificate</a>
 */
public record Distribution(
        String id,
        String arn,
        String domain,
        boolean enabled,
        List<String> aliases,
        Viewer certificate,
        String minimumProtocol) {
    public Distribution {
        aliases = List.copyOf(aliases);
    }

    /** The certificate that browsers see. */
    public sealed interface Viewer {
        /** CloudFront's own, for {@code *.cloudfront.net}. */
        record OfCloudFront() implements Viewer {}

        /** One of ACM. */
        record OfAcm(String arn) implements Viewer {}

        /** One of IAM, by its id. */
        record OfIam(String id) implements Viewer {}

        /** CloudFront did not say. */
        record Unsaid() implements Viewer {}
    }
}
