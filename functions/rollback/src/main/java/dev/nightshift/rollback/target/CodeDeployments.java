package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.CodeDeployException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentDoesNotExistException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;

/** What CodeDeploy knows of the deployments of one group. */
final class CodeDeployments {
    /** Older deployments are nothing to go back to. */
    static final Duration WINDOW = Duration.ofDays(90);

    /** What one BatchGetDeployments takes. */
    private static final int BATCH = 25;

    private final CodeDeployClient codeDeploy;
    private final Target.CodeDeployGroup target;
    private final Clock clock;

    CodeDeployments(CodeDeployClient codeDeploy, Target.CodeDeployGroup target, Clock clock) {
        this.codeDeploy = codeDeploy;
        this.target = target;
        this.clock = clock;
    }

    /** Of the last 90 days, the newest first. */
    List<DeploymentInfo> all() {
        var from = clock.instant().minus(WINDOW);
        var all = new ArrayList<DeploymentInfo>();
        var ids =
                ask(
                        "list the deployments of " + target.name(),
                        () ->
                                codeDeploy
                                        .listDeploymentsPaginator(
                                                request ->
                                                        request.applicationName(
                                                                        target.application())
                                                                .deploymentGroupName(target.group())
                                                                .createTimeRange(
                                                                        range -> range.start(from)))
                                        .deployments()
                                        .stream()
                                        .toList());
        for (int at = 0; at < ids.size(); at += BATCH) {
            var batch = ids.subList(at, Math.min(at + BATCH, ids.size()));
            all.addAll(
                    ask(
                            "read the deployments of " + target.name(),
                            () ->
                                    codeDeploy
                                            .batchGetDeployments(
                                                    request -> request.deploymentIds(batch))
                                            .deploymentsInfo()));
        }
        all.sort(Comparator.comparing(DeploymentInfo::createTime).reversed());
        return all;
    }

    /** One of any group; empty if there is none, or this cannot be the id of one. */
    Optional<DeploymentInfo> find(String id) {
        if (!id.matches("d-[A-Z0-9]{1,20}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    codeDeploy.getDeployment(request -> request.deploymentId(id)).deploymentInfo());
        } catch (DeploymentDoesNotExistException none) {
            return Optional.empty();
        } catch (SdkException failure) {
            throw AwsErrors.translate("read the deployment " + id, failure);
        }
    }

    /** What CodeDeploy itself would go back to. */
    Optional<String> lastSuccessful() {
        var group =
                ask(
                        "read the deployment group " + target.name(),
                        () ->
                                codeDeploy
                                        .getDeploymentGroup(
                                                request ->
                                                        request.applicationName(
                                                                        target.application())
                                                                .deploymentGroupName(
                                                                        target.group()))
                                        .deploymentGroupInfo());
        return Optional.ofNullable(group.lastSuccessfulDeployment())
                .map(last -> last.deploymentId());
    }

    /** CodeDeploy says that something is missing with a 400 and a code of its own. */
    private static <T> T ask(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (CodeDeployException refusal) {
            if (AwsErrors.code(refusal).endsWith("DoesNotExistException")) {
                throw new CloudException(
                        Kind.NOT_FOUND,
                        "could not " + doing + ": " + AwsErrors.code(refusal),
                        refusal);
            }
            throw AwsErrors.translate(doing, refusal);
        } catch (SdkException failure) {
            throw AwsErrors.translate(doing, failure);
        }
    }
}
