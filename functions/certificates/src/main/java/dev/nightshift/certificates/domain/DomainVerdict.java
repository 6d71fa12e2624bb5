package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a domain stands, and why.
 *
 * @param expires when its registration ends, if anybody says so
 * @param findings the heaviest first
 */
public record DomainVerdict(Standing standing, Optional<Instant> expires, List<Finding> findings) {
    public DomainVerdict {
        findings = List.copyOf(findings);
    }

    public enum Standing {
        OK,
        /** Something could not be seen, and nothing that was seen is wrong. */
        UNKNOWN,
        WARN,
        CRITICAL
    }

    public static DomainVerdict of(DomainFacts facts, DomainLimits limits) {
        var findings = new ArrayList<Finding>();
        findings.addAll(RegistrationJudge.judge(facts, limits));
        findings.addAll(ZoneJudge.judge(facts));
        facts.zone().records().forEach(record -> findings.addAll(DriftJudge.judge(record)));
        findings.sort(Comparator.comparing(Finding::level).reversed());
        return new DomainVerdict(standing(findings), RegistrationJudge.expires(facts), findings);
    }

    private static Standing standing(List<Finding> findings) {
        return switch (findings.isEmpty() ? Level.NOTE : findings.getFirst().level()) {
            case OK, NOTE -> Standing.OK;
            case UNKNOWN -> Standing.UNKNOWN;
            case WARNING -> Standing.WARN;
            case CRITICAL -> Standing.CRITICAL;
        };
    }

    /** Whole days until its registration ends, below 0 after; empty if nobody says when. */
    public Optional<Long> daysLeft(Instant now) {
        return expires.map(end -> Math.floorDiv(Duration.between(now, end).toSeconds(), 86_400L));
    }
}
