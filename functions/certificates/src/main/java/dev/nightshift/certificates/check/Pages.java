package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.check.CertificateCheckSettings.Endpoint;
import dev.nightshift.certificates.grade.Hsts;
import dev.nightshift.certificates.web.Layer;
import dev.nightshift.certificates.web.MixedContent;
import dev.nightshift.certificates.web.Observatory;
import dev.nightshift.certificates.web.Scorecard;
import dev.nightshift.certificates.web.WebDelta;
import dev.nightshift.certificates.web.WebFacts;
import dev.nightshift.certificates.web.WebSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to be said of the page behind an endpoint. */
final class Pages {
    private static final int SHOWN = 5;

    private Pages() {}

    static List<Finding> of(Endpoint endpoint, WebFacts facts) {
        var findings = new ArrayList<Finding>();
        switch (Observatory.grade(facts)) {
            case Scorecard.Graded graded -> {
                boolean low = graded.letter().compareTo(endpoint.minimumWebGrade()) > 0;
                findings.add(
                        finding(
                                endpoint,
                                low ? Level.WARNING : Level.NOTE,
                                "HTTP: %s (%d)%s%s"
                                        .formatted(
                                                graded.letter(),
                                                graded.score(),
                                                low
                                                        ? ", where "
                                                                + endpoint.minimumWebGrade()
                                                                + " is asked for"
                                                        : "",
                                                penalties(graded))));
                inClear(facts)
                        .forEach(words -> findings.add(finding(endpoint, Level.WARNING, words)));
            }
            case Scorecard.NotGraded(var state, var words) ->
                    findings.add(finding(endpoint, level(state), "HTTP: " + words));
        }
        return findings;
    }

    private static Level level(WebFacts.State state) {
        return switch (state) {
            case PAGE, FILTERED -> Level.NOTE;
            case FAULTY -> Level.WARNING;
            case UNKNOWN -> Level.UNKNOWN;
        };
    }

    private static Finding finding(Endpoint endpoint, Level level, String words) {
        return Finding.of(level, Topic.WEB, endpoint.subject(), words);
    }

    private static String penalties(Scorecard.Graded graded) {
        var words =
                graded.results().stream()
                        .filter(result -> result.finding().modifier() < 0)
                        .map(Pages::result)
                        .toList();
        return words.isEmpty() ? "" : ": " + String.join("; ", words);
    }

    private static String result(Scorecard.Result result) {
        return "%s %+d (%s)"
                .formatted(
                        result.finding().check().slug(),
                        result.finding().modifier(),
                        result.words());
    }

    /** What lets whoever is on the way change the page, or read what visitors enter. */
    private static Stream<String> inClear(WebFacts facts) {
        return Stream.of(
                        inClear(
                                facts,
                                MixedContent.Kind.ACTIVE,
                                "the page fetches scripts, styles or frames in clear: "),
                        inClear(
                                facts,
                                MixedContent.Kind.FORM,
                                "a form of the page sends in clear: "),
                        Stream.of(facts.secure()).flatMap(trail -> trail.downgrade().stream()))
                .flatMap(all -> all);
    }

    private static Stream<String> inClear(WebFacts facts, MixedContent.Kind kind, String words) {
        var urls =
                facts.mixed().stream()
                        .filter(one -> one.kind() == kind)
                        .map(MixedContent::url)
                        .distinct()
                        .toList();
        return urls.isEmpty() ? Stream.empty() : Stream.of(words + Phrases.some(urls));
    }

    /** Check by check, for one endpoint that a person asks about. */
    static List<Sheet.Line> sheet(Endpoint endpoint, WebFacts facts) {
        var lines = new ArrayList<Sheet.Line>();
        if (!facts.layers().path().isEmpty()) {
            lines.add(
                    new Sheet.Line(
                            "answered by",
                            Level.OK,
                            facts.layers().path().stream()
                                    .map(Layer::toString)
                                    .collect(Collectors.joining(" < "))));
        }
        switch (Observatory.grade(facts)) {
            case Scorecard.Graded graded -> {
                lines.add(
                        new Sheet.Line(
                                "http grade",
                                graded.letter().compareTo(endpoint.minimumWebGrade()) > 0
                                        ? Level.WARNING
                                        : Level.OK,
                                graded.letter() + ", score " + graded.score()));
                graded.results()
                        .forEach(
                                result ->
                                        lines.add(
                                                new Sheet.Line(
                                                        result.finding().check().slug(),
                                                        level(result),
                                                        "%+d: %s"
                                                                .formatted(
                                                                        result.finding().modifier(),
                                                                        result.words()))));
            }
            case Scorecard.NotGraded(var state, var words) ->
                    lines.add(new Sheet.Line("http grade", level(state), words));
        }
        facts.mixed().stream()
                .limit(SHOWN)
                .forEach(
                        one ->
                                lines.add(
                                        new Sheet.Line(
                                                "mixed content",
                                                one.kind() == MixedContent.Kind.PASSIVE
                                                        ? Level.NOTE
                                                        : Level.WARNING,
                                                one.url())));
        return lines;
    }

    private static Level level(Scorecard.Result result) {
        if (!result.finding().isKnown()) {
            return Level.UNKNOWN;
        }
        return result.finding().modifier() < 0 ? Level.NOTE : Level.OK;
    }

    static Optional<String> letter(EndpointFacts endpoint) {
        return endpoint.web()
                .map(
                        facts ->
                                switch (Observatory.grade(facts)) {
                                    case Scorecard.Graded graded -> graded.letter().toString();
                                    case Scorecard.NotGraded(var state, _) ->
                                            state == WebFacts.State.FILTERED
                                                    ? "filtered"
                                                    : "unknown";
                                });
    }

    /** As it is kept for the next run. */
    static Optional<String> summary(EndpointFacts endpoint) {
        return now(endpoint).map(WebSummary::text);
    }

    private static Optional<WebSummary> now(EndpointFacts endpoint) {
        return endpoint.web().flatMap(facts -> WebSummary.of(facts, Observatory.grade(facts)));
    }

    /** What changed since the last run. */
    static List<String> changes(String before, EndpointFacts endpoint) {
        return now(endpoint)
                .map(
                        summary ->
                                WebDelta.between(WebSummary.parse(before), summary)
                                        .changes()
                                        .stream()
                                        .map(WebDelta.Change::words)
                                        .toList())
                .orElse(List.of());
    }

    /** HSTS of the host in the words of the grade. */
    static Hsts hsts(WebFacts facts) {
        var standing = facts.standing();
        if (!facts.secure().isAnswered() || standing.state() == WebFacts.State.FILTERED) {
            return new Hsts.Unread(standing.words());
        }
        return facts.hstsOfHost()
                .map(
                        header ->
                                header.maxAgeSeconds()
                                        .<Hsts>map(
                                                seconds ->
                                                        new Hsts.Stated(
                                                                Duration.ofSeconds(seconds),
                                                                header.includeSubDomains(),
                                                                header.preload()))
                                        .orElseGet(
                                                () -> new Hsts.Invalid(header.fault().orElse(""))))
                .orElseGet(Hsts.Absent::new);
    }
}
