package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The Observatory's test of subresource integrity: the script that weighs most decides. */
final class ScriptRules {
    /** The Observatory's order; the last one weighs most. */
    private static final List<Finding> WORSE_AND_WORSE =
            List.of(Finding.SRI_INSECURE, Finding.SRI_MISSING, Finding.SRI_MISSING_AND_INSECURE);

    /** Under these of a country, a registered domain has three labels. */
    private static final Set<String> SECOND_LEVEL =
            Set.of(
                    "ac", "co", "com", "edu", "go", "gob", "gov", "gv", "ltd", "mil", "ne", "net",
                    "nom", "or", "org", "plc");

    private ScriptRules() {}

    static Result judge(WebFacts facts) {
        return switch (facts.content().kind()) {
            case OTHER -> Result.of(Finding.SRI_NOT_HTML, facts.content().words());
            case UNREADABLE -> Result.of(Finding.SRI_UNKNOWN, facts.content().words());
            case HTML ->
                    facts.content()
                            .html()
                            .map(page -> judge(page.scripts(), facts))
                            .orElse(Result.of(Finding.SRI_UNKNOWN));
        };
    }

    private static Result judge(List<HtmlPage.Script> scripts, WebFacts facts) {
        if (scripts.isEmpty()) {
            return Result.of(Finding.SRI_NO_SCRIPTS);
        }
        var named = scripts.stream().filter(script -> !script.source().isEmpty()).toList();
        var external = named.stream().filter(script -> isForeign(script, facts)).toList();
        var worst =
                external.stream()
                        .flatMap(script -> fault(script).stream())
                        .max(
                                (a, b) ->
                                        Integer.compare(
                                                WORSE_AND_WORSE.indexOf(a),
                                                WORSE_AND_WORSE.indexOf(b)));
        if (worst.isPresent()) {
            return Result.of(worst.get(), sources(external, worst.get()));
        }
        boolean pinned = named.stream().anyMatch(script -> isPinnedHere(script, facts));
        if (pinned) {
            return Result.of(Finding.SRI_ALL);
        }
        return Result.of(external.isEmpty() ? Finding.SRI_OWN_SCRIPTS : Finding.SRI_EXTERNAL);
    }

    private static Optional<Finding> fault(HtmlPage.Script script) {
        // without a scheme of its own a script counts as insecure
        boolean secure = script.source().toLowerCase(Locale.ROOT).startsWith("https:");
        if (script.integrity()) {
            return secure ? Optional.empty() : Optional.of(Finding.SRI_INSECURE);
        }
        return Optional.of(secure ? Finding.SRI_MISSING : Finding.SRI_MISSING_AND_INSECURE);
    }

    private static String sources(List<HtmlPage.Script> scripts, Finding finding) {
        return String.join(
                ", ",
                scripts.stream()
                        .filter(script -> fault(script).filter(finding::equals).isPresent())
                        .map(script -> Locations.shown(script.source()))
                        .distinct()
                        .limit(3)
                        .toList());
    }

    private static boolean isPinnedHere(HtmlPage.Script script, WebFacts facts) {
        var source = script.source().toLowerCase(Locale.ROOT);
        boolean secure =
                source.startsWith("https:")
                        || (!source.startsWith("http:") && facts.secure().isAnswered());
        return script.integrity() && secure && !isForeign(script, facts);
    }

    /** A source without a scheme counts as foreign, whatever its host. */
    private static boolean isForeign(HtmlPage.Script script, WebFacts facts) {
        var source = script.source().toLowerCase(Locale.ROOT);
        if (source.startsWith("//")) {
            return true;
        }
        if (!source.startsWith("http://") && !source.startsWith("https://")) {
            return false;
        }
        var host = source.replaceFirst("^https?://", "").split("[/?#:]", 2)[0];
        return !registered(host).equals(registered(facts.site().host().toLowerCase(Locale.ROOT)));
    }

    /** The domain that somebody registered, such as {@code example.co.uk}. */
    static String registered(String host) {
        if (host.matches("[0-9.]+") || host.contains(":")) {
            return host;
        }
        var labels = host.split("\\.");
        int count = labels.length;
        if (count <= 2) {
            return host;
        }
        boolean three = labels[count - 1].length() == 2 && SECOND_LEVEL.contains(labels[count - 2]);
        int from = count - (three ? 3 : 2);
        return String.join(".", List.of(labels).subList(from, count));
    }
}
