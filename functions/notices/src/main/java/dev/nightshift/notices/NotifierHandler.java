package dev.nightshift.notices;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.core.lambda.FunctionLog;
import dev.nightshift.core.lambda.Priming;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.log.Metrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells people in Slack what the automations have to say.
 *
 * <p>Trigger: messages of the queue {@code nightshift-<stage>-notices}. Effects: messages in Slack;
 * for what Slack does not take, dead letters and mail.
 */
public final class NotifierHandler implements RequestStreamHandler {
    /** For one call to Slack. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** What one more notice may take, several messages and a slow Slack included. */
    private static final Duration RESERVE = Duration.ofSeconds(30);

    /** Longer than a function can work on a notice. */
    private static final Duration LEASE = Notifier.TIMEOUT.plusSeconds(10);

    private final Scope scope;
    private final Clock clock;
    private final Log log;
    private final Batch batch;

    /** Lambda's entrance: settings and clients are made here, once a cold start. */
    public NotifierHandler() {
        this(new FunctionEnvironment(System.getenv()), Clock.systemUTC());
    }

    NotifierHandler(FunctionEnvironment env, Clock clock) {
        var settings = SettingsLoader.loadHead(env.config());
        var slack = settings.notices().slack();
        this.scope = new Scope(settings.stage(), Notifier.NAME);
        this.clock = clock;
        this.log = new Log(scope, clock, FunctionLog::line);
        // the one source of randomness that a snapshot does not repeat
        var backoff = new Backoff(new SecureRandom());
        var memory =
                new Memory(
                        DynamoLedgerStore.in(settings.regions().home(), env.ledger()),
                        clock,
                        LEASE);
        var queue =
                new SqsNoticeQueue(
                        AwsClients.sync(SqsClient.builder()),
                        env.required(Notifier.ENV_QUEUE),
                        env.required(Notifier.ENV_DEAD));
        var escalation =
                new SnsEscalation(
                        AwsClients.sync(SnsClient.builder()),
                        env.required(Notifier.ENV_ESCALATION));
        var line =
                new Line(
                        new SlackClient(PATIENCE),
                        new SecretsManagerSource(
                                new StoredSecret(
                                        AwsClients.sync(SecretsManagerClient.builder()),
                                        slack.secret())));
        this.batch =
                new Batch(
                        new Courier(
                                line,
                                memory,
                                clock,
                                new Courier.Settings(
                                        LEASE,
                                        settings.notices().dedupeWindow(),
                                        backoff,
                                        slack.approvals().isPresent())),
                        new SecondRoute(settings.stage(), queue, escalation, memory, clock),
                        queue,
                        notice ->
                                settings.notices()
                                        .channel(
                                                notice.severity(),
                                                notice.automation(),
                                                notice.stage()),
                        backoff,
                        log);
        Priming.beforeSnapshot(
                () -> {
                    var _ = memory.wasTaken("priming", "priming");
                },
                log);
    }

    /**
     * Answers with the messages that must stay in the queue.
     *
     * @throws IllegalArgumentException if the event is not one of SQS
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        var messages = SqsEvent.read(input);
        var result =
                batch.deliver(
                        messages, () -> context.getRemainingTimeInMillis() > RESERVE.toMillis());
        log.metrics(
                new Metrics(
                        clock.instant(),
                        scope,
                        List.of(
                                count(Notifier.METRIC_TOLD, result.told()),
                                count(Notifier.METRIC_KEPT, result.stored().size()),
                                count(Notifier.METRIC_UNDELIVERABLE, result.buried()))));
        SqsEvent.write(output, result.stored());
    }

    private static Metrics.Figure count(String name, int value) {
        return new Metrics.Figure(name, Metrics.Unit.COUNT, value);
    }
}
