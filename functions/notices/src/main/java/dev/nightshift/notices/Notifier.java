package dev.nightshift.notices;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.lambda.FunctionEnvironment;
import java.time.Duration;
import java.util.List;

/**
 * All that the CDK app and the local runtime know of the notifier: its name, its function, what
 * that function may do, and what it expects of its queue.
 */
public final class Notifier {
    public static final String NAME = "notifier";

    public static final Class<? extends RequestStreamHandler> HANDLER = NotifierHandler.class;

    /**
     * The URL of the queue that the notifier reads. Beside these, it wants {@link
     * FunctionEnvironment#CONFIG} and {@link FunctionEnvironment#LEDGER}.
     */
    public static final String ENV_QUEUE = "NIGHTSHIFT_NOTICES_QUEUE";

    /** The URL of the queue for what cannot be delivered. */
    public static final String ENV_DEAD = "NIGHTSHIFT_NOTICES_DEAD";

    /** The ARN of the topic behind which e-mail addresses are. */
    public static final String ENV_ESCALATION = "NIGHTSHIFT_ESCALATION";

    public static final Duration TIMEOUT = Duration.ofSeconds(90);

    public static final int MEMORY_MB = 512;

    /** Messages in one invocation; with partial batch responses. */
    public static final int BATCH_SIZE = 10;

    /**
     * The event source's maximum concurrency, the least that SQS allows: Slack takes one message a
     * second. Without it, throttled attempts would count as receives.
     */
    public static final int MAX_CONCURRENCY = 2;

    /**
     * Six times the function's time-out, as Lambda asks for.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">
     *     Configuring a queue for Lambda</a>
     */
    public static final Duration QUEUE_VISIBILITY = TIMEOUT.multipliedBy(6);

    public static final Duration QUEUE_RETENTION = Duration.ofDays(14);

    /**
     * The most that SQS allows. A notice that Slack asks to wait with must not become a dead letter
     * for its patience; what cannot be delivered, the notifier buries itself.
     */
    public static final int MAX_RECEIVES = 1_000;

    /** Metrics beside the namespace's usual dimensions. */
    public static final String METRIC_TOLD = "NoticesTold";

    public static final String METRIC_KEPT = "NoticesKept";

    public static final String METRIC_UNDELIVERABLE = "NoticesUndeliverable";

    private Notifier() {}

    /**
     * What its role must allow.
     *
     * @param secret the name of the Slack secret in the settings
     */
    public static List<Permission> permissions(String secret, Place place) {
        var prefix = "nightshift-" + place.scope().stage() + "-";
        var queue = "arn:{partition}:sqs:{region}:{account}:" + prefix + "notices";
        return List.of(
                Permission.read(
                        "Lambda takes the notices out of the queue with this role",
                        List.of(
                                "sqs:ReceiveMessage",
                                "sqs:DeleteMessage",
                                "sqs:GetQueueAttributes"),
                        queue),
                Permission.write(
                        "a notice that Slack does not take now is hidden for as long as it asks",
                        List.of("sqs:ChangeMessageVisibility"),
                        queue),
                Permission.write(
                        "what Slack will never take is put among the dead letters",
                        List.of("sqs:SendMessage"),
                        queue + "-dead"),
                Permission.write(
                        "what Slack does not take is mailed",
                        List.of("sns:Publish"),
                        "arn:{partition}:sns:{region}:{account}:" + prefix + "escalation"),
                Permission.read(
                        "how to speak to Slack",
                        List.of("secretsmanager:GetSecretValue"),
                        // Secrets Manager adds six characters to the name
                        "arn:{partition}:secretsmanager:{region}:{account}:secret:"
                                + secret
                                + "-??????"),
                Permission.write(
                        "what was told, and where, so that nothing is told twice",
                        List.of("dynamodb:GetItem", "dynamodb:PutItem"),
                        "arn:{partition}:dynamodb:{region}:{account}:table/" + prefix + "ledger"));
    }
}
