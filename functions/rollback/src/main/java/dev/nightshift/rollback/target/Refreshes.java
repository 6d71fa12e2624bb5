package dev.nightshift.rollback.target;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** What the instance refreshes of a group say; lists have the newest first. */
final class Refreshes {
    private static final Set<InstanceRefreshStatus> RUNNING =
            Set.of(
                    InstanceRefreshStatus.PENDING,
                    InstanceRefreshStatus.IN_PROGRESS,
                    InstanceRefreshStatus.BAKING);
    private static final Set<InstanceRefreshStatus> ENDING =
            Set.of(InstanceRefreshStatus.CANCELLING, InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);

    private Refreshes() {}

    /** Whether it goes forward. */
    static boolean runs(InstanceRefresh refresh) {
        return RUNNING.contains(refresh.status());
    }

    /** The version that the one that runs brings. */
    static Optional<String> bringing(List<InstanceRefresh> refreshes) {
        return refreshes.stream().filter(Refreshes::runs).findFirst().flatMap(Refreshes::brings);
    }

    /** The version that a refresh brings, if that is said in the refresh itself. */
    static Optional<String> brings(InstanceRefresh refresh) {
        return Optional.ofNullable(refresh.desiredConfiguration())
                .map(
                        desired ->
                                desired.mixedInstancesPolicy() == null
                                        ? desired.launchTemplate()
                                        : desired.mixedInstancesPolicy()
                                                .launchTemplate()
                                                .launchTemplateSpecification())
                .map(LaunchTemplateSpecification::version);
    }

    /** What goes back or is cancelled, or cannot be rolled back. */
    static Optional<String> busy(List<InstanceRefresh> refreshes) {
        return refreshes.stream()
                .filter(
                        refresh ->
                                ENDING.contains(refresh.status())
                                        || (runs(refresh) && brings(refresh).isEmpty()))
                .findFirst()
                .map(Refreshes::words);
    }

    static String words(InstanceRefresh refresh) {
        return "the instance refresh %s is %s, %s %% done"
                .formatted(
                        refresh.instanceRefreshId(),
                        refresh.statusAsString(),
                        refresh.percentageComplete());
    }
}
