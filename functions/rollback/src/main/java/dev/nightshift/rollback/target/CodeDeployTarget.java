package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentLimitExceededException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;

/**
 * A deployment group of CodeDeploy. Two deployments of the same revision are the same release, and
 * have the name of the older one: going back makes a deployment of its own, of a revision that was
 * deployed before. A deployment that runs is stopped, and CodeDeploy then goes back by itself if
 * what it would go back to is what is wanted.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_StopDeployment.html">
 *     StopDeployment</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html">
 *     Redeploy and roll back</a>
 */
final class CodeDeployTarget extends CarefulTarget {
    /** So long after a stop CodeDeploy is left to go back by itself. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final Set<DeploymentStatus> RUNNING =
            Set.of(
                    DeploymentStatus.CREATED,
                    DeploymentStatus.QUEUED,
                    DeploymentStatus.IN_PROGRESS,
                    DeploymentStatus.BAKING,
                    DeploymentStatus.READY);

    /** Whoever else made a deployment, a person or a pipeline did, and it may be stopped. */
    private static final Set<String> THEIR_OWN =
            Set.of(
                    "autoscaling",
                    "autoscalingTermination",
                    "codeDeployRollback",
                    "CodeDeployAutoUpdate",
                    "CloudFormation",
                    "CloudFormationRollback");

    private static final String OURS = "nightshift goes back: ";

    private final CodeDeployClient codeDeploy;
    private final Target.CodeDeployGroup target;
    private final Clock clock;
    private final CodeDeployments deployments;

    CodeDeployTarget(CodeDeployClient codeDeploy, Target.CodeDeployGroup target, Clock clock) {
        this.codeDeploy = codeDeploy;
        this.target = target;
        this.clock = clock;
        this.deployments = new CodeDeployments(codeDeploy, target, clock);
    }

