package dev.nightshift.cdk;

import dev.nightshift.cdk.Escalation.Watch;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.NoticeSettings.Approving;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.rollback.approvals.ApprovalsFunction;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.constructs.Construct;

/** The buttons in Slack: the function behind them, its URL, and the alarm that it failed. */
final class ApprovalsRoom extends Construct {
    /** Slack takes changes to a message for half an hour; later there is no use in trying. */
    private static final Duration WORTHWHILE = Duration.minutes(30);

    final HouseFunction function;
    final FunctionUrl url;

    ApprovalsRoom(Construct scope, Bundle bundle, Approving approving) {
        super(scope, ApprovalsFunction.NAME);
        var blueprint = bundle.blueprint();
        var statements = new ArrayList<PolicyStatement>();
        statements.add(Grants.send("Undelivered", bundle.undelivered()));
        statements.addAll(
                Grants.of(
                        ApprovalsFunction.permissions(
                                approving,
                                new Place(
                                        new Scope(blueprint.stage(), ApprovalsFunction.NAME),
                                        blueprint.regions()),
                                blueprint.automations().stream().map(Scheduled::name).toList()),
                        blueprint.regions().home()));
        function =
                new HouseFunction(
                        this,
                        blueprint,
                        bundle.settings(),
                        new HouseFunction.Traits(
                                blueprint.name(ApprovalsFunction.NAME),
                                "Takes what people approve or reject in Slack",
                                ApprovalsFunction.HANDLER,
                                ApprovalsFunction.MEMORY_MB,
                                ApprovalsFunction.TIMEOUT,
                                Map.of(FunctionEnvironment.LEDGER, bundle.ledger().getTableName()),
                                statements,
                                Optional.empty(),
                                Optional.of(ApprovalsFunction.MAX_CONCURRENCY)));
        // what it sends to itself
        EventInvokeConfig.Builder.create(this, "OnFailure")
                .function(function.function)
                .qualifier(HouseFunction.ALIAS)
                .retryAttempts(2)
                .maxEventAge(WORTHWHILE)
                .onFailure(new SqsDestination(bundle.undelivered()))
                .build()
                .getNode()
                .addDependency(function.live);
        url = Entrance.to(function);
        bundle.escalation()
                .alarm(
                        this,
                        "Failed",
                        new Watch(
                                "approvals-failed",
                                "A button in Slack was pressed and not seen to. "
                                        + blueprint.runbook(ApprovalsFunction.NAME),
                                function.errors(),
                                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                                1,
                                1,
                                TreatMissingData.NOT_BREACHING));
    }
}
