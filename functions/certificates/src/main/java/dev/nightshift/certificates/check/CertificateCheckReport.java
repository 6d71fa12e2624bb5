package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a run into words: one notice per trouble, more urgent with each limit that is crossed; what
 * changed since the last run; and once a day how everything stands.
 */
final class CertificateCheckReport {
    /** A single missing answer is mostly the network's; two in a row are told. */
    private static final int MISSES_TOLD = 2;

    /** Certificates are told one by one as long as a person would read them so. */
    private static final int ONE_BY_ONE = 20;

    private final CertificateCheckSettings settings;
    private final Run<CertificateCheckFacts, NoAction> run;
    private final CertificateCheckFacts facts;
    private final RunReport<NoAction> report;
    private final List<Finding> findings;

    private CertificateCheckReport(
            CertificateCheckSettings settings, Run<CertificateCheckFacts, NoAction> run) {
        this.settings = settings;
        this.run = run;
        this.facts = run.facts();
        this.report = new RunReport<>(run);
        this.findings = CertificateCheckPlanner.findings(settings, facts);
    }

    static List<Notice> of(
            CertificateCheckSettings settings, Run<CertificateCheckFacts, NoAction> run) {
        return new CertificateCheckReport(settings, run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        var byTopic = new LinkedHashMap<Topic, Map<String, List<Finding>>>();
        var misses = After.misses(settings, facts);
        for (var finding : findings) {
            if (isTold(finding, misses)) {
                byTopic.computeIfAbsent(finding.topic(), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(finding.about(), _ -> new ArrayList<>())
                        .add(finding);
            }
        }
        byTopic.forEach(
                (topic, subjects) ->
                        notices.addAll(
                                RunReport.each(
                                        subjects,
                                        ONE_BY_ONE,
                                        (about, own) ->
                                                trouble(
                                                        topic,
                                                        about,
                                                        own.getFirst().subject(),
                                                        own),
                                        () -> manyTroubles(topic, subjects))));
        notices.addAll(renewals());
        news().ifPresent(notices::add);
        digest().ifPresent(notices::add);
        return notices;
    }

    private static boolean isTold(Finding finding, Map<String, Integer> misses) {
        return switch (finding.level()) {
            case OK -> false;
            // the first limit of a certificate is told, as quietly as it is meant
            case NOTE -> finding.topic() == Topic.EXPIRY || finding.topic() == Topic.DOMAIN;
            case UNKNOWN ->
                    misses.getOrDefault(After.incident(finding), 0) >= MISSES_TOLD
                            || finding.topic() == Topic.NETWORK;
            case WARNING, CRITICAL -> true;
        };
    }

    private Notice trouble(Topic topic, String about, String subject, List<Finding> own) {
        var level = Level.heaviest(own.stream().map(Finding::level).toList());
        var todo = own.stream().map(Finding::todo).filter(text -> !text.isEmpty()).distinct();
        return report.trouble(
                severity(level),
                about,
                topic.toString(),
                level.name(),
                subject + ": " + topic.title(),
                todo.map(text -> new Fact("What to do", text)).toList(),
                own.stream().map(finding -> finding.subject() + ": " + finding.words()).toList());
    }

    private Notice manyTroubles(Topic topic, Map<String, List<Finding>> subjects) {
        return trouble(
                topic,
                "all",
                Phrases.count(subjects.size(), "subject", "subjects"),
                subjects.values().stream().flatMap(List::stream).toList());
    }

    private static Severity severity(Level level) {
        return switch (level) {
            case OK, NOTE -> Severity.INFO;
            case UNKNOWN, WARNING -> Severity.WARNING;
            case CRITICAL -> Severity.CRITICAL;
        };
    }

    /**
     * The ends of incidents of certificates that are not served any more, told here because the end
     * of one must not wait until everything else can be seen.
     */
    private List<Notice> renewals() {
        var notices = new LinkedHashMap<String, Notice>();
        for (var endpoint : facts.endpoints()) {
            var now = After.certificates(endpoint);
            var before =
                    Optional.ofNullable(
                            facts.before().endpoints().get(Before.key(endpoint.endpoint())));
            if (now.isEmpty() || before.isEmpty()) {
                continue;
            }
            for (var gone : before.get().certificates()) {
                if (!now.contains(gone) && !isServedAnywhere(gone)) {
                    notices.put(gone.about(), renewed(gone, endpoint));
                }
            }
        }
        return List.copyOf(notices.values());
    }

    private boolean isServedAnywhere(Before.Certificate certificate) {
        return facts.endpoints().stream()
                .anyMatch(endpoint -> After.certificates(endpoint).contains(certificate));
    }

    private Notice renewed(Before.Certificate gone, EndpointFacts endpoint) {
        var key = report.incident(gone.about(), Topic.EXPIRY.toString());
        return new Notice(
                run.id() + "-renewed-" + gone.about(),
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                gone.label() + ": renewed",
                List.of(new Fact("Now", Endpoints.standing(endpoint).orElse(""))),
                List.of(),
                List.of(),
                List.of(),
                key + "/renewed",
                Optional.of(new Incident(key, true)));
    }

    private Optional<Notice> news() {
        var lines = News.of(facts);
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        notice(
                                "news",
                                Phrases.count(lines.size(), "change", "changes")
                                        + " since the last run",
                                List.of(),
                                lines,
                                run.scope().owner()
                                        + "/news/"
                                        + Integer.toHexString(lines.hashCode())
                                        + "/"
                                        + After.today(facts)));
    }

    private Optional<Notice> digest() {
        var today = After.today(facts);
        if (facts.before().digestOn().filter(today::equals).isPresent()) {
            return Optional.empty();
        }
        var digest = new Digest(settings, facts, findings);
        return Optional.of(
                notice(
                        "digest",
                        digest.title(),
                        digest.facts(),
                        digest.lines(),
                        run.scope().owner() + "/digest/" + today));
    }

    private Notice notice(
            String what, String title, List<Fact> said, List<String> lines, String dedupeKey) {
        return new Notice(
                run.id() + "-" + what,
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                title,
                said,
                List.of(),
                RunReport.capped(lines),
                List.of(),
                dedupeKey,
                Optional.empty());
    }
}
