package dev.nightshift.local.cli;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.cli.Checkup.State;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.DeployedFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Looks at what the settings need of the account. */
final class AccountCheckup {
    private static final String AREA = "account";
    private static final String DEPLOY =
            "deploy the stage: cdk deploy in cdk/, or nightshift deploy --local for an emulator";

    private final Settings settings;
    private final Account account;
    private final String region;

    AccountCheckup(Settings settings, Account account) {
        this.settings = settings;
        this.account = account;
        this.region = settings.regions().home();
    }

    List<Checkup> look() {
        var found = new ArrayList<Checkup>();
        Accounts.Identity identity;
        try {
            identity = Accounts.identify(account, region);
        } catch (CloudException nobody) {
            return List.of(
                    new Checkup(
                            AREA,
                            "credentials",
                            State.MISSING,
                            nobody.getMessage(),
                            "set AWS_PROFILE or sign in (aws sso login); for an emulator:"
                                    + " export AWS_ENDPOINT_URL=$(nightshift emulator start)"));
        }
        found.add(
                Checkup.ok(
                        AREA,
                        "credentials",
                        identity.arn() + account.endpoint().map(at -> " at " + at).orElse("")));
        found.add(
                check(
                        "ledger table " + Names.ledger(settings.stage()),
                        DEPLOY,
                        () -> table(Names.ledger(settings.stage()))));
        found.add(
                check(
                        "topic " + Names.notices(settings.stage()),
                        DEPLOY,
                        () -> topic(Names.topicArn(identity, region, settings.stage()))));
        settings.automations().forEach(automation -> found.add(function(automation)));
        var secret = settings.notices().slack().secret();
        found.add(
                check(
                        "secret " + secret,
                        "aws secretsmanager create-secret --name %s --secret-string '{\"botToken\":\"xoxb-...\"}'"
                                .formatted(secret),
                        () -> secret(secret)));
        return found;
    }

    private Checkup function(AutomationSettings<?> automation) {
        var name = Names.function(settings.stage(), automation.name());
        return check(
                "function " + name,
                DEPLOY,
                () -> {
                    var function =
                            new DeployedFunctions(account)
                                    .find(region, name, DeployedFunctions.LIVE);
                    return "version " + function.version();
                });
    }

    private String table(String name) {
        try (var dynamo = account.client(DynamoDbClient.builder(), region)) {
            return dynamo.describeTable(get -> get.tableName(name)).table().tableStatusAsString();
        }
    }

    private String topic(String arn) {
        try (var sns = account.client(SnsClient.builder(), region)) {
            sns.getTopicAttributes(get -> get.topicArn(arn));
            return arn;
        }
    }

    private String secret(String name) {
        try (var secrets = account.client(SecretsManagerClient.builder(), region)) {
            return secrets.describeSecret(get -> get.secretId(name)).arn();
        }
    }

    private static Checkup check(String subject, String advice, Supplier<String> look) {
        try {
            return Checkup.ok(AREA, subject, look.get());
        } catch (SdkException e) {
            return missing(subject, advice, AwsErrors.translate("look at " + subject, e));
        } catch (CloudException e) {
            return missing(subject, advice, e);
        }
    }

    private static Checkup missing(String subject, String advice, CloudException why) {
        return why.kind() == CloudException.Kind.NOT_FOUND
                ? new Checkup(AREA, subject, State.MISSING, "not there", advice)
                : new Checkup(AREA, subject, State.UNKNOWN, why.getMessage(), "");
    }
}
