package dev.nightshift.local.report;

import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.certificates.check.CertificateOverview;
import dev.nightshift.core.text.Html;
import dev.nightshift.local.report.Story.Check;
import dev.nightshift.local.report.Story.Database;
import dev.nightshift.local.report.Story.Entry;
import dev.nightshift.local.report.Story.Kind;
import dev.nightshift.local.report.Story.Line;
import dev.nightshift.local.report.Story.Tone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A story as one HTML page that needs nothing but itself. Pure but for its own style sheet. */
public final class HtmlReport {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    /** More lines than these are folded away. */
    private static final int OPEN_LINES = 5;

    private HtmlReport() {}

    public static String of(Story story) {
        return of(story, Optional.empty(), Optional.empty());
    }

    /**
     * @param backups how they stand at the end, like the certificates
     */
    public static String of(
            Story story,
            Optional<BackupOverview> backups,
            Optional<CertificateOverview> certificates) {
        var body = new StringBuilder(32 * 1024);
        head(body, story);
        section(body, "Timeline", TimelinePicture.of(story));
        section(body, "Databases", databases(story));
        backups.ifPresent(overview -> section(body, "Backups", BackupsSection.of(overview)));
        certificates.ifPresent(
                overview ->
                        section(
                                body,
                                "Certificates",
                                CertificatesSection.of(overview)
                                        + CertificatesSection.table(overview)));
        section(body, "What was expected", checks(story));
        section(body, "Step by step", steps(story));
        return page(story.title(), body);
    }

    static String page(String title, CharSequence body) {
        var page = new StringBuilder(body.length() + 16 * 1024);
        page.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append("<title>")
                .append(Html.text(title))
                .append("</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n")
                .append(body);
        page.append("</main>\n</body>\n</html>");
        return page.toString();
    }

    private static void head(StringBuilder page, Story story) {
        var missing = story.checks().stream().filter(check -> !check.ok()).count();
        page.append("<header>\n<p class=\"verdict ")
                .append(story.isComplete() ? "good" : "bad")
                .append("\">")
                .append(
                        story.isComplete()
                                ? "All " + story.checks().size() + " expected effects are there"
                                : missing + " of " + story.checks().size() + " effects are missing")
                .append("</p>\n<h1>")
                .append(Html.text(story.title()))
                .append("</h1>\n<p class=\"lead\">")
                .append(Html.text(story.lead()))
                .append("</p>\n<dl class=\"facts\">");
        fact(page, "Begun", DAY_AND_TIME.format(story.startedAt()));
        fact(page, "Took", seconds(story.startedAt(), story.endedAt()));
        story.facts().forEach(fact -> fact(page, fact.name(), fact.value()));
        page.append("</dl>\n</header>\n");
    }

    private static void fact(StringBuilder page, String name, String value) {
        page.append("<div><dt>")
                .append(Html.text(name))
                .append("</dt><dd>")
                .append(Html.text(value))
                .append("</dd></div>");
    }

    static void section(StringBuilder page, String title, String content) {
        page.append("<section>\n<h2>")
                .append(Html.text(title))
                .append("</h2>\n")
                .append(content)
                .append("</section>\n");
    }

    private static String databases(Story story) {
        return "<div class=\"wide\"><table>\n<thead><tr><th>Database</th><th>Kind</th><th>Last good"
                + " backup</th><th class=\"n\">Backups</th><th class=\"n\">Copies</th><th>What was"
                + " done</th></tr></thead>\n<tbody>\n"
                + story.databases().stream().map(HtmlReport::database).collect(Collectors.joining())
                + "</tbody></table></div>\n";
    }

    private static String database(Database database) {
        return "<tr><th scope=\"row\">%s%s</th><td>%s</td><td class=\"nowrap\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>%n"
                .formatted(
                        dot(database.tone()),
                        Html.text(database.name()),
                        Html.text(database.kind()),
                        Html.text(database.lastBackup()),
                        Html.text(database.backups()),
                        Html.text(database.copies()),
                        Html.text(database.done()));
    }

    private static String checks(Story story) {
        return "<ul class=\"checks\">\n"
                + story.checks().stream().map(HtmlReport::check).collect(Collectors.joining())
                + "</ul>\n";
    }

    private static String check(Check check) {
        return "<li class=\"%s\"><span class=\"mark\">%s</span><span>%s%s</span></li>%n"
                .formatted(
                        check.ok() ? "good" : "bad",
                        check.ok() ? "✓" : "✗",
                        Html.text(check.what()),
                        check.found().isBlank()
                                ? ""
                                : "<span class=\"found\">" + Html.text(check.found()) + "</span>");
    }

    private static String steps(Story story) {
        return "<ol class=\"steps\">\n"
                + story.entries().stream()
                        .map(entry -> step(story.startedAt(), entry))
                        .collect(Collectors.joining())
                + "</ol>\n";
    }

    private static String step(Instant start, Entry entry) {
        return "<li class=\"step %s\"><div class=\"when\">%s</div><div class=\"what\"><p>%s<span class=\"kind\">%s</span> %s</p>%s</div></li>%n"
                .formatted(
                        tone(entry.tone()),
                        seconds(start, entry.at()),
                        dot(entry.tone()),
                        word(entry.kind()),
                        Html.text(entry.title()),
                        lines(entry));
    }

    private static String lines(Entry entry) {
        if (entry.lines().isEmpty()) {
            return "";
        }
        var rows = entry.lines().stream().map(HtmlReport::line).collect(Collectors.joining());
        var table =
                "<div class=\"wide\"><table class=\"lines\"><tbody>"
                        + rows
                        + "</tbody></table></div>";
        return entry.lines().size() <= OPEN_LINES
                ? table
                : "<details><summary>%d lines</summary>%s</details>"
                        .formatted(entry.lines().size(), table);
    }

    private static String line(Line line) {
        return "<tr><td class=\"label\">%s</td><td>%s</td><td class=\"because\">%s</td></tr>"
                .formatted(
                        Html.text(line.label()), Html.text(line.text()), Html.text(line.because()));
    }

    static String word(Kind kind) {
        return switch (kind) {
            case SETUP -> "setup";
            case TRIGGER -> "trigger";
            case PLAN -> "plan";
            case EFFECT -> "effects";
            case NOTICE -> "notice";
        };
    }

    static String tone(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }

    private static String dot(Tone tone) {
        return "<span class=\"dot " + tone(tone) + "\"></span>";
    }

    static String seconds(Instant from, Instant to) {
        return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
    }

    private static String style() {
        try (var style = HtmlReport.class.getResourceAsStream("report.css")) {
            if (style == null) {
                throw new IllegalStateException("report.css is not in the jar");
            }
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
