package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.rollback.service.Target;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a function may do to look at a target and to take it back: no more than the calls that the
 * adapters make, on as little as AWS lets one name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>
 */
public final class TargetPermissions {
    private static final String HERE = ":{region}:{account}:";

    private TargetPermissions() {}

    /** For one target; those that read are enough for everything but going back. */
    public static List<Permission> of(Target target) {
        return Stream.concat(toObserve(target).stream(), toGoBack(target).stream()).toList();
    }

    /** To see what stands on a target, and what stood there before. */
    public static List<Permission> toObserve(Target target) {
        return switch (target) {
            case Target.LambdaAlias alias ->
                    List.of(
                            observes(
                                    alias,
                                    List.of("lambda:GetAlias", "lambda:ListVersionsByFunction"),
                                    function(alias),
                                    function(alias) + ":*"));
            case Target.EcsService service ->
                    List.of(
                            observes(service, List.of("ecs:DescribeServices"), service(service)),
                            // AWS knows no resource for it
                            observes(service, List.of("ecs:ListTaskDefinitions"), "*"));
            case Target.CodeDeployGroup group ->
                    List.of(
                            observes(
                                    group,
                                    List.of(
                                            "codedeploy:ListDeployments",
                                            "codedeploy:BatchGetDeployments"),
                                    group(group)));
            case Target.AutoScalingGroup group ->
                    List.of(
                            // AWS knows no resource for these
                            observes(
                                    group,
                                    List.of(
                                            "autoscaling:DescribeAutoScalingGroups",
                                            "autoscaling:DescribeInstanceRefreshes"),
                                    "*"));
            case Target.StaticSite site -> observesSite(site);
            case Target.AppConfigProfile profile ->
                    List.of(
                            observes(
                                    profile,
                                    List.of(
                                            "appconfig:ListDeployments",
                                            "appconfig:GetConfigurationProfile"),
                                    deployed(profile)));
            case Target.BeanstalkEnvironment environment ->
                    List.of(
                            observes(
                                    environment,
                                    List.of(
                                            "elasticbeanstalk:DescribeEnvironments",
                                            "elasticbeanstalk:DescribeApplicationVersions"),
                                    deployed(environment)));
            case Target.VercelProject project -> List.of(secret(target, project.secret()));
            case Target.NetlifySite site -> List.of(secret(target, site.secret()));
        };
    }

    /**
     * To read what a person says of a revision, beside what is observed; see {@link ReleaseMarks}.
     */
    public static List<Permission> toReadMarks(Target target) {
        return switch (target) {
            case Target.LambdaAlias alias ->
                    List.of(
                            marks(
                                    alias,
                                    "lambda:GetFunctionConfiguration",
                                    function(alias) + ":*"));
            // AWS knows no resource for it
            case Target.EcsService service ->
                    List.of(marks(service, "ecs:DescribeTaskDefinition", "*"));
            case Target.CodeDeployGroup group ->
                    List.of(marks(group, "codedeploy:GetDeployment", group(group)));
            // what observes it sees the descriptions too
            case Target.BeanstalkEnvironment _ -> List.of();
            case Target.AutoScalingGroup _,
                    Target.StaticSite _,
                    Target.AppConfigProfile _,
                    Target.VercelProject _,
                    Target.NetlifySite _ ->
                    List.of();
        };
    }

    private static Permission marks(Target target, String action, String resource) {
        return Permission.read(
                "without it nobody knows which revisions of %s are irreversible"
                        .formatted(target.id()),
                List.of(action),
                resource);
    }

    /** What looks once more whether one can go back, and what does it. */
    private static List<Permission> toGoBack(Target target) {
        return switch (target) {
            case Target.LambdaAlias alias -> lambda(alias);
            case Target.EcsService service -> ecs(service);
            case Target.CodeDeployGroup group -> codeDeploy(group);
            case Target.AutoScalingGroup group -> autoScaling(group);
            case Target.StaticSite site -> site(site);
            case Target.AppConfigProfile profile -> appConfig(profile);
            case Target.BeanstalkEnvironment environment -> beanstalk(environment);
            // the token is enough for both
            case Target.VercelProject _, Target.NetlifySite _ -> List.of();
        };
    }

    /** To purge what a distribution keeps, with {@link Invalidation}. */
    public static List<Permission> ofInvalidation(String distribution) {
        return List.of(seesPurges(distribution), purges(distribution));
    }

    private static Permission seesPurges(String distribution) {
        return Permission.read(
                "without it a purge that runs is not seen",
                List.of("cloudfront:ListInvalidations"),
                distributionArn(distribution));
    }

    private static Permission purges(String distribution) {
        return Permission.write(
                "without it the cache goes on serving what was taken back",
                List.of("cloudfront:CreateInvalidation"),
                distributionArn(distribution));
    }

    private static String distributionArn(String distribution) {
        return "arn:{partition}:cloudfront::{account}:distribution/" + distribution;
    }

    private static List<Permission> lambda(Target.LambdaAlias target) {
        return List.of(
                looks(
                        target,
                        List.of("lambda:GetFunctionConfiguration"),
                        function(target),
                        function(target) + ":*"),
                goesBack(
                        target,
                        List.of("lambda:UpdateAlias"),
                        function(target),
                        function(target) + ":" + target.alias()));
    }

    private static String function(Target.LambdaAlias target) {
        return arn("lambda", "function:" + target.function());
    }

