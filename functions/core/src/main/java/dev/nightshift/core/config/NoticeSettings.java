package dev.nightshift.core.config;

import dev.nightshift.core.notice.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How people are told.
 *
 * @param emails who is told when Slack cannot be; may be empty
 * @param dedupeWindow notices with the same dedupe key within it are told once
 * @param runbooks where the runbooks lie; {@code /<automation>.md} is added
 * @param routes the first that fits a notice says its channel; none: {@link Slack#channel}
 */
public record NoticeSettings(
        Slack slack, List<String> emails, Duration dedupeWindow, URI runbooks, List<Route> routes) {
    public NoticeSettings {
        emails = List.copyOf(emails);
        routes = List.copyOf(routes);
    }

    /** How long a plan over its caps can be approved unless the settings say otherwise. */
    public static final Duration APPROVAL_VALIDITY = Duration.ofDays(1);

    /**
     * @param secret the name of the secret in Secrets Manager
     * @param channel where everything goes that no route sends elsewhere, such as {@code #ops}
     * @param approvals who may approve with a button; empty: there are no buttons
     */
    public record Slack(String secret, String channel, Optional<Approving> approvals) {}

    /**
     * Who may approve what waits for a person, and where.
     *
     * @param signingSecret the name of the secret in Secrets Manager that Slack signs with
     * @param users ids of Slack's, such as {@code U2CERLKJA}
     * @param channels ids of Slack's, such as {@code C0123456789}
     * @param validity how long a plan over its caps can be approved
     */
    public record Approving(
            String signingSecret, Set<String> users, Set<String> channels, Duration validity) {
        public Approving {
            users = Set.copyOf(users);
            channels = Set.copyOf(channels);
        }
    }

    /** How long a plan over its caps can be approved. */
    public Duration approvalValidity() {
        return slack.approvals().map(Approving::validity).orElse(APPROVAL_VALIDITY);
    }

    /** Sends what fits all of its conditions to a channel; an empty condition fits everything. */
    public record Route(
            Set<Severity> severities, Set<String> automations, Set<String> stages, String channel) {
        public Route {
            severities = Set.copyOf(severities);
            automations = Set.copyOf(automations);
            stages = Set.copyOf(stages);
        }

        public boolean fits(Severity severity, String automation, String stage) {
            return (severities.isEmpty() || severities.contains(severity))
                    && (automations.isEmpty() || automations.contains(automation))
                    && (stages.isEmpty() || stages.contains(stage));
        }
    }

    /** The page of a runbook, such as that of an automation. */
    public URI runbook(String page) {
        var base = runbooks.toString();
        return URI.create(base + (base.endsWith("/") ? "" : "/") + page + ".md");
    }

    /** The channel for a notice: that of the first route that fits, else Slack's own. */
    public String channel(Severity severity, String automation, String stage) {
        return routes.stream()
                .filter(route -> route.fits(severity, automation, stage))
                .findFirst()
                .map(Route::channel)
                .orElse(slack.channel());
    }

    private static final Shape<String> CHANNEL =
            Shapes.pattern(
                    Pattern.compile("#[\\p{L}\\p{N}_-]{1,80}|[CGD][A-Z0-9]{8,20}"),
                    "a Slack channel such as \"#ops\" or its id");
    private static final Shape<String> WORD =
            Shapes.pattern(Pattern.compile("[a-z][a-z0-9-]{0,39}"), "a name such as rds-backup");

    private static final Field<String> SECRET =
            Field.required(
                    "secret",
                    AwsShapes.secretName(),
                    "The name of the secret in Secrets Manager that holds the webhook URL or the"
                            + " bot token.");
    private static final Field<String> SLACK_CHANNEL =
            Field.required(
                    "channel", CHANNEL, "Where every notice goes that no route sends elsewhere.");
    private static final Field<String> SIGNING_SECRET =
            Field.required(
                    "signingSecret",
                    AwsShapes.secretName(),
                    "The name of the secret in Secrets Manager that holds the app's signing"
                            + " secret.");
    private static final Field<List<String>> USERS =
            Field.required(
                    "users",
                    Shapes.list(
                            Shapes.pattern(
                                    Pattern.compile("[UW][A-Z0-9]{5,20}"),
                                    "the id of a Slack user such as U2CERLKJA"),
                            1,
                            100),
                    "The ids of those who may approve; destructive plans take two of them.");
    private static final Field<List<String>> CHANNELS =
            Field.required(
                    "channels",
                    Shapes.list(
                            Shapes.pattern(
                                    Pattern.compile("[CGD][A-Z0-9]{5,20}"),
                                    "the id of a Slack channel such as C0123456789"),
                            1,
                            100),
                    "The ids of the channels in which they may.");
    private static final Field<Duration> VALIDITY =
            Field.defaulting(
                    "validity",
                    AwsShapes.duration(Duration.ofMinutes(10), Duration.ofDays(7)),
                    AwsShapes.written(APPROVAL_VALIDITY),
                    "How long a plan over its caps can be approved.");
    private static final Field<Optional<Approving>> APPROVALS =
            Field.optional(
                    "approvals",
                    Shapes.record(
                            values ->
                                    new Approving(
                                            values.get(SIGNING_SECRET),
                                            new LinkedHashSet<>(values.get(USERS)),
                                            new LinkedHashSet<>(values.get(CHANNELS)),
                                            values.get(VALIDITY)),
                            SIGNING_SECRET,
                            USERS,
                            CHANNELS,
                            VALIDITY),
                    "Who may approve with a button what waits for a person. Without it there are no"
                            + " buttons.");
    private static final RecordShape<Slack> SLACK_SHAPE =
            Shapes.record(
                    values ->
                            new Slack(
                                    values.get(SECRET),
                                    values.get(SLACK_CHANNEL),
                                    values.get(APPROVALS)),
                    SECRET,
                    SLACK_CHANNEL,
                    APPROVALS);

    private static final Field<List<String>> EMAIL =
            Field.required(
                    "email",
                    Shapes.list(AwsShapes.email(), 1, 20),
                    "Who is told by e-mail when Slack cannot be.");

    private static final Field<Optional<List<Severity>>> SEVERITY =
            Field.optional(
                    "severity",
                    Shapes.oneOrMore(Shapes.choice(Severity.values())),
                    "Only notices of these severities.");
    private static final Field<Optional<List<String>>> STAGE =
            Field.optional("stage", Shapes.oneOrMore(WORD), "Only notices of these stages.");
    private static final Field<String> ROUTE_CHANNEL =
            Field.required("channel", CHANNEL, "Where they go.");
    private static final Field<Slack> SLACK =
            Field.required("slack", SLACK_SHAPE, "The Slack workspace that is told.");
    private static final Field<List<String>> ESCALATION =
            Field.defaultingTo(
                    "escalation",
                    Shapes.record(values -> values.get(EMAIL), EMAIL),
                    List.of(),
                    "The second route, for when Slack cannot be reached or refuses a notice.");
    private static final Field<Duration> DEDUPE_WINDOW =
            Field.defaulting(
                    "dedupeWindow",
                    AwsShapes.duration(Duration.ofMinutes(1), Duration.ofDays(7)),
                    "6h",
                    "Repeats of a notice within this time are folded into the first.");
    private static final Field<URI> RUNBOOKS =
            Field.defaulting(
                    "runbooks",
                    AwsShapes.uri(),
                    "https://github.com/OWNER/nightshift/blob/main/docs/runbooks",
                    "Where the runbooks lie that notices link to: your fork of the repository.");

    private static RecordShape<Route> route(Shape<String> automationName) {
        var automation =
                Field.optional(
                        "automation",
                        Shapes.oneOrMore(automationName),
                        "Only notices of these automations.");
        return Shapes.record(
                values ->
                        new Route(
                                setOf(values.get(SEVERITY)),
                                setOf(values.get(automation)),
                                setOf(values.get(STAGE)),
                                values.get(ROUTE_CHANNEL)),
                SEVERITY,
                automation,
                STAGE,
                ROUTE_CHANNEL);
    }

    /**
     * @param known the automations that a route may name; empty for any
     */
    static RecordShape<NoticeSettings> shape(Set<String> known) {
        var routes =
                Field.defaulting(
                        "routes",
                        Shapes.list(route(known.isEmpty() ? WORD : Shapes.words(known)), 0, 50)
                                .check(NoticeSettings::refuseShadowed),
                        "[]",
                        "Which notices go to other channels; the first that fits decides.");
        return Shapes.record(
                values ->
                        new NoticeSettings(
                                values.get(SLACK),
                                values.get(ESCALATION),
                                values.get(DEDUPE_WINDOW),
                                withoutSlash(values.get(RUNBOOKS)),
                                values.get(routes)),
                SLACK,
                ESCALATION,
                DEDUPE_WINDOW,
                RUNBOOKS,
                routes);
    }

    private static URI withoutSlash(URI uri) {
        var text = uri.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
    }

    private static <T> Set<T> setOf(Optional<List<T>> list) {
        return list.<Set<T>>map(LinkedHashSet::new).orElseGet(Set::of);
    }

    /** A combination of what routes tell apart; "" stands for every name that none mentions. */
    private record Case(Severity severity, String automation, String stage) {}

    /** Refuses a route that can never decide because earlier ones fit all that it fits. */
    private static void refuseShadowed(List<Route> routes, Reading reading) {
        var cases = cases(routes);
        for (int i = 0; i < routes.size(); i++) {
            var winners = new TreeSet<Integer>();
            for (var each : cases) {
                if (fits(routes.get(i), each)) {
                    int first = 0;
                    while (!fits(routes.get(first), each)) {
                        first++;
                    }
                    winners.add(first);
                }
            }
            if (!winners.contains(i)) {
                var places =
                        winners.stream()
                                .map(winner -> reading.item(winner).at().toString())
                                .collect(Collectors.joining(" and "));
                reading.item(i)
                        .refuse(
                                "this route is never used: all that it matches goes to the "
                                        + (winners.size() == 1 ? "route" : "routes")
                                        + " at "
                                        + places);
            }
        }
    }

    private static boolean fits(Route route, Case each) {
        return route.fits(each.severity(), each.automation(), each.stage());
    }

    private static List<Case> cases(List<Route> routes) {
        var automations = new TreeSet<String>(Set.of(""));
        var stages = new TreeSet<String>(Set.of(""));
        for (var route : routes) {
            automations.addAll(route.automations());
            stages.addAll(route.stages());
        }
        var cases = new ArrayList<Case>();
        for (var severity : Severity.values()) {
            for (var automation : automations) {
                for (var stage : stages) {
                    cases.add(new Case(severity, automation, stage));
                }
            }
        }
        return cases;
    }
}
