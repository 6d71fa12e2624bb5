package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.domain.DomainFacts;
import dev.nightshift.certificates.domain.DomainMemo;
import dev.nightshift.certificates.domain.DomainVerdict;
import dev.nightshift.certificates.domain.Lookup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is to be said of a domain. */
final class Domains {
    private Domains() {}

    static List<Finding> of(CertificateCheckSettings settings, Instant at, DomainFacts facts) {
        var name = facts.request().domain().toString();
        var verdict = DomainVerdict.of(facts, settings.domainLimits());
        var findings = new ArrayList<Finding>();
        for (var line : verdict.findings()) {
            findings.add(Finding.of(line.level(), topic(line.about()), name, line.words()));
        }
        if (verdict.standing() == DomainVerdict.Standing.OK) {
            findings.add(
                    Finding.of(
                            Level.OK,
                            Topic.DOMAIN,
                            name,
                            verdict.daysLeft(at)
                                            .map(days -> "registered for another " + days + " d")
                                            .orElse("registered")
                                    + "; its DNS is as it should be"));
        }
        return findings;
    }

    /** Since when the domain is registered, if the registry said so. */
    static Optional<Instant> begin(DomainMemo.Answered answer) {
        return switch (answer.what()) {
            case Lookup.Registered(var registration) -> registration.registered();
            case Lookup.NotRegistered _ -> Optional.empty();
        };
    }

    private static Topic topic(String about) {
        return switch (about) {
            case "expiry", "registration", "status" -> Topic.DOMAIN;
            default -> Topic.DNS;
        };
    }
}
