package dev.nightshift.rollback.auto;

import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape.Values;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.rollback.service.Target;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys that say what a service is released on; one of them names it. */
final class TargetFields {
    private static final String PART = "[A-Za-z0-9_.-]{1,100}";
    private static final Pattern ONE = Pattern.compile(PART);
    private static final Pattern TWO = Pattern.compile(PART + "/" + PART);
    private static final Pattern THREE = Pattern.compile(PART + "/" + PART + "/" + PART);
    private static final Pattern ALIAS =
            Pattern.compile("[A-Za-z0-9_-]{1,64}:[A-Za-z0-9_-]{1,128}");
    private static final Pattern SITE =
            Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[!-~]{0,500})?");
    private static final Pattern DISTRIBUTION = Pattern.compile("[A-Z0-9]{8,20}");

    static final Field<Optional<String>> LAMBDA =
            Field.optional(
                    "lambda",
                    Shapes.pattern(ALIAS, "a function and its alias such as shop-api:live"),
                    "A Lambda alias; weights are known.");
    static final Field<Optional<String>> ECS =
            Field.optional(
                    "ecs",
                    Shapes.pattern(TWO, "cluster/service such as shop/web"),
                    "An ECS service that ECS itself deploys.");
    static final Field<Optional<String>> CODEDEPLOY =
            Field.optional(
                    "codedeploy",
                    Shapes.pattern(TWO, "application/group"),
                    "A deployment group of CodeDeploy.");
    static final Field<Optional<String>> AUTOSCALING =
            Field.optional(
                    "autoscaling",
                    Shapes.pattern(ONE, "the name of a group"),
                    "An Auto Scaling group with a launch template.");
    static final Field<Optional<String>> SITE_IN =
            Field.optional(
                    "site",
                    Shapes.pattern(SITE, "bucket or bucket/prefix"),
                    "A static site in a versioned bucket.");
    static final Field<Optional<String>> APPCONFIG =
            Field.optional(
                    "appconfig",
                    Shapes.pattern(THREE, "application/environment/profile, by their ids"),
                    "A configuration or flags of AppConfig.");
    static final Field<Optional<String>> BEANSTALK =
            Field.optional(
                    "beanstalk",
                    Shapes.pattern(TWO, "application/environment"),
                    "An environment of Elastic Beanstalk.");
    static final Field<Optional<String>> VERCEL =
            Field.optional(
                    "vercel", Shapes.pattern(ONE, "a project's id or name"), "A Vercel project.");
    static final Field<Optional<String>> NETLIFY =
            Field.optional("netlify", Shapes.pattern(ONE, "a site's id"), "A Netlify site.");
    static final Field<Optional<String>> CLOUDFRONT =
            Field.optional(
                    "distribution",
                    Shapes.pattern(DISTRIBUTION, "a distribution's id such as E2QWRUHAPOMQZL"),
                    "The CloudFront distribution before a site, whose cache is emptied.");
    static final Field<Optional<String>> TEAM =
            Field.optional(
                    "team", Shapes.pattern(ONE, "a team's id"), "The team of a Vercel project.");
    static final Field<Optional<String>> SECRET =
            Field.optional(
                    "secret",
                    AwsShapes.secretName(),
                    "The secret in Secrets Manager whose text is the access token of Vercel or"
                            + " Netlify.");

    static final List<Field<?>> ALL =
            List.of(
                    LAMBDA,
                    ECS,
                    CODEDEPLOY,
                    AUTOSCALING,
                    SITE_IN,
                    APPCONFIG,
                    BEANSTALK,
                    VERCEL,
                    NETLIFY,
                    CLOUDFRONT,
                    TEAM,
                    SECRET);

    private TargetFields() {}

    /** All that is named; there should be one. */
    static List<Target> targets(Values values) {
        return Stream.of(
                        values.get(LAMBDA).map(text -> lambda(parts(text, ":"))),
                        values.get(ECS).map(text -> parts(text, "/")).map(TargetFields::ecs),
                        values.get(CODEDEPLOY)
                                .map(text -> parts(text, "/"))
                                .map(two -> new Target.CodeDeployGroup(two.get(0), two.get(1))),
                        values.get(AUTOSCALING).map(Target.AutoScalingGroup::new),
                        values.get(SITE_IN)
                                .map(text -> parts(text + "/", "/"))
                                .map(two -> site(two, values.get(CLOUDFRONT))),
                        values.get(APPCONFIG)
                                .map(text -> text.split("/", -1))
                                .map(
                                        three ->
                                                new Target.AppConfigProfile(
                                                        three[0], three[1], three[2])),
                        values.get(BEANSTALK)
                                .map(text -> parts(text, "/"))
                                .map(
                                        two ->
                                                new Target.BeanstalkEnvironment(
                                                        two.get(0), two.get(1))),
                        values.get(VERCEL)
                                .map(
                                        project ->
                                                new Target.VercelProject(
                                                        project,
                                                        values.get(TEAM),
                                                        values.get(SECRET).orElse(""))),
                        values.get(NETLIFY)
                                .map(
                                        site ->
                                                new Target.NetlifySite(
                                                        site, values.get(SECRET).orElse(""))))
                .<Target>flatMap(Optional::stream)
                .toList();
    }

    private static Target lambda(List<String> two) {
        return new Target.LambdaAlias(two.get(0), two.get(1));
    }

    private static Target ecs(List<String> two) {
        return new Target.EcsService(two.get(0), two.get(1));
    }

    private static Target site(List<String> two, Optional<String> distribution) {
        var prefix = two.get(1);
        return new Target.StaticSite(
                two.get(0), prefix.substring(0, Math.max(0, prefix.length() - 1)), distribution);
    }

    private static List<String> parts(String text, String between) {
        int at = text.indexOf(between);
        return List.of(text.substring(0, at), text.substring(at + 1));
    }
}
