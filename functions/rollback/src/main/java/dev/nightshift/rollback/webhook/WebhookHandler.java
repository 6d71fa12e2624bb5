package dev.nightshift.rollback.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.core.http.HttpAnswer;
import dev.nightshift.core.http.HttpFunction;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.lambda.FunctionLog;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.log.Log;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.secret.CachedSecrets;
import dev.nightshift.rollback.watch.DeployWatch;
import dev.nightshift.rollback.watch.EventNotes;
import java.time.Clock;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The function behind the URL that webhooks are sent to. It notes what they tell and answers; the
 * next tick of deploy-watch makes something of it.
 */
public final class WebhookHandler extends HttpFunction {
    private final Webhooks webhooks;
    private final EventNotes notes;
    private final Log log;
    private final Clock clock;

    /** Lambda's entrance. */
    public WebhookHandler() {
        this(new FunctionEnvironment(System.getenv()), Clock.systemUTC());
    }

    private WebhookHandler(FunctionEnvironment environment, Clock clock) {
        var spec = new DeployWatch();
        var file = SettingsLoader.loadFor(environment.config(), spec);
        var settings = file.automation(spec).orElseThrow().own();
        var store = DynamoLedgerStore.in(file.regions().home(), environment.ledger());
        var manager = AwsClients.sync(SecretsManagerClient.builder());
        var secrets = new CachedSecrets(name -> new StoredSecret(manager, name).read(), clock);
        this.webhooks = new Webhooks(settings.webhooks(), secrets::text);
        this.notes = new EventNotes(settings, new LedgerDeploymentLog(store, clock));
        this.log = new Log(new Scope(file.stage(), spec.name()), clock, FunctionLog::line);
        this.clock = clock;
    }

    WebhookHandler(Webhooks webhooks, EventNotes notes, Log log, Clock clock) {
        this.webhooks = webhooks;
        this.notes = notes;
        this.log = log;
        this.clock = clock;
    }

    @Override
    protected HttpAnswer answer(HttpRequest request, Context context) {
        return answer(request);
    }

    HttpAnswer answer(HttpRequest request) {
        try {
            var accepted = webhooks.accept(request, clock.instant());
            accepted.event()
                    .ifPresent(
                            event ->
                                    log.info(
                                            "webhook",
                                            "event",
                                            event.id(),
                                            "services",
                                            Integer.toString(notes.note(event))));
            return accepted.answer();
        } catch (CloudException unavailable) {
            log.error("webhook not taken", unavailable);
            // the sender may try again
            return new HttpAnswer(503, "try again later");
        }
    }
}
