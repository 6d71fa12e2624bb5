package dev.nightshift.certificates.web;

import dev.nightshift.certificates.net.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads out of a page what matters of it. */
final class HtmlReader {
    /** A page may name a thousand; a few show what is wrong. */
    private static final int MOST_MIXED = 50;

    private final Document document;
    private final List<MixedContent> mixed = new ArrayList<>();

    private HtmlReader(Document document) {
        this.document = document;
    }

    /**
     * @param charset that the headers name; empty leaves it to the page
     * @param url where it came from
     * @throws IOException if it cannot be read
     */
    static HtmlPage read(Bytes body, Optional<String> charset, String url, boolean whole)
            throws IOException {
        var document =
                Jsoup.parse(new ByteArrayInputStream(body.array()), charset.orElse(null), url);
        // what these hold is not fetched: the one is inert, the other is for browsers without
        // scripts
        document.select("template, noscript").forEach(Element::empty);
        return new HtmlReader(document).page(url, whole);
    }

    private HtmlPage page(String url, boolean whole) {
        if (url.toLowerCase(Locale.ROOT).startsWith("https:")) {
            document.getAllElements().forEach(this::look);
        }
        return new HtmlPage(whole, scripts(), policies(), referrer(), mixed);
    }

    private List<HtmlPage.Script> scripts() {
        return document.select("script").stream()
                .map(
                        script ->
                                new HtmlPage.Script(
                                        script.attr("src").strip(),
                                        !script.attr("integrity").isBlank()))
                .toList();
    }

    private List<String> policies() {
        return document.select("meta[http-equiv][content]").stream()
                .filter(
                        meta ->
                                meta.attr("http-equiv")
                                        .strip()
                                        .equalsIgnoreCase("Content-Security-Policy"))
                .map(meta -> meta.attr("content"))
                .filter(policy -> !policy.isEmpty())
                .toList();
    }

    private Optional<String> referrer() {
        return document.select("meta[name][content]").stream()
                .filter(meta -> meta.attr("name").strip().equalsIgnoreCase("referrer"))
                .map(meta -> meta.attr("content"))
                .filter(policy -> !policy.isEmpty())
                .reduce((earlier, later) -> later);
    }

    private void look(Element element) {
        var tag = element.normalName();
        switch (tag) {
            case "script", "iframe", "frame", "embed" -> active(element, "src");
            case "track" -> active(element, "src");
            case "object" -> active(element, "data");
            case "link" -> link(element);
            case "img" -> {
                passive(element, "src");
                srcset(element);
            }
            case "source" -> {
                passive(element, "src");
                srcset(element);
            }
            case "audio" -> passive(element, "src");
            case "video" -> {
                passive(element, "src");
                passive(element, "poster");
            }
            case "input" -> {
                if (element.attr("type").equalsIgnoreCase("image")) {
                    passive(element, "src");
                }
                note(MixedContent.Kind.FORM, element, "formaction");
            }
            case "button" -> note(MixedContent.Kind.FORM, element, "formaction");
            case "form" -> note(MixedContent.Kind.FORM, element, "action");
            case "body" -> passive(element, "background");
            // within SVG it is text rather than data
            case "style" -> styles(element.data() + element.wholeText(), "style");
            // of SVG
            case "image" -> {
                passive(element, "href");
                passive(element, "xlink:href");
            }
            default -> {
                // nothing else fetches by itself
            }
        }
        if (element.hasAttr("style")) {
            styles(element.attr("style"), tag + " style");
        }
    }

    private void link(Element link) {
        var relations = List.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"));
        if (relations.contains("stylesheet")
                || relations.contains("modulepreload")
                || relations.contains("manifest")
                || relations.contains("preload")) {
            active(link, "href");
        } else if (relations.contains("icon") || relations.contains("apple-touch-icon")) {
            passive(link, "href");
        }
    }

    private void srcset(Element element) {
        for (var candidate : element.attr("srcset").split(",", -1)) {
            var url = candidate.strip().split("\\s+", 2)[0];
            add(MixedContent.Kind.PASSIVE, element.normalName() + " srcset", url);
        }
    }

    private void styles(String css, String where) {
        for (var found : CssUrls.in(css)) {
            add(
                    found.imported() ? MixedContent.Kind.ACTIVE : MixedContent.Kind.PASSIVE,
                    where,
                    found.url());
        }
    }

    private void active(Element element, String attribute) {
        note(MixedContent.Kind.ACTIVE, element, attribute);
    }

    private void passive(Element element, String attribute) {
        note(MixedContent.Kind.PASSIVE, element, attribute);
    }

    /** As the page's base makes it: one of HTTP draws everything relative along. */
    private void note(MixedContent.Kind kind, Element element, String attribute) {
        if (element.hasAttr(attribute)) {
            add(
                    kind,
                    element.normalName() + " " + attribute,
                    element.absUrl(attribute).isEmpty()
                            ? element.attr(attribute).strip()
                            : element.absUrl(attribute));
        }
    }

    private void add(MixedContent.Kind kind, String where, String url) {
        if (CssUrls.isInsecure(url) && mixed.size() < MOST_MIXED) {
            mixed.add(new MixedContent(kind, where, url));
        }
    }
}
