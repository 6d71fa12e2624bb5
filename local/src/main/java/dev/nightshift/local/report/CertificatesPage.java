package dev.nightshift.local.report;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.CertificateCheckFacts;
import dev.nightshift.certificates.check.CertificateCheckSettings;
import dev.nightshift.certificates.check.CertificateOverview;
import dev.nightshift.certificates.check.CertificateOverview.Row;
import dev.nightshift.core.text.Html;

/** Certificates and domains on a timeline of when they end, as a page of its own. */
public final class CertificatesPage {
    private CertificatesPage() {}

    public static String of(
            String stage, CertificateCheckSettings settings, CertificateCheckFacts facts) {
        var overview = CertificateOverview.of(settings, facts);
        var title = "Certificates of " + stage;
        var body = new StringBuilder();
        long bad =
                overview.rows().stream()
                        .map(Row::level)
                        .filter(level -> level.compareTo(Level.UNKNOWN) >= 0)
                        .count();
        body.append("<header>\n<p class=\"verdict ")
                .append(bad == 0 ? "good" : "bad")
                .append("\">")
                .append(
                        bad == 0
                                ? "All of %d are well".formatted(overview.rows().size())
                                : "%d of %d need a look".formatted(bad, overview.rows().size()))
                .append("</p>\n<h1>")
                .append(Html.text(title))
                .append("</h1>\n<p class=\"lead\">As of ")
                .append(BackupsSection.minute(facts.at()))
                .append("</p>\n</header>\n");
        HtmlReport.section(body, "When they end", CertificatesSection.of(overview));
        HtmlReport.section(body, "One by one", CertificatesSection.table(overview));
        return HtmlReport.page(title, body);
    }
}
