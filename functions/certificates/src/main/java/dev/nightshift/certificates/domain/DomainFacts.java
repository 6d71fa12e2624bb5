package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.dns.ZoneFacts;
import java.time.Instant;
import java.util.Optional;

/**
 * What was seen of a domain.
 *
 * @param at when
 */
public record DomainFacts(DomainRequest request, Instant at, Registry registry, ZoneFacts zone) {
    /**
     * @param latest what a registry said last, which may be of an earlier run
     * @param unanswered why it did not say more now, in words
     * @param deferred whether that is only for politeness
     */
    public record Registry(
            Optional<Answered> latest, Optional<String> unanswered, boolean deferred) {}
}
