package dev.nightshift.rollback.watch;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.rollback.webhook.Sender;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of deploy-watch are written. */
final class DeployWatchShape {
    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern PIPELINE = Pattern.compile("[A-Za-z0-9.@_-]{1,100}");
    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");
    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}(@[!-~ ]{1,255})?");
    private static final String A_SERVICE = "the name of a service of auto-rollback";

    private static final Field<String> SECRET =
            Field.required(
                    "secret",
                    AwsShapes.secretName(),
                    "The secret whose text the sender signs with.");
    private static final RecordShape<String> SIGNED =
            Shapes.record(values -> values.get(SECRET), SECRET);

    private static final Field<Optional<String>> GITHUB = sender(Sender.GITHUB);
    private static final Field<Optional<String>> VERCEL = sender(Sender.VERCEL);
    private static final Field<Optional<String>> NETLIFY = sender(Sender.NETLIFY);
    private static final RecordShape<Map<Sender, String>> SENDERS =
            Shapes.record(
                    values -> {
                        var senders = new EnumMap<Sender, String>(Sender.class);
                        values.get(GITHUB).ifPresent(name -> senders.put(Sender.GITHUB, name));
                        values.get(VERCEL).ifPresent(name -> senders.put(Sender.VERCEL, name));
                        values.get(NETLIFY).ifPresent(name -> senders.put(Sender.NETLIFY, name));
                        return Map.copyOf(senders);
                    },
                    GITHUB,
                    VERCEL,
                    NETLIFY);

    private static final Field<Map<Sender, String>> WEBHOOKS =
            Field.defaulting("webhooks", SENDERS, "{}", "Whose webhooks are listened to.");
    private static final Field<Map<String, List<String>>> PIPELINES =
            byService(
                    "pipelines",
                    Shapes.pattern(PIPELINE, "the name of a pipeline of CodePipeline"),
                    "Which pipelines release a service: they know by whom.");
    private static final Field<Map<String, List<String>>> STACKS =
            byService(
                    "stacks",
                    Shapes.pattern(STACK, "the name of a stack of CloudFormation"),
                    "Which stacks release a service.");
    private static final Field<Map<String, List<String>>> REPOSITORIES =
            byService(
                    "repositories",
                    Shapes.pattern(
                            REPOSITORY,
                            "a repository such as acme/shop, acme/shop@production for one"
                                    + " environment or \"acme/shop@Deploy\" for a workflow"),
                    "Which repositories of GitHub release a service; of workflows only those that"
                            + " are named.");
    private static final Field<Map<String, List<String>>> IRREVERSIBLE =
            byService(
                    "irreversible",
                    Shapes.text(),
                    "Revisions that nothing goes back from, such as after a migration of a"
                            + " database.");
    private static final Field<List<String>> PURGE =
            Field.defaulting(
                    "purge",
                    Shapes.list(Shapes.pattern(SERVICE, A_SERVICE), 0, 100),
                    "[]",
                    "Sites whose CloudFront distribution is purged after a deploy.");

    static final RecordShape<DeployWatchSettings> SHAPE =
            Shapes.record(
                    values ->
                            new DeployWatchSettings(
                                    List.of(),
                                    values.get(WEBHOOKS),
                                    values.get(PIPELINES),
                                    values.get(STACKS),
                                    values.get(REPOSITORIES),
                                    values.get(IRREVERSIBLE),
                                    values.get(PURGE)),
                    WEBHOOKS,
                    PIPELINES,
                    STACKS,
                    REPOSITORIES,
                    IRREVERSIBLE,
                    PURGE);

    private DeployWatchShape() {}

    private static Field<Optional<String>> sender(Sender sender) {
        return Field.optional(
                sender.word(),
                SIGNED,
                "Webhooks that are sent to /%s of the function's URL.".formatted(sender.word()));
    }

    private static Field<Map<String, List<String>>> byService(
            String name, Shape<String> item, String doc) {
        return Field.defaulting(
                name, Shapes.map(SERVICE, A_SERVICE, Shapes.oneOrMore(item)), "{}", doc);
    }
}
