package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.rollback.release.IrreversibleMark;
import dev.nightshift.rollback.service.Target;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.Tag;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionField;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;

/** Where each platform keeps what a person says of a revision. */
final class ReleaseMarks {
    private ReleaseMarks() {}

    /**
     * The description of a version, which {@code PublishVersion} is given and nobody changes later.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html">PublishVersion</a>
     */
    static ReleaseMark of(LambdaAliases lambda, Target.LambdaAlias target) {
        return version ->
                IrreversibleMark.isIn(
                        lambda.version(target.function(), version)
                                .orElseThrow(() -> missing(target, version))
                                .description());
    }

    private static CloudException missing(Target.LambdaAlias target, String version) {
        return new CloudException(
                Kind.NOT_FOUND,
                "could not read version %s of %s: there is none"
                        .formatted(version, target.function()));
    }

    /**
     * The tags of a task definition, which one may add at any time.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTaskDefinition.html">
     *     DescribeTaskDefinition</a>
     */
    static ReleaseMark of(EcsClient ecs) {
        return definition ->
                IrreversibleMark.isAmong(
                        Calls.ask(
                                        "read the tags of the task definition " + definition,
                                        () ->
                                                ecs.describeTaskDefinition(
                                                        request ->
                                                                request.taskDefinition(definition)
                                                                        .include(
                                                                                TaskDefinitionField
                                                                                        .TAGS)))
                                .tags()
                                .stream()
                                .collect(
                                        Collectors.toMap(
                                                Tag::key,
                                                tag -> Optional.ofNullable(tag.value()).orElse(""),
                                                (one, _) -> one)));
    }

    /**
     * The description of the deployment.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeployment.html">
     *     CreateDeployment</a>
     */
    static ReleaseMark of(CodeDeployClient codeDeploy) {
        return deployment ->
                IrreversibleMark.isIn(
                        Optional.ofNullable(
                                Calls.ask(
                                                "read the deployment " + deployment,
                                                () ->
                                                        codeDeploy.getDeployment(
                                                                request ->
                                                                        request.deploymentId(
                                                                                deployment)))
                                        .deploymentInfo()
                                        .description()));
    }

    /**
     * The description of the application version.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DescribeApplicationVersions.html">
     *     DescribeApplicationVersions</a>
     */
    static ReleaseMark of(ElasticBeanstalkClient beanstalk, Target.BeanstalkEnvironment target) {
        return label ->
                Calls.ask(
                                "read the version " + label + " of " + target.application(),
                                () ->
                                        beanstalk.describeApplicationVersions(
                                                request ->
                                                        request.applicationName(
                                                                        target.application())
                                                                .versionLabels(label)))
                        .applicationVersions()
                        .stream()
                        .filter(version -> label.equals(version.versionLabel()))
                        .findFirst()
                        .map(
                                version ->
                                        IrreversibleMark.isIn(
                                                Optional.ofNullable(version.description())))
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                Kind.NOT_FOUND,
                                                "there is no version %s of the application %s"
                                                        .formatted(label, target.application())));
    }
}
