package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.Before.Certificate;
import dev.nightshift.certificates.check.Before.Site;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this run leaves for the next. Of what could not be seen, it is what was known before. */
final class After {
    private After() {}

    static Before of(CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var sites = new HashMap<String, Site>();
        for (var endpoint : facts.endpoints()) {
            var key = Before.key(endpoint.endpoint());
            var before = Optional.ofNullable(facts.before().endpoints().get(key));
            site(endpoint, before).ifPresent(site -> sites.put(key, site));
        }
        return new Before(
                Optional.of(today(facts)), misses(settings, facts), sites, facts.domainMemo());
    }

    static LocalDate today(CertificateCheckFacts facts) {
        return facts.at().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static Optional<Site> site(EndpointFacts endpoint, Optional<Site> before) {
        var certificates = certificates(endpoint);
        if (certificates.isEmpty()) {
            return before;
        }
        var grade = endpoint.grade().map(found -> found.letter().toString());
        var web = Pages.summary(endpoint);
        return Optional.of(
                new Site(
                        certificates,
                        grade.or(() -> before.map(Site::grade)).orElse(""),
                        web.or(() -> before.map(Site::web)).orElse("")));
    }

    static List<Certificate> certificates(EndpointFacts endpoint) {
        return endpoint.certificates()
                .flatMap(one -> one.chain().leaf().stream())
                .map(leaf -> new Certificate(Expiries.about(leaf), leaf.label()))
                .distinct()
                .toList();
    }

    /** In how many runs in a row something was not known, by the incident that it would be. */
    static Map<String, Integer> misses(
            CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var misses = new HashMap<String, Integer>();
        CertificateCheckPlanner.findings(settings, facts).stream()
                .filter(finding -> finding.level() == Level.UNKNOWN)
                .map(After::incident)
                .distinct()
                .forEach(
                        incident ->
                                misses.put(
                                        incident,
                                        facts.before().misses().getOrDefault(incident, 0) + 1));
        return misses;
    }

    static String incident(Finding finding) {
        return finding.about() + "/" + finding.topic();
    }
}
