package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.Permission;
import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        return switch (target) {
            case Target.LambdaAlias alias -> lambda(alias);
            case Target.EcsService service -> ecs(service);
            case Target.CodeDeployGroup group -> codeDeploy(group);
            case Target.AutoScalingGroup group -> autoScaling(group);
            case Target.StaticSite site -> site(site);
            case Target.AppConfigProfile profile -> appConfig(profile);
            case Target.BeanstalkEnvironment environment -> beanstalk(environment);
            case Target.VercelProject project -> List.of(secret(target, project.secret()));
            case Target.NetlifySite site -> List.of(secret(target, site.secret()));
        };
    }

    /** To purge what a distribution keeps, with {@link Invalidation}. */
    public static List<Permission> ofInvalidation(String distribution) {
        var arn = "arn:{partition}:cloudfront::{account}:distribution/" + distribution;
        return List.of(
                Permission.read(
                        "without it a purge that runs is not seen",
                        List.of("cloudfront:ListInvalidations"),
                        arn),
                Permission.write(
                        "without it the cache goes on serving what was taken back",
                        List.of("cloudfront:CreateInvalidation"),
                        arn));
    }

    private static List<Permission> lambda(Target.LambdaAlias target) {
        var function = arn("lambda", "function:" + target.function());
        return List.of(
                looks(
                        target,
                        List.of(
                                "lambda:GetAlias",
                                "lambda:ListVersionsByFunction",
                                "lambda:GetFunctionConfiguration"),
                        function,
                        function + ":*"),
                goesBack(
                        target,
                        List.of("lambda:UpdateAlias"),
                        function,
                        function + ":" + target.alias()));
    }

    private static List<Permission> ecs(Target.EcsService target) {
        var service = arn("ecs", "service/" + target.name());
        return List.of(
                looks(target, List.of("ecs:DescribeServices"), service),
                // AWS knows no resource for these
                looks(
                        target,
                        List.of("ecs:ListTaskDefinitions", "ecs:DescribeTaskDefinition"),
                        "*"),
                goesBack(target, List.of("ecs:UpdateService"), service));
    }

    private static List<Permission> codeDeploy(Target.CodeDeployGroup target) {
        var group = arn("codedeploy", "deploymentgroup:" + target.name());
        return List.of(
                looks(
                        target,
                        List.of(
                                "codedeploy:GetDeploymentGroup",
                                "codedeploy:ListDeployments",
                                "codedeploy:BatchGetDeployments",
                                "codedeploy:GetDeployment"),
                        group),
                goesBack(
                        target,
                        List.of("codedeploy:CreateDeployment", "codedeploy:StopDeployment"),
                        group),
                // CreateDeployment asks for these in the name of whoever calls it
                looks(
                        target,
                        List.of("codedeploy:GetDeploymentConfig"),
                        arn("codedeploy", "deploymentconfig:*")),
                looks(
                        target,
                        List.of("codedeploy:GetApplicationRevision"),
                        arn("codedeploy", "application:" + target.application())),
                goesBack(
                        target,
                        List.of("codedeploy:RegisterApplicationRevision"),
                        arn("codedeploy", "application:" + target.application())));
    }

    private static List<Permission> autoScaling(Target.AutoScalingGroup target) {
        return List.of(
                // AWS knows no resource for these
                looks(
                        target,
                        List.of(
                                "autoscaling:DescribeAutoScalingGroups",
                                "autoscaling:DescribeInstanceRefreshes"),
                        "*"),
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

    private static List<Permission> site(Target.StaticSite target) {
        var bucket = "arn:{partition}:s3:::" + target.bucket();
        var objects = bucket + "/" + target.prefix() + "*";
        var all = new ArrayList<Permission>();
        all.add(
                looks(
                        target,
                        List.of(
                                "s3:ListBucketVersions",
                                "s3:GetBucketVersioning",
                                "s3:GetEncryptionConfiguration",
                                "s3:GetLifecycleConfiguration"),
                        bucket));
        all.add(
                looks(
                        target,
                        List.of("s3:GetObjectVersion", "s3:GetObjectVersionTagging"),
                        objects));
        all.add(
                goesBack(
                        target,
                        List.of("s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject"),
                        objects));
        target.distribution().map(TargetPermissions::ofInvalidation).ifPresent(all::addAll);
        return List.copyOf(all);
    }

    private static List<Permission> appConfig(Target.AppConfigProfile target) {
        var application = arn("appconfig", "application/" + target.application());
        var environment = application + "/environment/" + target.environment();
        var profile = application + "/configurationprofile/" + target.profile();
        return List.of(
                looks(
                        target,
                        List.of(
                                "appconfig:ListDeployments",
                                "appconfig:GetDeployment",
                                "appconfig:GetConfigurationProfile",
                                "appconfig:ListHostedConfigurationVersions"),
                        application,
                        environment,
                        environment + "/deployment/*",
                        profile),
                goesBack(
                        target,
                        List.of("appconfig:StartDeployment", "appconfig:StopDeployment"),
                        application,
                        environment,
                        environment + "/deployment/*",
                        profile,
                        arn("appconfig", "deploymentstrategy/*")));
    }

    private static List<Permission> beanstalk(Target.BeanstalkEnvironment target) {
        var environment = arn("elasticbeanstalk", "environment/" + target.name());
        var versions = arn("elasticbeanstalk", "applicationversion/" + target.application() + "/*");
        return List.of(
                looks(
                        target,
                        List.of(
                                "elasticbeanstalk:DescribeEnvironments",
                                "elasticbeanstalk:DescribeApplicationVersions"),
                        environment,
                        versions),
                goesBack(
                        target,
                        List.of("elasticbeanstalk:UpdateEnvironment"),
                        environment,
                        versions));
    }

    private static Permission secret(Target target, String name) {
        return looks(
                target,
                List.of("secretsmanager:GetSecretValue"),
                // Secrets Manager adds six characters of its own to the name
                arn("secretsmanager", "secret:" + name + "-??????"));
    }

    private static Permission looks(Target target, List<String> actions, String... resources) {
        return Permission.read("without it " + target.id() + " cannot be seen", actions, resources);
    }

    private static Permission goesBack(Target target, List<String> actions, String... resources) {
        return Permission.write(
                "without it " + target.id() + " cannot go back", actions, resources);
    }

    private static String arn(String service, String resource) {
        return "arn:{partition}:" + service + HERE + resource;
    }
}
