package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;

/**
 * An Auto Scaling group, whose instances are replaced by a refresh. While one runs that has a
 * configuration of its own, what it brings is current, and it can be rolled back; the group itself
 * still has the former version then. A refresh without one, or one that goes back already, is
 * somebody else's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html">
 *     Undo changes with a rollback</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_StartInstanceRefresh.html">
 *     StartInstanceRefresh</a>
 */
final class AutoScalingTarget extends CarefulTarget {
    private final AutoScalingClient autoScaling;
    private final Target.AutoScalingGroup target;

    AutoScalingTarget(AutoScalingClient autoScaling, Target.AutoScalingGroup target) {
        this.autoScaling = autoScaling;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var group = group();
        var refreshes = refreshes();
        var configured = version(template(group));
        var bringing = Refreshes.bringing(refreshes);
        var current = bringing.orElse(configured);
        var formers = new ArrayList<Standing.Former>();
        if (!configured.equals(current)) {
            formers.add(new Standing.Former(configured));
        }
        for (var refresh : refreshes) {
            Refreshes.brings(refresh)
                    .filter(_ -> refresh.status() == InstanceRefreshStatus.SUCCESSFUL)
                    .filter(version -> !version.equals(current))
                    .filter(version -> formers.stream().noneMatch(is(version)))
                    .ifPresent(
                            version ->
                                    formers.add(
                                            new Standing.Former(
                                                    version,
                                                    Optional.ofNullable(refresh.endTime()),
                                                    Optional.empty())));
        }
        return new Standing(
                current,
                Optional.empty(),
                share(group, current),
                formers,
                Refreshes.busy(refreshes));
    }

    @Override
    public Progress verify(String to) {
        return refreshes().stream()
                .filter(refresh -> Refreshes.runs(refresh))
                .filter(refresh -> Refreshes.brings(refresh).filter(to::equals).isPresent())
                .findFirst()
                .<Progress>map(refresh -> new Progress.Underway(Refreshes.words(refresh)))
                .orElseGet(() -> arrived(to));
    }

    /** A refresh that goes back may be under way though the group has the version again. */
    private Progress arrived(String to) {
        var standing = observe();
        return standing.current().equals(to) && standing.busy().isPresent()
                ? new Progress.Underway(standing.busy().get())
                : super.verify(to);
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        if (!to.matches("[1-9][0-9]{0,9}")) {
            return Optional.of(
                    "%s is not the number of a version: what $Latest or $Default was before is not known"
                            .formatted(to));
        }
        var group = group();
        if (!template(group).version().matches("[0-9]+")) {
            return Optional.of(
                    "the group %s follows %s of its launch template: give it a number, and it can be taken back"
                            .formatted(target.name(), template(group).version()));
        }
        return mixed(group)
                .filter(AutoScalingTarget::hasTemplatesOfItsOwn)
                .map(
                        _ ->
                                "the group "
                                        + target.name()
                                        + " has a launch template of its own for some instance"
                                        + " types: which version those had is not known");
    }

    @Override
    String looked(String to) {
        return "no refresh is in the way; whether version "
                + to
                + " is still there, Auto Scaling says when it begins";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        var group = group();
        var obstacle = obstacle(standing, to);
        if (obstacle.isPresent()) {
            return new Step.Refused(obstacle.get());
        }
        if (Refreshes.bringing(refreshes()).isEmpty()) {
            return start(group, to);
        }
        if (!version(template(group)).equals(to)) {
            return new Step.Refused(
                    "the refresh that runs can be taken back to version %s only"
                            .formatted(version(template(group))));
        }
        Calls.ask(
                "roll back the instance refresh of " + target.name(),
                () ->
                        autoScaling.rollbackInstanceRefresh(
                                request -> request.autoScalingGroupName(target.name())));
        return new Step.Begun("the instance refresh goes back to version " + to);
    }

