package dev.nightshift.rollback.approvals;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.core.http.HttpAnswer;
import dev.nightshift.core.http.HttpFunction;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.lambda.FunctionLog;
import dev.nightshift.core.lambda.Priming;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.log.Log;
import java.time.Clock;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Sees to the buttons in Slack.
 *
 * <p>Trigger: the function's URL, which Slack knows, and the function itself. Effects: what people
 * said, in the ledger; a message in Slack; an automation that is woken.
 */
public final class ApprovalsHandler extends HttpFunction {
    private final ApprovalDesk desk;

    /** Lambda's entrance: settings and clients are made here, once a cold start. */
    public ApprovalsHandler() {
        this(new FunctionEnvironment(System.getenv()), Clock.systemUTC());
    }

    ApprovalsHandler(FunctionEnvironment environment, Clock clock) {
        var settings = SettingsLoader.loadHead(environment.config());
        var approving =
                settings.notices()
                        .slack()
                        .approvals()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "notices.slack.approvals is not in the settings"));
        var scope = new Scope(settings.stage(), ApprovalsFunction.NAME);
        var log = new Log(scope, clock, FunctionLog::line);
        var store = DynamoLedgerStore.in(settings.regions().home(), environment.ledger());
        var outside =
                new AwsOutside(
                        scope,
                        AwsClients.sync(LambdaClient.builder()),
                        new StoredSecret(
                                AwsClients.sync(SecretsManagerClient.builder()),
                                approving.signingSecret()),
                        log,
                        clock);
        this.desk = new ApprovalDesk(settings.stage(), approving, store, outside, log, clock);
        Priming.beforeSnapshot(
                () -> store.get(new LedgerStore.Key(Approvals.PARTITION + "priming", "priming")),
                log);
    }

    @Override
    protected HttpAnswer answer(HttpRequest request, Context context) {
        return desk.take(request);
    }

    @Override
    protected void inner(JsonNode event, Context context) {
        desk.finish(event);
    }
}
