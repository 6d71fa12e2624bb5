package dev.nightshift.certificates.check;

import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.domain.DomainFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that one run of certificate-check saw, and when. What could not be seen is a fact too.
 *
 * @param noNetwork why there seems to be no network; empty if there is one
 * @param endpoints in the order of the settings, like the domains
 * @param aws empty if nobody looked
 * @param before what the last run saw
 * @param domainMemo what the next run is to be told of registries
 */
public record CertificateCheckFacts(
        Instant at,
        Optional<String> noNetwork,
        List<EndpointFacts> endpoints,
        List<DomainFacts> domains,
        Optional<AwsFacts> aws,
        Before before,
        String domainMemo) {
    public CertificateCheckFacts {
        endpoints = List.copyOf(endpoints);
        domains = List.copyOf(domains);
    }
}
