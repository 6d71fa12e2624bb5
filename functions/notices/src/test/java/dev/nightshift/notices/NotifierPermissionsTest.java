package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.notice.NoticeJson;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The notifier under a role of its own: with all it declares it works, with one less it does not.
 */
class NotifierPermissionsTest extends EmulatedAccount {
    /** What Lambda itself does with the role, on the function's behalf. */
    private static final Set<String> OF_THE_EVENT_SOURCE =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private static final List<Permission> DECLARED =
            Notifier.permissions(
                    "nightshift/slack",
                    new Place(
                            new Scope("dev", Notifier.NAME),
                            new Regions("eu-west-1", "eu-central-1")));

    static Stream<String> actions() {
        return DECLARED.stream()
                .flatMap(permission -> permission.actions().stream())
                .filter(action -> !OF_THE_EVENT_SOURCE.contains(action));
    }

    private Credentials role = Credentials.builder().build();

    @Test
    void with_all_that_it_declares_it_does_all_it_does() throws IOException {
        assertThat(failingWithout("nothing")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void without_one_of_them_something_fails(String action) throws IOException {
        assertThat(failingWithout(action)).isNotEmpty();
    }

    /** What does not work under a role that lacks this action. */
    private Set<String> failingWithout(String action) throws IOException {
        role = roleWithout(action);
        var failing = new HashSet<String>();
        send(NoticeJson.encode(Samples.notice("n1")));
        poll();
        if (slack.posted().size() != 1) {
            failing.add("telling");
        }
        if (!canHide()) {
            failing.add("waiting");
        }
        send("not a notice");
        poll();
        if (messages(dead).size() != 1) {
            failing.add("burying");
        }
        if (messages(mailbox).size() != 1) {
            failing.add("mailing");
        }
        return failing;
    }

    private boolean canHide() {
        send("anything");
        var message = messages(queue).getFirst();
        enter();
        try {
            new SqsNoticeQueue(AwsClients.sync(SqsClient.builder()), queue, dead)
                    .hide(
                            new QueueMessage(
                                    message.messageId(),
                                    message.receiptHandle(),
                                    message.body(),
                                    Instant.now(),
                                    1),
                            Duration.ofMinutes(10));
            return true;
        } catch (CloudException denied) {
            assertThat(denied.kind()).isEqualTo(CloudException.Kind.DENIED);
            return false;
        } finally {
            leave();
        }
    }

    /** From here on as the function, whose role decides. */
    @Override
    void enter() {
        System.setProperty("aws.accessKeyId", role.accessKeyId());
        System.setProperty("aws.secretAccessKey", role.secretAccessKey());
        System.setProperty("aws.sessionToken", role.sessionToken());
        moto.enforceIam();
    }

    @Override
    void leave() {
        moto.trustEveryone();
        asAdmin();
    }

    private static Credentials roleWithout(String action) {
        var iam = AwsClients.sync(IamClient.builder().region(Region.AWS_GLOBAL));
        iam.createRole(
                request ->
                        request.roleName("notifier")
                                .assumeRolePolicyDocument(
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        var policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        var statements = policy.putArray("Statement");
        for (var permission : DECLARED) {
            var granted = new ArrayList<>(permission.actions());
            granted.remove(action);
            if (!granted.isEmpty()) {
                var statement = statements.addObject().put("Effect", "Allow");
                granted.forEach(statement.withArray("Action")::add);
                // the emulator knows actions only; the resources are checked on the template
                statement.put("Resource", "*");
            }
        }
        iam.putRolePolicy(
                request ->
                        request.roleName("notifier")
                                .policyName("own")
                                .policyDocument(policy.toString()));
        return AwsClients.sync(StsClient.builder())
                .assumeRole(
                        request ->
                                request.roleArn("arn:aws:iam::123456789012:role/notifier")
                                        .roleSessionName("test"))
                .credentials();
    }
}
