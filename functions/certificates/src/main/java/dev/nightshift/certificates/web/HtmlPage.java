package dev.nightshift.certificates.web;

import java.util.List;
import java.util.Optional;

/**
 * What matters of a page.
 *
 * @param whole false if only its beginning was read
 * @param scripts in their order, those without a source too
 * @param policies content security policies in {@code meta} elements
 * @param referrer policy in a {@code meta} element, the last one
 * @param mixed only of pages that came over HTTPS
 */
public record HtmlPage(
        boolean whole,
        List<Script> scripts,
        List<String> policies,
        Optional<String> referrer,
        List<MixedContent> mixed) {
    public HtmlPage {
        scripts = List.copyOf(scripts);
        policies = List.copyOf(policies);
        mixed = List.copyOf(mixed);
    }

    /**
     * @param source as it is written; empty for a script in the page itself
     * @param integrity whether its hash is pinned
     */
    public record Script(String source, boolean integrity) {}
}
