package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.ServerCertificate.Content;
import dev.nightshift.core.automation.CloudException;
import java.util.List;
import java.util.Optional;

/**
 * All that this room asks of AWS about certificates; nothing of it changes anything. Lists are
 * complete: every page is read, or the call fails. Every method may throw {@link CloudException}.
 */
public interface CertificatesGateway {
    /** Every certificate of ACM in a region: of every type, key and status, in use or not. */
    List<Listed> certificates(String region);

    /**
     * @return empty if it has gone since it was listed
     */
    Optional<AwsCertificate> certificate(Listed listed);

    /** Every certificate of IAM, without its content. */
    List<ServerCertificate> serverCertificates();

    /**
     * What an IAM certificate says of itself.
     *
     * @return empty if it has gone since it was listed
     */
    Optional<Content> content(String name);

    /** Every distribution of CloudFront, enabled or not. */
    List<Distribution> distributions();

    /** Every hosted zone that the whole world can ask. */
    List<Zone> publicZones();

    /** What a zone has as CNAME of a name: nothing, one value, or several by weight or place. */
    List<String> cnames(Zone zone, String name);

    /**
     * What only the list says of a certificate.
     *
     * @param exported whether it ever was, with its key, to serve somewhere else
     */
    record Listed(String region, String arn, boolean exported) {}

    /**
     * A hosted zone of Route 53.
     *
     * @param id such as {@code Z1D633PJN98FT9}
     */
    record Zone(String id, String name) {
        public Zone {
            name = ValidationRecord.bare(name);
        }

        /** Whether a name lies in it. */
        boolean holds(String domain) {
            return domain.equals(name) || domain.endsWith("." + name);
        }

        @Override
        public String toString() {
            return name + " (" + id + ")";
        }
    }
}