    private Step start(AutoScalingGroup group, String to) {
        try {
            var id =
                    autoScaling
                            .startInstanceRefresh(
                                    request ->
                                            request.autoScalingGroupName(target.name())
                                                    .desiredConfiguration(desired(group, to))
                                                    .preferences(
                                                            preferences ->
                                                                    preferences.skipMatching(true)))
                            .instanceRefreshId();
            return new Step.Begun("the instance refresh " + id + " brings version " + to);
        } catch (InstanceRefreshInProgressException another) {
            return new Step.Refused(
                    "another instance refresh of " + target.name() + " runs by now");
        } catch (SdkException failure) {
            throw AwsErrors.translate(
                    "start an instance refresh of " + target.name() + " with version " + to,
                    failure);
        }
    }

    private DesiredConfiguration desired(AutoScalingGroup group, String to) {
        var template = withVersion(template(group), to);
        return mixed(group)
                .map(
                        policy ->
                                DesiredConfiguration.builder()
                                        .mixedInstancesPolicy(
                                                policy.toBuilder()
                                                        .launchTemplate(
                                                                policy.launchTemplate().toBuilder()
                                                                        .launchTemplateSpecification(
                                                                                template)
                                                                        .build())
                                                        .build())
                                        .build())
                .orElseGet(() -> DesiredConfiguration.builder().launchTemplate(template).build());
    }

    private static LaunchTemplateSpecification withVersion(
            LaunchTemplateSpecification template, String version) {
        // by id or by name, never by both
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(template.launchTemplateId())
                .version(version)
                .build();
    }

    private AutoScalingGroup group() {
        return Calls.ask(
                        "read the Auto Scaling group " + target.name(),
                        () ->
                                autoScaling.describeAutoScalingGroups(
                                        request -> request.autoScalingGroupNames(target.name())))
                .autoScalingGroups()
                .stream()
                .findFirst()
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.NOT_FOUND,
                                        "there is no Auto Scaling group " + target.name()));
    }

    /** The newest first; Auto Scaling keeps those of six weeks. */
    private List<InstanceRefresh> refreshes() {
        return Calls.ask(
                "list the instance refreshes of " + target.name(),
                () ->
                        autoScaling
                                .describeInstanceRefreshesPaginator(
                                        request -> request.autoScalingGroupName(target.name()))
                                .stream()
                                .flatMap(page -> page.instanceRefreshes().stream())
                                .toList());
    }

    private LaunchTemplateSpecification template(AutoScalingGroup group) {
        return Optional.ofNullable(group.launchTemplate())
                .or(
                        () ->
                                mixed(group)
                                        .map(
                                                policy ->
                                                        policy.launchTemplate()
                                                                .launchTemplateSpecification()))
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.REJECTED,
                                        "the Auto Scaling group "
                                                + target.name()
                                                + " has a launch configuration; only launch"
                                                + " templates have versions to go back to"));
    }

    private static Optional<MixedInstancesPolicy> mixed(AutoScalingGroup group) {
        return Optional.ofNullable(group.mixedInstancesPolicy());
    }

    private static boolean hasTemplatesOfItsOwn(MixedInstancesPolicy policy) {
        return policy.launchTemplate().overrides().stream()
                .anyMatch(override -> override.launchTemplateSpecification() != null);
    }

    private static String version(LaunchTemplateSpecification template) {
        return Optional.ofNullable(template.version()).orElse("$Default");
    }

    /** Percent of the instances in service; all of them if there are none. */
    private static int share(AutoScalingGroup group, String version) {
        var serving =
                group.instances().stream()
                        .filter(instance -> "InService".equals(instance.lifecycleStateAsString()))
                        .toList();
        long mine =
                serving.stream()
                        .filter(instance -> instance.launchTemplate() != null)
                        .filter(
                                instance ->
                                        Objects.equals(
                                                instance.launchTemplate().version(), version))
                        .count();
        // an instance says a number, and cannot be compared with $Latest
        return serving.isEmpty() || version.startsWith("$")
                ? 100
                : Math.toIntExact(100 * mine / serving.size());
    }

    private static Predicate<Standing.Former> is(String version) {
        return former -> former.revision().equals(version);
    }
}
