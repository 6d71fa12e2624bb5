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
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.appconfig.model.ConflictException;
import software.amazon.awssdk.services.appconfig.model.DeploymentState;
import software.amazon.awssdk.services.appconfig.model.DeploymentSummary;
import software.amazon.awssdk.services.appconfig.model.GetConfigurationProfileResponse;

/**
 * A configuration profile of AppConfig in one environment, such as the flags of a shop. A
 * deployment that runs, or ended not long ago, is taken back at once; an older version is deployed
 * again, with the strategy that brought the newest.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_StopDeployment.html">
 *     StopDeployment</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-deploying-reverting.html">
 *     Reverting a configuration</a>
 */
final class AppConfigTarget extends CarefulTarget {
    /** So long after its end AppConfig takes a deployment back; it says 72 hours. */
    private static final Duration REVERTIBLE = Duration.ofHours(71);

    /** Of this profile; nobody goes further back. */
    private static final int MOST_DEPLOYMENTS = 100;

    private static final String HOSTED = "hosted";

    private static final Set<DeploymentState> RUNNING =
            Set.of(DeploymentState.DEPLOYING, DeploymentState.BAKING);
    private static final Set<DeploymentState> CHANGING =
            Set.of(DeploymentState.VALIDATING, DeploymentState.ROLLING_BACK);

    private static final Set<DeploymentState> TAKEN_BACK =
            Set.of(DeploymentState.ROLLED_BACK, DeploymentState.REVERTED);

    private final AppConfigClient appConfig;
    private final Target.AppConfigProfile target;
    private final Clock clock;

    AppConfigTarget(AppConfigClient appConfig, Target.AppConfigProfile target, Clock clock) {
        this.appConfig = appConfig;
        this.target = target;
        this.clock = clock;
    }

    @Override
    public Standing observe() {
        var profile = profile();
        var mine = served(profile);
        var newest = mine.getFirst();
        var formers = new ArrayList<Standing.Former>();
        for (var deployment : mine) {
            var version = deployment.configurationVersion();
            if (!version.equals(newest.configurationVersion())
                    && formers.stream().noneMatch(known -> known.revision().equals(version))) {
                formers.add(
                        new Standing.Former(
                                version,
                                Optional.ofNullable(deployment.completedAt()),
                                Optional.empty()));
            }
        }
        return new Standing(
                newest.configurationVersion(),
                Optional.ofNullable(newest.startedAt()),
                newest.state() == DeploymentState.DEPLOYING
                        ? Math.round(newest.percentageComplete())
                        : 100,
                formers,
                busy(profile));
    }

    @Override
    boolean isHalfway(String from) {
        return deployments(profile()).stream()
                .findFirst()
                .filter(newest -> TAKEN_BACK.contains(newest.state()))
                .filter(newest -> newest.configurationVersion().equals(from))
                .isPresent();
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        if (!HOSTED.equals(profile().locationUri())) {
            return Optional.empty();
        }
        boolean there =
                Calls.ask(
                        "list the versions of " + target.name(),
                        () ->
                                appConfig
                                        .listHostedConfigurationVersionsPaginator(
                                                request ->
                                                        request.applicationId(target.application())
                                                                .configurationProfileId(
                                                                        target.profile()))
                                        .stream()
                                        .flatMap(page -> page.items().stream())
                                        .anyMatch(
                                                version ->
                                                        to.equals(
                                                                String.valueOf(
                                                                        version.versionNumber()))));
        return there
                ? Optional.empty()
                : Optional.of(
                        "there is no version %s of the configuration %s any more"
                                .formatted(to, target.name()));
    }

    @Override
    String looked(String to) {
        return HOSTED.equals(profile().locationUri())
                ? "version " + to + " is there, and nothing is deployed to the environment"
                : "nothing is deployed to the environment; whether version "
                        + to
                        + " is still there, AppConfig says when it is deployed";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        var mine = served(profile());
        var newest = mine.getFirst();
        // what AppConfig goes back to by itself
        boolean isBefore =
                mine.stream()
                        .skip(1)
                        .findFirst()
                        .filter(before -> before.configurationVersion().equals(to))
                        .isPresent();
        if (RUNNING.contains(newest.state())) {
            stop(newest);
            var stopped = "deployment " + newest.deploymentNumber() + " is taken back";
            return isBefore
                    ? new Step.Begun(stopped + ", to version " + to)
                    : new Step.Unfinished(stopped + "; version " + to + " is deployed next");
        }
        if (isBefore && isRevertible(newest)) {
            stop(newest);
            return new Step.Begun(
                    "deployment " + newest.deploymentNumber() + " is reverted to version " + to);
        }
        return start(newest, to, token);
    }

