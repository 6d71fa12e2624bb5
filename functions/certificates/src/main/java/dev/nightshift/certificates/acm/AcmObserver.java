package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.acm.Attempts.Attempt;
import dev.nightshift.certificates.acm.AwsCertificate.Status;
import dev.nightshift.certificates.acm.CertificatesGateway.Listed;
import dev.nightshift.certificates.acm.CertificatesGateway.Zone;
import dev.nightshift.certificates.acm.Unread.Subject;
import dev.nightshift.core.work.Together;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers the facts. One region or resource that cannot be read spares the others. */
public final class AcmObserver {
    /** CloudFront takes certificates of ACM from nowhere else. */
    static final String CLOUDFRONT_REGION = "us-east-1";

    /** Questions to DNS under way at once. */
    private static final int QUESTIONS = 16;

    private final CertificatesGateway gateway;
    private final Cnames dns;
    private final List<String> regions;

    /**
     * @param regions whose certificates are wanted, see {@link #regions(String, List)}
     */
    public AcmObserver(CertificatesGateway gateway, Cnames dns, List<String> regions) {
        this.gateway = gateway;
        this.dns = dns;
        this.regions = List.copyOf(regions);
    }

    /** The home region, those that are configured, and the one that CloudFront needs; each once. */
    public static List<String> regions(String home, List<String> configured) {
        var all = new LinkedHashSet<String>();
        all.add(home);
        all.addAll(configured);
        all.add(CLOUDFRONT_REGION);
        return List.copyOf(all);
    }

    /**
     * Reads all there is, which takes as long as AWS allows calls.
     *
     * @param now goes into the facts
     */
    public AwsFacts observe(Instant now) {
        var unread = new ArrayList<Unread>();
        var certificates = certificates(unread);
        return new AwsFacts(
                now,
                regions,
                certificates,
                serverCertificates(unread),
                list(Subject.DISTRIBUTIONS, gateway::distributions, unread),
                records(certificates, unread),
                unread);
    }

    private List<AwsCertificate> certificates(List<Unread> unread) {
        var listed = new ArrayList<Listed>();
        var lists = Attempts.all(regions, gateway::certificates);
        for (int i = 0; i < regions.size(); i++) {
            var region = regions.get(i);
            value(lists.get(i), Subject.REGION, region, unread).ifPresent(listed::addAll);
        }
        var found = Attempts.all(listed, gateway::certificate);
        var certificates = new ArrayList<AwsCertificate>();
        for (int i = 0; i < listed.size(); i++) {
            value(found.get(i), Subject.CERTIFICATE, listed.get(i).arn(), unread)
                    // none: it has gone since it was listed
                    .flatMap(one -> one)
                    .ifPresent(certificates::add);
        }
        return certificates;
    }

    private List<ServerCertificate> serverCertificates(List<Unread> unread) {
        var listed = list(Subject.SERVER_CERTIFICATES, gateway::serverCertificates, unread);
        var contents = Attempts.all(listed, one -> gateway.content(one.name()));
        var certificates = new ArrayList<ServerCertificate>();
        for (int i = 0; i < listed.size(); i++) {
            var one = listed.get(i);
            switch (contents.get(i)) {
                case Attempt.Read(var content) ->
                        content.map(one::with).ifPresent(certificates::add);
                case Attempt.Failed(var why) -> {
                    // the list tells its expiry all the same
                    certificates.add(one);
                    unread.add(
                            new Unread(Subject.SERVER_CERTIFICATE, one.name(), why.getMessage()));
                }
            }
        }
        return certificates;
    }

    private Map<ValidationRecord, RecordState> records(
            List<AwsCertificate> certificates, List<Unread> unread) {
        var wanted =
                certificates.stream()
                        .filter(AcmObserver::mayNeedRecords)
                        .flatMap(certificate -> certificate.records().stream())
                        .distinct()
                        .toList();
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var zones = zoneAnswers(wanted, unread);
        var answers = Together.map(wanted, QUESTIONS, record -> dns.cname(record.name()));
        var states = new HashMap<ValidationRecord, RecordState>();
        for (int i = 0; i < wanted.size(); i++) {
            states.put(
                    wanted.get(i), RecordVerdict.of(wanted.get(i), zones.get(i), answers.get(i)));
        }
        return states;
    }

    private List<ZoneAnswer> zoneAnswers(List<ValidationRecord> records, List<Unread> unread) {
        var gaps = new ArrayList<Unread>();
        List<Zone> zones = list(Subject.ZONES, gateway::publicZones, gaps);
        unread.addAll(gaps);
        if (!gaps.isEmpty()) {
            ZoneAnswer none = new ZoneAnswer.Unread(gaps.getFirst().why());
            return records.stream().map(any -> none).toList();
        }
        var check = new RecordCheck(gateway, zones);
        var answers = new ArrayList<ZoneAnswer>();
        for (var attempt : Attempts.all(records, check::ask)) {
            answers.add(
                    switch (attempt) {
                        case Attempt.Read(var answer) -> answer;
                        case Attempt.Failed(var why) -> {
                            var gap = new Unread(Subject.ZONE_RECORDS, "", why.getMessage());
                            // one refusal mostly has the same cause as the next
                            if (answers.stream().noneMatch(ZoneAnswer.Unread.class::isInstance)) {
                                unread.add(gap);
                            }
                            yield new ZoneAnswer.Unread(gap.why());
                        }
                    });
        }
        return answers;
    }

    /** Only what can still be issued or renewed asks DNS again. */
    private static boolean mayNeedRecords(AwsCertificate certificate) {
        return certificate.status() == Status.ISSUED
                || certificate.status() == Status.PENDING_VALIDATION
                || certificate.status() == Status.UNKNOWN;
    }

    private static <T> List<T> list(Subject subject, Supplier<List<T>> read, List<Unread> unread) {
        var attempt = Attempts.all(List.of(subject), any -> read.get()).getFirst();
        return value(attempt, subject, "", unread).orElse(List.of());
    }

    private static <R> Optional<R> value(
            Attempt<R> attempt, Subject subject, String name, List<Unread> unread) {
        return switch (attempt) {
            case Attempt.Read(var value) -> Optional.of(value);
            case Attempt.Failed(var why) -> {
                unread.add(new Unread(subject, name, why.getMessage()));
                yield Optional.empty();
            }
        };
    }
}