    @Override
    public Standing observe() {
        var all = deployments.all();
        var running = running(all);
        var done = succeeded(all);
        var newest =
                all.stream()
                        .filter(CodeDeployTarget::isSomewhere)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new CloudException(
                                                Kind.NOT_FOUND,
                                                "nothing was deployed to "
                                                        + target.name()
                                                        + " in the last "
                                                        + CodeDeployments.WINDOW.toDays()
                                                        + " days"));
        var current = first(done, newest);
        var formers = new ArrayList<Standing.Former>();
        for (var deployment : done) {
            var former = first(done, deployment);
            if (!former.revision().equals(newest.revision())
                    && formers.stream()
                            .noneMatch(known -> known.revision().equals(former.deploymentId()))) {
                formers.add(
                        new Standing.Former(
                                former.deploymentId(),
                                Optional.ofNullable(deployment.completeTime()),
                                Optional.empty()));
            }
        }
        return new Standing(
                current.deploymentId(),
                Optional.ofNullable(newest.createTime()),
                newest.status() == DeploymentStatus.SUCCEEDED ? 100 : share(newest),
                formers,
                running.filter(CodeDeployTarget::isTheirOwn).map(CodeDeployTarget::words));
    }

    @Override
    public Progress verify(String to) {
        var all = deployments.all();
        var running = running(all);
        return running.isPresent() && same(running.get().deploymentId(), to)
                ? new Progress.Underway(words(running.get()))
                : stoppedFor(all, to)
                        .<Progress>map(Progress.Underway::new)
                        .orElseGet(() -> super.verify(to));
    }

    @Override
    boolean same(String one, String other) {
        if (super.same(one, other)) {
            return true;
        }
        var revision = deployments.find(one).map(DeploymentInfo::revision);
        return revision.isPresent()
                && revision.equals(deployments.find(other).map(DeploymentInfo::revision));
    }

    @Override
    boolean isHalfway(String from) {
        return deployments.all().stream()
                .findFirst()
                .filter(newest -> newest.status() == DeploymentStatus.STOPPED)
                .filter(newest -> same(newest.deploymentId(), from))
                .isPresent();
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        var found = deployments.find(to);
        if (found.isEmpty()) {
            return Optional.of("CodeDeploy knows no deployment " + to);
        }
        var former = found.get();
        if (!target.group().equals(former.deploymentGroupName())
                || !target.application().equals(former.applicationName())) {
            return Optional.of(
                    "the deployment %s is of another group: %s/%s"
                            .formatted(to, former.applicationName(), former.deploymentGroupName()));
        }
        return former.status() == DeploymentStatus.SUCCEEDED
                ? Optional.empty()
                : Optional.of(
                        "the deployment %s has not succeeded: it is %s"
                                .formatted(to, former.statusAsString()));
    }

    @Override
    String looked(String to) {
        return "the deployment "
                + to
                + " succeeded; whether its bundle is still there, it says"
                + " when it is deployed";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        var all = deployments.all();
        var before =
                all.stream()
                        .filter(deployment -> (OURS + token).equals(deployment.description()))
                        .findFirst();
        if (before.isPresent() && !RUNNING.contains(before.get().status())) {
            return new Step.Refused("it was tried before: " + words(before.get()));
        }
        var stopped = stoppedFor(all, to);
        if (stopped.isPresent()) {
            return new Step.AlreadySo(stopped.get());
        }
        var running = running(all);
        return running.isPresent()
                ? stop(running.get(), to)
                : deployments
                        .find(to)
                        .map(former -> deploy(former.revision(), to, token))
                        .orElseGet(() -> new Step.Refused("CodeDeploy knows no deployment " + to));
    }

    private Step stop(DeploymentInfo running, String to) {
        boolean byItself = goesBackTo(to);
        Calls.ask(
                "stop the deployment " + running.deploymentId(),
                () ->
                        codeDeploy.stopDeployment(
                                request ->
                                        request.deploymentId(running.deploymentId())
                                                .autoRollbackEnabled(byItself)));
        var stopped = "the deployment " + running.deploymentId() + " is stopped";
        return byItself
                ? new Step.Begun(stopped + ", and CodeDeploy goes back to " + to)
                : new Step.Unfinished(stopped + "; " + to + " is deployed next");
    }

    /** Whether CodeDeploy, when it goes back, goes to what is wanted. */
    private boolean goesBackTo(String to) {
        return deployments.lastSuccessful().filter(last -> same(last, to)).isPresent();
    }

    /** Between the stop of a deployment and the one that goes back from it nothing runs. */
    private Optional<String> stoppedFor(List<DeploymentInfo> newestFirst, String to) {
        var since = clock.instant().minus(GRACE);
        return newestFirst.stream()
                .findFirst()
                .filter(newest -> newest.status() == DeploymentStatus.STOPPED)
                .filter(newest -> newest.completeTime() != null)
                .filter(newest -> newest.completeTime().isAfter(since))
                .filter(_ -> goesBackTo(to))
                .map(newest -> words(newest) + ", and CodeDeploy goes back to " + to);
    }

    private Step deploy(RevisionLocation revision, String to, String token) {
        try {
            var made =
                    codeDeploy
                            .createDeployment(
                                    request ->
                                            request.applicationName(target.application())
                                                    .deploymentGroupName(target.group())
                                                    .revision(revision)
                                                    .description(OURS + token))
                            .deploymentId();
            return new Step.Begun("the deployment " + made + " deploys again what " + to + " did");
        } catch (DeploymentLimitExceededException another) {
            return new Step.Refused("another deployment of " + target.name() + " runs by now");
        } catch (SdkException failure) {
            throw AwsErrors.translate("deploy to " + target.name(), failure);
        }
    }

    private static Optional<DeploymentInfo> running(List<DeploymentInfo> newestFirst) {
        return newestFirst.stream()
                .filter(deployment -> RUNNING.contains(deployment.status()))
                .findFirst();
    }

    private static List<DeploymentInfo> succeeded(List<DeploymentInfo> newestFirst) {
        return newestFirst.stream()
                .filter(deployment -> deployment.status() == DeploymentStatus.SUCCEEDED)
                .toList();
    }

    /** Whether something runs what it deployed, if only one of its instances. */
    private static boolean isSomewhere(DeploymentInfo deployment) {
        return deployment.status() == DeploymentStatus.SUCCEEDED
                || RUNNING.contains(deployment.status())
                || share(deployment) > 0;
    }

    /** The oldest deployment of the same revision, whose name the release has. */
    private static DeploymentInfo first(List<DeploymentInfo> newestFirst, DeploymentInfo one) {
        return newestFirst.reversed().stream()
                .filter(deployment -> deployment.revision().equals(one.revision()))
                .findFirst()
                .orElse(one);
    }

    /** Of its instances, or other things to deploy to, how many are done; zero if none is. */
    private static int share(DeploymentInfo deployment) {
        var overview = deployment.deploymentOverview();
        if (overview == null || overview.succeeded() == null) {
            return 0;
        }
        long all =
                overview.succeeded()
                        + overview.pending()
                        + overview.inProgress()
                        + overview.failed()
                        + overview.skipped();
        return all == 0 ? 0 : Math.toIntExact(100 * overview.succeeded() / all);
    }

    private static boolean isTheirOwn(DeploymentInfo deployment) {
        return THEIR_OWN.contains(String.valueOf(deployment.creatorAsString()))
                || (deployment.rollbackInfo() != null
                        && deployment.rollbackInfo().rollbackTriggeringDeploymentId() != null);
    }

    private static String words(DeploymentInfo deployment) {
        return "the deployment %s by %s is %s"
                .formatted(
                        deployment.deploymentId(),
                        deployment.creatorAsString(),
                        deployment.statusAsString());
    }
}
