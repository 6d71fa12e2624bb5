package dev.nightshift.rollback.approvals;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.NoticeSettings.Approving;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that the CDK app knows of the function behind the buttons: its name and what it may do. It
 * wants the environment variables {@code NIGHTSHIFT_CONFIG} and {@code NIGHTSHIFT_LEDGER}.
 */
public final class ApprovalsFunction {
    public static final String NAME = "approvals";

    public static final Class<? extends RequestStreamHandler> HANDLER = ApprovalsHandler.class;

    /** The alias of every function of the house that runs. */
    static final String ALIAS = "live";

    /** Slack waits 3 s; the second invocation waits for Slack. */
    public static final Duration TIMEOUT = Duration.ofSeconds(15);

    /** Also processor time: a cold start has to fit into the 3 s. */
    public static final int MEMORY_MB = 1024;

    /** More people do not press at a time; nobody else can take the account's concurrency. */
    public static final int MAX_CONCURRENCY = 10;

    private ApprovalsFunction() {}

    /**
     * What its role must allow.
     *
     * @param automations of the deployment: each may be woken
     */
    public static List<Permission> permissions(
            Approving approving, Place place, List<String> automations) {
        var table = "arn:{partition}:dynamodb:{region}:{account}:table/" + place.ledger();
        var functions =
                Stream.concat(Stream.of(NAME), automations.stream().sorted())
                        .map(
                                name ->
                                        "arn:{partition}:lambda:{region}:{account}:function:"
                                                + place.scope().resource(name)
                                                + ":"
                                                + ALIAS)
                        .toArray(String[]::new);
        return List.of(
                Permission.read(
                        "what Slack signs with",
                        List.of("secretsmanager:GetSecretValue"),
                        // Secrets Manager adds six characters to the name
                        "arn:{partition}:secretsmanager:{region}:{account}:secret:"
                                + approving.signingSecret()
                                + "-??????"),
                entries("what is asked, and what people said", table, Approvals.PARTITION),
                entries("which requests were seen", table, ApprovalDesk.SEEN),
                entries("who said what, in the history of the automation", table, "history#"),
                Permission.write(
                        "the message is changed by a second invocation, which wakes the automation",
                        List.of("lambda:InvokeFunction"),
                        functions));
    }

    /** Entries of the ledger's table whose partition begins so. */
    private static Permission entries(String why, String table, String partition) {
        return Permission.write(why, List.of("dynamodb:GetItem", "dynamodb:PutItem"), table)
                .when(Permission.partitions(partition));
    }
}
