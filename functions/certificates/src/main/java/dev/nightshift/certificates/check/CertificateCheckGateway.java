package dev.nightshift.certificates.check;

import dev.nightshift.certificates.acm.AwsFacts;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.domain.DomainFacts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that certificate-check looks at. Nothing of it throws for what does not answer: that
 * is a fact.
 */
interface CertificateCheckGateway {
    /** Why there seems to be no network; empty if there is one. */
    Optional<String> noNetwork();

    EndpointFacts endpoint(Endpoint endpoint, Instant now);

    /**
     * What was found of the domains, and what the next run is to be told.
     *
     * @param memo what the last run was told
     */
    Registrations domains(List<CertificateCheckSettings.Domain> domains, String memo, Instant now);

    AwsFacts aws(Instant now);

    record Registrations(List<DomainFacts> domains, String memo) {
        public Registrations {
            domains = List.copyOf(domains);
        }
    }
}
