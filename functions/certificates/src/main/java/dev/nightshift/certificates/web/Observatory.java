package dev.nightshift.certificates.web;

import dev.nightshift.certificates.web.Scorecard.Graded;
import dev.nightshift.certificates.web.Scorecard.Letter;
import dev.nightshift.certificates.web.Scorecard.NotGraded;
import dev.nightshift.certificates.web.Scorecard.Result;
import java.util.List;
import java.util.stream.Stream;

/**
 * Scores a site by the published rules of the HTTP Observatory, version 6: 100, and what each test
 * adds or takes. Bonuses count only where the penalties alone leave 90 or more.
 *
 * <p>Five things differ. Browsers' preload list is not consulted, so that a preloaded host may have
 * up to 5 points more there. Several content security policies are combined as CSP Level 3 says
 * also where only a later one names a directive, and {@code frame-ancestors} in the page itself
 * protects nothing. A {@code __Host-} cookie without {@code Path=/} is none, as in browsers. The
 * registered domain of a script is told by a rule of thumb instead of the Public Suffix List.
 *
 * @see <a
 *     href="https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring">Observatory:
 *     tests and scoring</a>
 * @see <a href="https://github.com/mdn/mdn-http-observatory">mdn-http-observatory</a>
 */
public final class Observatory {
    /** Of the rules. */
    public static final int VERSION = 6;

    private static final int BASE = 100;
    private static final int LEAST_FOR_BONUS = 90;

    private Observatory() {}

    public static Scorecard grade(WebFacts facts) {
        var standing = facts.standing();
        return switch (standing.state()) {
            case PAGE -> graded(results(facts));
            case FILTERED, FAULTY, UNKNOWN -> new NotGraded(standing.state(), standing.words());
        };
    }

    static Graded graded(List<Result> results) {
        int penalties = sum(results.stream().filter(result -> result.finding().modifier() < 0));
        int bonuses = sum(results.stream().filter(result -> result.finding().modifier() > 0));
        int plain = BASE + penalties;
        int score = Math.max(0, plain >= LEAST_FOR_BONUS ? plain + bonuses : plain);
        return new Graded(score, Letter.of(score), results);
    }

    private static int sum(Stream<Result> results) {
        return results.mapToInt(result -> result.finding().modifier()).sum();
    }

    private static List<Result> results(WebFacts facts) {
        return List.of(
                CspRules.judge(facts),
                CookieRules.judge(facts),
                HeaderRules.embedder(facts.headers()),
                HeaderRules.opener(facts.headers()),
                HeaderRules.sharing(facts.preflight()),
                TransportRules.redirection(facts),
                HeaderRules.referrer(facts),
                TransportRules.hsts(facts),
                ScriptRules.judge(facts),
                HeaderRules.contentType(facts.headers()),
                HeaderRules.frames(facts),
                HeaderRules.resource(facts.headers()));
    }
}
