package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.AwsCertificate;
import dev.nightshift.certificates.chain.Lifetime;
import dev.nightshift.certificates.domain.DomainFacts;
import dev.nightshift.certificates.domain.DomainVerdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How everything stands at a glance: a row per endpoint, domain, and certificate that AWS keeps.
 *
 * @param rows the heaviest first
 */
public record CertificateOverview(Instant at, List<Row> rows) {
    public CertificateOverview {
        rows = List.copyOf(rows);
    }

    /**
     * @param kind such as {@code endpoint}
     * @param grade of TLS; a dash if there is none
     * @param web of HTTP; a dash if there is none
     * @param span from when to when it is good, if that is known
     * @param words how it stands
     */
    public record Row(
            String name,
            String kind,
            Level level,
            String grade,
            String web,
            Optional<Span> span,
            String words) {}

    /**
     * @param limits when alarms begin, in order
     */
    public record Span(Instant begin, Instant end, List<Instant> limits) {
        public Span {
            limits = List.copyOf(limits);
        }
    }

    private static final String NONE = "-";

    public static CertificateOverview of(
            CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var findings = CertificateCheckPlanner.findings(settings, facts);
        var rows = new ArrayList<Row>();
        facts.endpoints()
                .forEach(endpoint -> rows.add(row(settings.thresholds(), findings, endpoint)));
        facts.domains().forEach(domain -> rows.add(row(settings, facts.at(), findings, domain)));
        facts.aws()
                .ifPresent(
                        aws ->
                                aws.certificates()
                                        .forEach(
                                                one ->
                                                        rows.add(
                                                                row(
                                                                        settings.thresholds(),
                                                                        findings,
                                                                        one))));
        rows.sort((one, other) -> other.level().compareTo(one.level()));
        return new CertificateOverview(facts.at(), rows);
    }

    private static Row row(
            Lifetime.Thresholds thresholds, List<Finding> all, EndpointFacts endpoint) {
        var subject = endpoint.endpoint().subject();
        var abouts =
                Stream.concat(
                                Stream.of(subject),
                                After.certificates(endpoint).stream()
                                        .map(Before.Certificate::about))
                        .collect(Collectors.toSet());
        var own = all.stream().filter(finding -> abouts.contains(finding.about())).toList();
        var span =
                endpoint.certificates()
                        .flatMap(one -> one.chain().lifetime().stream())
                        .min((one, other) -> one.end().compareTo(other.end()))
                        .map(lifetime -> span(thresholds, lifetime));
        return new Row(
                subject,
                "endpoint",
                level(own),
                endpoint.grade().map(grade -> grade.inWords()).orElse(NONE),
                Pages.letter(endpoint).orElse(NONE),
                span,
                words(own));
    }

    private static Row row(
            CertificateCheckSettings settings, Instant at, List<Finding> all, DomainFacts domain) {
        var name = domain.request().domain().toString();
        var own = all.stream().filter(finding -> finding.about().equals(name)).toList();
        var limits = settings.domainLimits();
        var span =
                DomainVerdict.of(domain, limits)
                        .expires()
                        .map(
                                end ->
                                        new Span(
                                                domain.registry()
                                                        .latest()
                                                        .flatMap(Domains::begin)
                                                        .orElse(at),
                                                end,
                                                List.of(
                                                        end.minus(limits.note()),
                                                        end.minus(limits.warn()),
                                                        end.minus(limits.critical()))));
        return new Row(name, "domain", level(own), NONE, NONE, span, words(own));
    }

    private static Row row(
            Lifetime.Thresholds thresholds, List<Finding> all, AwsCertificate certificate) {
        var own =
                all.stream().filter(finding -> finding.about().equals(certificate.arn())).toList();
        var span =
                certificate
                        .notBefore()
                        .flatMap(
                                begin ->
                                        certificate
                                                .notAfter()
                                                .map(
                                                        end ->
                                                                span(
                                                                        thresholds,
                                                                        new Lifetime(begin, end))));
        return new Row(
                certificate.domain().isEmpty() ? certificate.arn() : certificate.domain(),
                "ACM, " + certificate.region(),
                level(own),
                NONE,
                NONE,
                span,
                own.isEmpty() ? "nothing is wrong with it" : words(own));
    }

    private static Span span(Lifetime.Thresholds thresholds, Lifetime lifetime) {
        return new Span(
                lifetime.begin(),
                lifetime.end(),
                List.of(
                        lifetime.reached(thresholds.first()),
                        lifetime.reached(thresholds.second()),
                        lifetime.reached(thresholds.last())));
    }

    private static Level level(List<Finding> own) {
        return Level.heaviest(own.stream().map(Finding::level).toList());
    }

    private static String words(List<Finding> own) {
        return own.stream().map(Finding::words).collect(Collectors.joining("; "));
    }
}
