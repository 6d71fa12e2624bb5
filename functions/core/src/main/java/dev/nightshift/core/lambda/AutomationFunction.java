package dev.nightshift.core.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.core.event.Triggers;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.SnsNotices;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * An automation as a Lambda function. Settings and clients are made once, before the SnapStart
 * snapshot; a run holds nothing over to the next.
 */
public abstract class AutomationFunction implements RequestStreamHandler {
    private final Automation<?, ?> automation;
    private final Runner runner;
    private final Clock clock = Clock.systemUTC();

    /** Lambda's entrance, for the subclass to call with its spec. */
    protected <C> AutomationFunction(AutomationSpec<C> spec) {
        this(spec, new FunctionEnvironment(System.getenv()));
    }

    private <C> AutomationFunction(AutomationSpec<C> spec, FunctionEnvironment environment) {
        var settings = SettingsLoader.loadFor(environment.config(), spec);
        AutomationSettings<C> own = settings.automation(spec).orElseThrow();
        var scope = new Scope(settings.stage(), spec.name());
        var log = new Log(scope, clock, FunctionLog::line);
        var store = DynamoLedgerStore.in(settings.regions().home(), environment.ledger());
        var notices =
                new SnsNotices(() -> AwsClients.sync(SnsClient.builder()), environment.notices());
        this.automation = spec.create(own.own(), new Place(scope, settings.regions()));
        this.runner =
                new Runner(Terms.of(settings, own), new Ledger(store, scope), notices, log, clock);
        Priming.beforeSnapshot(() -> store.get(new LedgerStore.Key("priming", "priming")), log);
    }

    @Override
    public final void handleRequest(InputStream event, OutputStream answer, Context context)
            throws IOException {
        var trigger = Triggers.decode(event, clock.instant());
        var result =
                runner.run(
                        automation,
                        trigger,
                        () -> Duration.ofMillis(context.getRemainingTimeInMillis()));
        answer.write(json(result).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(RunResult<?, ?> result) {
        var node = JsonNodeFactory.instance.objectNode();
        switch (result) {
            case RunResult.Ran<?, ?>(var run) ->
                    node.put("result", "ran")
                            .put("run", run.id())
                            .put("mode", run.mode().name())
                            .put("summary", run.summary());
            case RunResult.Duplicate<?, ?>(var key, var since) ->
                    node.put("result", "duplicate")
                            .put("trigger", key)
                            .put("firstSeen", since.toString());
            case RunResult.Busy<?, ?>(var until) ->
                    node.put("result", "busy").put("until", until.toString());
        }
        return Json.write(node);
    }
}
