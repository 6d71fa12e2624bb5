package dev.nightshift.cdk;

import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * The two stacks of one stage. The main one waits for the recovery one, because the automations
 * copy under its key.
 */
record Stacks(MainStack main, RecoveryStack recovery) {
    static Stacks in(App app, Blueprint blueprint) {
        var recovery =
                new RecoveryStack(
                        app,
                        blueprint,
                        props(
                                blueprint,
                                blueprint.regions().recovery(),
                                "the vault and the key of its copies"));
        var main =
                new MainStack(
                        app,
                        blueprint,
                        props(
                                blueprint,
                                blueprint.regions().home(),
                                "the ops crew for this account"));
        main.addStackDependency(recovery, "copies are encrypted with the recovery key");
        return new Stacks(main, recovery);
    }

    private static StackProps props(Blueprint blueprint, String region, String description) {
        var environment = Environment.builder().region(region);
        blueprint.options().account().ifPresent(environment::account);
        return StackProps.builder()
                .env(environment.build())
                .description("Nightshift, stage " + blueprint.stage() + ": " + description)
                .terminationProtection(blueprint.production())
                .analyticsReporting(false)
                .build();
    }
}
