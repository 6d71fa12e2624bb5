package dev.nightshift.local.report;

import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.core.text.Html;

/** How backups stand, as a page of its own. */
public final class BackupsPage {
    private BackupsPage() {}

    public static String of(String stage, BackupOverview overview) {
        var title = "Backups of " + stage;
        var bad = overview.rows().stream().filter(row -> row.state() != State.OK).count();
        var body = new StringBuilder();
        body.append("<header>\n<p class=\"verdict ")
                .append(overview.isOk() ? "good" : "bad")
                .append("\">")
                .append(verdict(overview, bad))
                .append("</p>\n<h1>")
                .append(Html.text(title))
                .append("</h1>\n<p class=\"lead\">As of ")
                .append(BackupsSection.minute(overview.at()))
                .append("; the charts begin on ")
                .append(BackupsSection.day(overview.since()))
                .append(".</p>\n</header>\n");
        HtmlReport.section(body, "Backups", BackupsSection.of(overview));
        return HtmlReport.page(title, body);
    }

    private static String verdict(BackupOverview overview, long bad) {
        if (overview.isOk()) {
            return "All of %d are good and proven".formatted(overview.rows().size());
        }
        return bad > 0
                ? "%d of %d need a look".formatted(bad, overview.rows().size())
                : overview.rows().isEmpty() ? "Nothing is backed up" : "Not all could be read";
    }
}
