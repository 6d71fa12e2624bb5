package dev.nightshift.local.report;

/** A story as one HTML page. */
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Story story) {
        return "<!doctype html><title>" + Html.text(story.title()) + "</title>";
    }
}
