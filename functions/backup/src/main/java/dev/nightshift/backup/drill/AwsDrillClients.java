package dev.nightshift.backup.drill;

import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.AwsErrors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients per region, made when first asked for. */
class AwsDrillClients {
    private final Map<String, RdsClient> rds = new ConcurrentHashMap<>();
    private final Map<String, KmsClient> kms = new ConcurrentHashMap<>();
    private final Map<String, SecretsManagerClient> secrets = new ConcurrentHashMap<>();

    RdsClient rds(String region) {
        return rds.computeIfAbsent(region, any -> AwsClients.sync(at(region, RdsClient.builder())));
    }

    KmsClient kms(String region) {
        return kms.computeIfAbsent(region, any -> AwsClients.sync(at(region, KmsClient.builder())));
    }

    SecretsManagerClient secrets(String region) {
        return secrets.computeIfAbsent(
                region, any -> AwsClients.sync(at(region, SecretsManagerClient.builder())));
    }

    /** The account that the credentials are of. */
    String account(String region) {
        try (var sts = AwsClients.sync(at(region, StsClient.builder()))) {
            return sts.getCallerIdentity().account();
        } catch (SdkException e) {
            throw AwsErrors.translate("find out which account this is", e);
        }
    }

    /** Settles the region; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(String region, B builder) {
        return builder.region(Region.of(region));
    }
}
