package dev.nightshift.local.demo;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.CertificateOverview;
import dev.nightshift.certificates.check.CertificateOverview.Row;
import dev.nightshift.local.demo.SlackStandIn.Received;
import dev.nightshift.local.report.Story.Check;
import java.util.List;

/** What people must know in the end of the certificate that nobody renews, at both its places. */
final class CertificateExpectations {
    private CertificateExpectations() {}

    static List<Check> of(CertificateOverview overview, List<Received> slack) {
        var kept = overview.rows().stream().filter(row -> row.kind().startsWith("ACM")).toList();
        return List.of(
                new Check(
                        "people know that the certificate of the web site ends in %d days"
                                .formatted(Storefront.DAYS_LEFT),
                        isTold(slack, Storefront.NAME + ": a certificate ends"),
                        ""),
                new Check(
                        "the same one in ACM, which nothing uses, is noted and wakes nobody",
                        kept.size() == 1
                                && kept.getFirst().level() == Level.NOTE
                                && !isTold(slack, "arn:aws:acm"),
                        kept.stream().map(Row::words).findFirst().orElse("")));
    }

    private static boolean isTold(List<Received> slack, String words) {
        return slack.stream()
                .filter(Received::accepted)
                .anyMatch(one -> one.body().toString().contains(words));
    }
}
