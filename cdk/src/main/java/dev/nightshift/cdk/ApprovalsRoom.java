package dev.nightshift.cdk;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.NoticeSettings.Approving;
import dev.nightshift.rollback.approvals.ApprovalsFunction;
import java.time.Duration;
import java.util.ArrayList;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The buttons in Slack: the function behind them, its URL, and the alarm that it failed. */
final class ApprovalsRoom extends Construct {
    /** Slack takes changes to a message for half an hour; later there is no use in trying. */
    private static final Duration WORTHWHILE = Duration.ofMinutes(30);

    private static final int ATTEMPTS = 2;

    final Entrance entrance;

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
        entrance =
                Entrance.in(
                        this,
                        bundle,
                        new Entrance.Traits(
                                ApprovalsFunction.NAME,
                                "Takes what people approve or reject in Slack",
                                ApprovalsFunction.HANDLER,
                                ApprovalsFunction.MEMORY_MB,
                                ApprovalsFunction.TIMEOUT,
                                ApprovalsFunction.MAX_CONCURRENCY),
                        statements,
                        "A button in Slack was pressed and not seen to. "
                                + blueprint.runbook(ApprovalsFunction.NAME));
        // what it sends to itself
        entrance.function().failuresEnd(this, bundle.undelivered(), ATTEMPTS, WORTHWHILE);
    }
}
