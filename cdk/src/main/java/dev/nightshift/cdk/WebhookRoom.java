package dev.nightshift.cdk;

import dev.nightshift.core.automation.AutomationSpec.Webhook;
import java.time.Duration;
import software.constructs.Construct;

/** What senders outside of AWS tell an automation: the function that takes it, and its URL. */
final class WebhookRoom extends Construct {
    private static final int MEMORY_MB = 512;

    /** Senders wait ten seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int CONCURRENCY = 5;

    final Entrance entrance;

    WebhookRoom(Construct scope, Bundle bundle, String automation, Webhook webhook) {
        super(scope, webhook.name());
        var blueprint = bundle.blueprint();
        entrance =
                Entrance.in(
                        this,
                        bundle,
                        new Entrance.Traits(
                                webhook.name(),
                                "Takes what is told to " + automation + " from outside",
                                webhook.handler(),
                                MEMORY_MB,
                                TIMEOUT,
                                CONCURRENCY),
                        Grants.of(webhook.permissions(), blueprint.regions().home()),
                        "A webhook was not taken. " + blueprint.runbook(automation));
    }
}