    private boolean isRevertible(DeploymentSummary deployment) {
        return deployment.completedAt() != null
                && deployment.completedAt().isAfter(clock.instant().minus(REVERTIBLE));
    }

    private void stop(DeploymentSummary deployment) {
        Calls.ask(
                "take back deployment " + deployment.deploymentNumber() + " of " + target.name(),
                () ->
                        appConfig.stopDeployment(
                                request ->
                                        request.applicationId(target.application())
                                                .environmentId(target.environment())
                                                .deploymentNumber(deployment.deploymentNumber())
                                                .allowRevert(
                                                        deployment.state()
                                                                != DeploymentState.DEPLOYING)));
    }

    private Step start(DeploymentSummary newest, String to, String token) {
        var strategy =
                Calls.ask(
                                "read deployment " + newest.deploymentNumber(),
                                () ->
                                        appConfig.getDeployment(
                                                request ->
                                                        request.applicationId(target.application())
                                                                .environmentId(target.environment())
                                                                .deploymentNumber(
                                                                        newest.deploymentNumber())))
                        .deploymentStrategyId();
        try {
            int number =
                    appConfig
                            .startDeployment(
                                    request ->
                                            request.applicationId(target.application())
                                                    .environmentId(target.environment())
                                                    .configurationProfileId(target.profile())
                                                    .configurationVersion(to)
                                                    .deploymentStrategyId(strategy)
                                                    .description("nightshift goes back: " + token))
                            .deploymentNumber();
            return new Step.Begun("deployment " + number + " brings version " + to);
        } catch (ConflictException another) {
            return new Step.Refused("something else is deployed to the environment by now");
        } catch (SdkException failure) {
            throw AwsErrors.translate("deploy version " + to + " of " + target.name(), failure);
        }
    }

    private GetConfigurationProfileResponse profile() {
        return Calls.ask(
                "read the configuration profile " + target.name(),
                () ->
                        appConfig.getConfigurationProfile(
                                request ->
                                        request.applicationId(target.application())
                                                .configurationProfileId(target.profile())));
    }

    /** Deployments of this profile that reached anybody and were not taken back; newest first. */
    private List<DeploymentSummary> served(GetConfigurationProfileResponse profile) {
        var all =
                deployments(profile).stream()
                        .filter(
                                deployment ->
                                        RUNNING.contains(deployment.state())
                                                || deployment.state() == DeploymentState.COMPLETE)
                        .toList();
        if (all.isEmpty()) {
            throw new CloudException(
                    Kind.NOT_FOUND, "nothing that was deployed to " + target.name() + " stands");
        }
        return all;
    }

    /** Of this profile, the newest first. */
    private List<DeploymentSummary> deployments(GetConfigurationProfileResponse profile) {
        return Calls.ask(
                "list the deployments of " + target.name(),
                () ->
                        appConfig
                                .listDeploymentsPaginator(
                                        request ->
                                                request.applicationId(target.application())
                                                        .environmentId(target.environment()))
                                .stream()
                                .flatMap(page -> page.items().stream())
                                .filter(deployment -> isOf(profile, deployment))
                                .limit(MOST_DEPLOYMENTS)
                                .toList());
    }

    /** An environment takes one deployment at a time, be it of another profile. */
    private Optional<String> busy(GetConfigurationProfileResponse profile) {
        return Calls.ask(
                        "list the deployments of " + target.name(),
                        () ->
                                appConfig
                                        .listDeployments(
                                                request ->
                                                        request.applicationId(target.application())
                                                                .environmentId(
                                                                        target.environment()))
                                        .items())
                .stream()
                .filter(
                        deployment ->
                                CHANGING.contains(deployment.state())
                                        || (RUNNING.contains(deployment.state())
                                                && !isOf(profile, deployment)))
                .findFirst()
                .map(
                        deployment ->
                                "deployment %d of %s is %s"
                                        .formatted(
                                                deployment.deploymentNumber(),
                                                deployment.configurationName(),
                                                deployment.stateAsString()));
    }

    /** A summary has the name of its profile, and not its id. */
    private static boolean isOf(
            GetConfigurationProfileResponse profile, DeploymentSummary deployment) {
        return profile.name().equals(deployment.configurationName());
    }
}