    private static List<Permission> ecs(Target.EcsService target) {
        return List.of(
                // AWS knows no resource for it
                looks(target, List.of("ecs:DescribeTaskDefinition"), "*"),
                goesBack(target, List.of("ecs:UpdateService"), service(target)));
    }

    private static String service(Target.EcsService target) {
        return arn("ecs", "service/" + target.name());
    }

    private static List<Permission> codeDeploy(Target.CodeDeployGroup target) {
        var application = arn("codedeploy", "application:" + target.application());
        return List.of(
                looks(
                        target,
                        List.of("codedeploy:GetDeploymentGroup", "codedeploy:GetDeployment"),
                        group(target)),
                goesBack(
                        target,
                        List.of("codedeploy:CreateDeployment", "codedeploy:StopDeployment"),
                        group(target)),
                // CreateDeployment asks for these in the name of whoever calls it
                looks(
                        target,
                        List.of("codedeploy:GetDeploymentConfig"),
                        arn("codedeploy", "deploymentconfig:*")),
                looks(target, List.of("codedeploy:GetApplicationRevision"), application),
                goesBack(target, List.of("codedeploy:RegisterApplicationRevision"), application));
    }

    private static String group(Target.CodeDeployGroup target) {
        return arn("codedeploy", "deploymentgroup:" + target.name());
    }

    private static List<Permission> autoScaling(Target.AutoScalingGroup target) {
        return List.of(
                goesBack(
                        target,
                        List.of(
                                "autoscaling:StartInstanceRefresh",
                                "autoscaling:RollbackInstanceRefresh"),
                        arn(
                                "autoscaling",
                                "autoScalingGroup:*:autoScalingGroupName/" + target.name())),
                // asked for when a launch template is named; what is launched is what it says
                goesBack(target, List.of("ec2:RunInstances"), "*")
                        .when(Map.of("Bool", Map.of("ec2:IsLaunchTemplateResource", "true"))));
    }

    private static List<Permission> observesSite(Target.StaticSite target) {
        var versions = observes(target, List.of("s3:ListBucketVersions"), bucket(target));
        return Stream.concat(
                        Stream.of(versions),
                        target.distribution().map(TargetPermissions::seesPurges).stream())
                .toList();
    }

    private static List<Permission> site(Target.StaticSite target) {
        var objects = bucket(target) + "/" + target.prefix() + "*";
        return Stream.concat(
                        Stream.of(
                                looks(
                                        target,
                                        List.of(
                                                "s3:GetBucketVersioning",
                                                "s3:GetEncryptionConfiguration",
                                                "s3:GetLifecycleConfiguration"),
                                        bucket(target)),
                                looks(
                                        target,
                                        List.of(
                                                "s3:GetObjectVersion",
                                                "s3:GetObjectVersionTagging"),
                                        objects),
                                goesBack(
                                        target,
                                        List.of(
                                                "s3:PutObject",
                                                "s3:PutObjectTagging",
                                                "s3:DeleteObject"),
                                        objects)),
                        target.distribution().map(TargetPermissions::purges).stream())
                .toList();
    }

    private static String bucket(Target.StaticSite target) {
        return "arn:{partition}:s3:::" + target.bucket();
    }

    private static List<Permission> appConfig(Target.AppConfigProfile target) {
        var on = Stream.of(deployed(target));
        return List.of(
                looks(
                        target,
                        List.of(
                                "appconfig:GetDeployment",
                                "appconfig:ListHostedConfigurationVersions"),
                        deployed(target)),
                goesBack(
                        target,
                        List.of("appconfig:StartDeployment", "appconfig:StopDeployment"),
                        Stream.concat(on, Stream.of(arn("appconfig", "deploymentstrategy/*")))
                                .toArray(String[]::new)));
    }

    private static String[] deployed(Target.AppConfigProfile target) {
        var application = arn("appconfig", "application/" + target.application());
        var environment = application + "/environment/" + target.environment();
        return new String[] {
            application,
            environment,
            environment + "/deployment/*",
            application + "/configurationprofile/" + target.profile()
        };
    }

    private static List<Permission> beanstalk(Target.BeanstalkEnvironment target) {
        return List.of(
                goesBack(target, List.of("elasticbeanstalk:UpdateEnvironment"), deployed(target)));
    }

    private static String[] deployed(Target.BeanstalkEnvironment target) {
        return new String[] {
            arn("elasticbeanstalk", "environment/" + target.name()),
            arn("elasticbeanstalk", "applicationversion/" + target.application() + "/*")
        };
    }

    private static Permission secret(Target target, String name) {
        return observes(
                target,
                List.of("secretsmanager:GetSecretValue"),
                // Secrets Manager adds six characters of its own to the name
                arn("secretsmanager", "secret:" + name + "-??????"));
    }

    private static Permission observes(Target target, List<String> actions, String... resources) {
        return Permission.read("without it " + target.id() + " cannot be seen", actions, resources);
    }

    private static Permission looks(Target target, List<String> actions, String... resources) {
        return Permission.read(
                "without it nobody knows whether " + target.id() + " can go back",
                actions,
                resources);
    }

    private static Permission goesBack(Target target, List<String> actions, String... resources) {
        return Permission.write(
                "without it " + target.id() + " cannot go back", actions, resources);
    }

    private static String arn(String service, String resource) {
        return "arn:{partition}:" + service + HERE + resource;
    }
}
