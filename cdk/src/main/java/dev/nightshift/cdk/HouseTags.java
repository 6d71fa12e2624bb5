package dev.nightshift.cdk;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.constructs.Construct;

/** What every resource carries, whichever construct made it. */
final class HouseTags {
    /** Whose bill it is. */
    static final String STAGE = "nightshift:stage";

    /** The owner of what is not one automation's alone. */
    static final String SHARED = "bundle";

    /** Not every region's CloudFormation takes tags on these. */
    private static final TagProps ALL_BUT =
            TagProps.builder().excludeResourceTypes(List.of("AWS::CloudWatch::Dashboard")).build();

    private HouseTags() {}

    static void on(Construct scope, Blueprint blueprint) {
        Tags.of(scope).add(STAGE, blueprint.stage(), ALL_BUT);
        Tags.of(scope)
                .add(Ownership.OWNER_TAG, new Scope(blueprint.stage(), SHARED).owner(), ALL_BUT);
        blueprint
                .options()
                .permissionBoundary()
                .ifPresent(
                        name ->
                                PermissionsBoundary.of(scope)
                                        .apply(
                                                ManagedPolicy.fromManagedPolicyName(
                                                        scope, "Boundary", name)));
    }

    /** The same for what CDK's tags do not reach. */
    static Map<String, String> of(Blueprint blueprint, String owner) {
        return new TreeMap<>(
                Map.of(
                        STAGE,
                        blueprint.stage(),
                        Ownership.OWNER_TAG,
                        new Scope(blueprint.stage(), owner).owner()));
    }

    static void own(List<ScheduledAutomation> automations, Blueprint blueprint) {
        for (var automation : automations) {
            Tags.of(automation)
                    .add(
                            Ownership.OWNER_TAG,
                            new Scope(blueprint.stage(), automation.automation.name()).owner());
        }
    }
}
