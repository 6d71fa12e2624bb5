package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.core.notice.Notice.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

/** How everything stands, once a day. */
final class Digest {
    private static final int NEXT = 5;

    private final CertificateCheckSettings settings;
    private final CertificateCheckFacts facts;
    private final List<Finding> findings;

    Digest(CertificateCheckSettings settings, CertificateCheckFacts facts, List<Finding> findings) {
        this.settings = settings;
        this.facts = facts;
        this.findings = findings;
    }

    /** For example {@code 12 endpoints, 3 domains: 2 to look at, 1 not known}. */
    String title() {
        long wrong = count(Level.WARNING) + count(Level.CRITICAL);
        long unknown = count(Level.UNKNOWN);
        return "%s, %s: %s"
                .formatted(
                        Phrases.count(settings.endpoints().size(), "endpoint", "endpoints"),
                        Phrases.count(settings.domains().size(), "domain", "domains"),
                        wrong + unknown == 0
                                ? "all is well"
                                : wrong + " to look at, " + unknown + " not known");
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    List<Fact> facts() {
        var said = new ArrayList<Fact>();
        var grades = new TreeMap<String, Integer>();
        facts.endpoints()
                .forEach(
                        endpoint ->
                                endpoint.grade()
                                        .ifPresent(
                                                grade ->
                                                        grades.merge(
                                                                grade.letter().toString(),
                                                                1,
                                                                Integer::sum)));
        if (!grades.isEmpty()) {
            var words = new ArrayList<String>();
            grades.forEach((grade, count) -> words.add(count + " × " + grade));
            said.add(new Fact("TLS grades", String.join(", ", words)));
        }
        next().forEach(entry -> said.add(new Fact("Ends next", entry)));
        return said;
    }

    /** The certificates that end first. */
    private List<String> next() {
        var ends = new LinkedHashMap<String, Instant>();
        facts.endpoints()
                .forEach(
                        endpoint ->
                                endpoint.certificates()
                                        .forEach(
                                                one ->
                                                        one.chain()
                                                                .lifetime()
                                                                .ifPresent(
                                                                        lifetime ->
                                                                                ends.putIfAbsent(
                                                                                        one.chain()
                                                                                                .leaf()
                                                                                                .orElseThrow()
                                                                                                .label(),
                                                                                        lifetime
                                                                                                .end()))));
        return ends.entrySet().stream()
                .sorted(Comparator.comparing(java.util.Map.Entry::getValue))
                .limit(NEXT)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    /** What is not well, the heaviest first. */
    List<String> lines() {
        return findings.stream()
                .filter(finding -> finding.level().compareTo(Level.UNKNOWN) >= 0)
                .map(finding -> finding.subject() + ": " + finding.words())
                .toList();
    }
}
