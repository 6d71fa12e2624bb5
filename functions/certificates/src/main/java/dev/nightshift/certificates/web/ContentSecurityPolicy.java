package dev.nightshift.certificates.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Content security policies that are in force together: what is allowed is what every one allows.
 *
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy Level 3</a>
 */
final class ContentSecurityPolicy {
    /** No directive is shorter; less is a slip of the pen. */
    private static final int SHORTEST = 6;

    private static final String NONE = "'none'";
    private static final String DEFAULT = "default-src";

    /** May come twice without harm: reports go to the first. */
    private static final Set<String> REPORTING = Set.of("report-uri", "report-to");

    /** A page cannot say these of itself (HTML, "http-equiv"). */
    private static final Set<String> HEADER_ONLY =
            Set.of("frame-ancestors", "report-uri", "sandbox");

    private final Map<String, Set<String>> directives;
    private final Map<String, Set<String>> ofHeaders;
    private final boolean duplicates;
    private final Optional<String> fault;

    private ContentSecurityPolicy(
            Map<String, Set<String>> directives,
            Map<String, Set<String>> ofHeaders,
            boolean duplicates,
            Optional<String> fault) {
        this.directives = directives;
        this.ofHeaders = ofHeaders;
        this.duplicates = duplicates;
        this.fault = fault;
    }

    /** One policy as it is written. */
    private record Parsed(
            Map<String, Set<String>> directives, boolean duplicates, Optional<String> fault) {}

    /**
     * @param headers values of the header, each one policy or several with commas between
     * @param metas policies in the page
     */
    static ContentSecurityPolicy of(List<String> headers, List<String> metas) {
        var fromHeaders = parsed(headers);
        var fromMetas = parsed(metas);
        fromMetas.forEach(policy -> policy.directives().keySet().removeAll(HEADER_ONLY));
        var all = new ArrayList<>(fromHeaders);
        all.addAll(fromMetas);
        return new ContentSecurityPolicy(
                combined(all.stream().map(Parsed::directives).toList()),
                combined(fromHeaders.stream().map(Parsed::directives).toList()),
                all.stream().anyMatch(Parsed::duplicates),
                all.stream().flatMap(policy -> policy.fault().stream()).findFirst());
    }

    /** Whether it makes browsers ask over HTTPS for what the page names over HTTP. */
    static boolean upgradesInsecureRequests(String value) {
        return Arrays.stream(value.split("[;,]"))
                .anyMatch(
                        directive ->
                                directive.strip().equalsIgnoreCase("upgrade-insecure-requests"));
    }

    /** Why one of the policies cannot be understood; empty if all can. */
    Optional<String> fault() {
        return fault;
    }

    boolean isEmpty() {
        return directives.isEmpty();
    }

    boolean hasDuplicates() {
        return duplicates;
    }

    /** Whether it says who may frame the page, in a header that can be understood. */
    boolean namesFrameAncestors() {
        return fault.isEmpty() && ofHeaders.containsKey("frame-ancestors");
    }

    /** Sources by directive; to be changed by whoever asked. */
    Map<String, Set<String>> directives() {
        var copy = new LinkedHashMap<String, Set<String>>();
        directives.forEach((name, sources) -> copy.put(name, new LinkedHashSet<>(sources)));
        return copy;
    }

    private static List<Parsed> parsed(List<String> values) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(ContentSecurityPolicy::parse)
                .toList();
    }

    private static Parsed parse(String written) {
        var directives = new LinkedHashMap<String, Set<String>>();
        var text = written.strip();
        if (text.length() < SHORTEST) {
            return new Parsed(directives, false, Optional.of("\"" + text + "\" is no policy"));
        }
        boolean duplicates = false;
        for (var directive : text.split(";", -1)) {
            var words = directive.strip().toLowerCase(Locale.ROOT).split("\\s+");
            var name = words[0];
            if (name.isEmpty()) {
                continue;
            }
            if (directives.containsKey(name)) {
                if (!REPORTING.contains(name)) {
                    return new Parsed(directives, false, Optional.of(name + " comes twice"));
                }
                duplicates = true;
                continue;
            }
            var sources = new LinkedHashSet<>(Arrays.asList(words).subList(1, words.length));
            if (sources.isEmpty()) {
                sources.add(NONE);
            }
            directives.put(name, sources);
        }
        return new Parsed(directives, duplicates, Optional.empty());
    }

    private static Map<String, Set<String>> combined(List<Map<String, Set<String>>> policies) {
        var names = new LinkedHashSet<String>();
        policies.forEach(policy -> names.addAll(policy.keySet()));
        var combined = new LinkedHashMap<String, Set<String>>();
        for (var name : names) {
            var lists = new ArrayList<Set<String>>();
            for (var policy : policies) {
                governing(policy, name).ifPresent(lists::add);
            }
            combined.put(name, common(lists));
        }
        return combined;
    }

    /** What a policy says of it: by its name, or for what is fetched, by default. */
    private static Optional<Set<String>> governing(Map<String, Set<String>> policy, String name) {
        var own = policy.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        return name.endsWith("-src") ? Optional.ofNullable(policy.get(DEFAULT)) : Optional.empty();
    }

    private static Set<String> common(List<Set<String>> lists) {
        var common = new LinkedHashSet<String>();
        for (var list : lists) {
            for (var source : list) {
                if (lists.stream().allMatch(other -> covers(other, source))) {
                    common.add(source);
                }
            }
        }
        if (common.size() > 1) {
            common.remove(NONE);
        }
        return common.isEmpty() ? new HashSet<>(Set.of(NONE)) : common;
    }

    private static boolean covers(Set<String> list, String source) {
        return list.contains(source) || list.stream().anyMatch(wide -> covers(wide, source));
    }

    private static boolean covers(String wide, String source) {
        if (source.startsWith("'") || source.endsWith(":")) {
            return wide.equals("*") && source.equals("'self'");
        }
        return wide.equals("*")
                || (wide.endsWith(":") && source.startsWith(wide + "//"))
                || (wide.endsWith("/") && source.startsWith(wide));
    }
}
