package dev.nightshift.local.cli;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.local.runtime.Account;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** The account that a command works on. */
final class Accounts {
    private Accounts() {}

    /**
     * An emulator on this machine asks nobody who they are, but a client has to sign with
     * something: when there are no credentials at all, made-up ones will do. Nothing else is ever
     * signed with them.
     */
    static void admitToLoopback(Map<String, String> environment) {
        if (Account.needsMadeUpCredentials(environment)) {
            System.setProperty("aws.accessKeyId", "nightshift");
            System.setProperty("aws.secretAccessKey", "nightshift");
        }
    }

    /**
     * Partition and number of the account, such as {@code aws} and {@code 123456789012}.
     *
     * @throws CloudException if the credentials are missing or refused
     */
    static Identity identify(Account account, String region) {
        try (var sts = account.client(StsClient.builder(), region)) {
            var caller = sts.getCallerIdentity();
            return new Identity(caller.arn().split(":", -1)[1], caller.account(), caller.arn());
        } catch (SdkException e) {
            throw AwsErrors.translate(
                    "find out whose account this is (set AWS_PROFILE, or AWS_ENDPOINT_URL for an"
                            + " emulator)",
                    e);
        }
    }

    /** Who asks. */
    record Identity(String partition, String account, String arn) {}
}
