package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.chain.CertificateSummary;
import dev.nightshift.certificates.chain.Lifetime;
import dev.nightshift.certificates.check.EndpointFacts.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * When certificates end: one finding per certificate, wherever it is served. What is urgent depends
 * on how long it lives.
 */
final class Expiries {
    /** The incident of a certificate ends when another one is served in its place. */
    static String about(CertificateSummary leaf) {
        return leaf.label() + "-" + leaf.fingerprint().substring(0, 8);
    }

    private record Held(Certificate certificate, TreeSet<String> at, Optional<Renewer> renewer) {}

    private Expiries() {}

    static List<Finding> of(CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var held = new LinkedHashMap<String, Held>();
        for (var endpoint : facts.endpoints()) {
            endpoint.certificates()
                    .forEach(
                            certificate ->
                                    certificate
                                            .chain()
                                            .leaf()
                                            .ifPresent(
                                                    leaf ->
                                                            held.computeIfAbsent(
                                                                            leaf.fingerprint(),
                                                                            _ ->
                                                                                    new Held(
                                                                                            certificate,
                                                                                            new TreeSet<>(),
                                                                                            endpoint.endpoint()
                                                                                                    .renewedBy()))
                                                                    .at()
                                                                    .add(
                                                                            endpoint.endpoint()
                                                                                    .subject())));
        }
        var findings = new ArrayList<Finding>();
        for (Map.Entry<String, Held> entry : held.entrySet()) {
            finding(settings.thresholds(), facts.at(), entry.getValue()).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(
            Lifetime.Thresholds thresholds, Instant at, Held held) {
        var chain = held.certificate().chain();
        var leaf = chain.leaf().orElseThrow();
        var lifetime = chain.lifetime().orElseThrow();
        var level = level(lifetime.level(at, thresholds));
        if (level == Level.OK) {
            return Optional.empty();
        }
        var first =
                chain.built().stream()
                        .filter(one -> one.notAfter().equals(lifetime.end()))
                        .findFirst()
                        .orElse(leaf);
        var who = first.equals(leaf) ? "it" : first.label() + " in its chain";
        var renewer = held.renewer().or(() -> Renewer.guess(leaf.issuer())).orElse(Renewer.OTHER);
        return Optional.of(
                new Finding(
                        level,
                        Topic.EXPIRY,
                        about(leaf),
                        leaf.label(),
                        "%s %s; served at %s, issued by %s"
                                .formatted(
                                        who,
                                        ends(lifetime, at),
                                        Phrases.some(held.at()),
                                        leaf.issuer()),
                        renewer.how()));
    }

    /** For example {@code ends in 12 d (2026-12-09T08:00:00Z), 13 % of its lifetime}. */
    static String ends(Lifetime lifetime, Instant at) {
        var left = Duration.between(at, lifetime.end());
        return left.isNegative()
                ? "ended %s ago (%s)".formatted(Phrases.span(left.negated()), lifetime.end())
                : "ends in %s (%s), %d %% of its lifetime left"
                        .formatted(
                                Phrases.span(left),
                                lifetime.end(),
                                Math.round(lifetime.shareLeft(at) * 100));
    }

    static Level level(Lifetime.Level reached) {
        return switch (reached) {
            case NONE -> Level.OK;
            case FIRST -> Level.NOTE;
            case SECOND -> Level.WARNING;
            case LAST, EXPIRED -> Level.CRITICAL;
        };
    }
}
