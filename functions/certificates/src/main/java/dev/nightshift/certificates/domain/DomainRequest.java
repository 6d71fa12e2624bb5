package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.dns.WantedRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A domain to look at, as the settings have it.
 *
 * @param records that should be in its DNS
 * @param nameServers that it should have; empty for whatever it has
 * @param signed whether it should be signed (DNSSEC)
 * @param paidUntil as the registrar's account shows it, for registries that tell nobody
 */
public record DomainRequest(
        DomainName domain,
        List<WantedRecord> records,
        Set<String> nameServers,
        boolean signed,
        Optional<Instant> paidUntil) {
    public DomainRequest {
        records = List.copyOf(records);
        nameServers = Set.copyOf(nameServers);
    }

    /** Only the domain itself. */
    public static DomainRequest of(DomainName domain) {
        return new DomainRequest(domain, List.of(), Set.of(), false, Optional.empty());
    }
}
