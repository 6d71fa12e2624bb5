package dev.nightshift.cdk;

import dev.nightshift.cdk.Escalation.Watch;
import dev.nightshift.core.automation.AutomationSpec.Webhook;
import dev.nightshift.core.lambda.FunctionEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.constructs.Construct;

/** What senders outside of AWS tell an automation: the function that takes it, and its URL. */
final class WebhookRoom extends Construct {
    private static final int MEMORY_MB = 512;

    /** Senders wait ten seconds. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int CONCURRENCY = 5;

    final HouseFunction function;
    final FunctionUrl url;

    WebhookRoom(Construct scope, Bundle bundle, String automation, Webhook webhook) {
        super(scope, webhook.name());
        var blueprint = bundle.blueprint();
        var statements = Grants.of(webhook.permissions(), blueprint.regions().home());
        function =
                new HouseFunction(
                        this,
                        blueprint,
                        bundle.settings(),
                        new HouseFunction.Traits(
                                blueprint.name(webhook.name()),
                                "Takes what is told to " + automation + " from outside",
                                webhook.handler(),
                                MEMORY_MB,
                                TIMEOUT,
                                Map.of(FunctionEnvironment.LEDGER, bundle.ledger().getTableName()),
                                statements,
                                Optional.empty(),
                                Optional.of(CONCURRENCY)));
        url = Entrance.to(function);
        bundle.escalation()
                .alarm(
                        this,
                        "Failed",
                        new Watch(
                                webhook.name() + "-failed",
                                "A webhook was not taken. " + blueprint.runbook(automation),
                                function.errors(),
                                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                                1,
                                1,
                                TreatMissingData.NOT_BREACHING));
    }
}
