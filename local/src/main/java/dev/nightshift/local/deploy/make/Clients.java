package dev.nightshift.local.deploy.make;

import dev.nightshift.core.aws.AwsClients;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.scheduler.SchedulerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** The services of one region, each asked for when it is first needed. */
public final class Clients implements AutoCloseable {
    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Map<String, SdkClient> made = new ConcurrentHashMap<>();

    /**
     * @param endpoint one for all services
     */
    public Clients(URI endpoint, String region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = Region.of(region);
        this.credentials = credentials;
    }

    /** The region's name. */
    public String region() {
        return region.id();
    }

    IamClient iam() {
        return client(IamClient.class, () -> of(IamClient.builder()));
    }

    LambdaClient lambda() {
        return client(LambdaClient.class, () -> of(LambdaClient.builder()));
    }

    SqsClient sqs() {
        return client(SqsClient.class, () -> of(SqsClient.builder()));
    }

    SnsClient sns() {
        return client(SnsClient.class, () -> of(SnsClient.builder()));
    }

    DynamoDbClient dynamodb() {
        return client(DynamoDbClient.class, () -> of(DynamoDbClient.builder()));
    }

    SchedulerClient scheduler() {
        return client(SchedulerClient.class, () -> of(SchedulerClient.builder()));
    }

    CloudWatchClient cloudwatch() {
        return client(CloudWatchClient.class, () -> of(CloudWatchClient.builder()));
    }

    CloudWatchLogsClient logs() {
        return client(CloudWatchLogsClient.class, () -> of(CloudWatchLogsClient.builder()));
    }

    /** S3, with the bucket in the path: an emulator has one host name. */
    public S3Client s3() {
        return client(S3Client.class, () -> of(S3Client.builder().forcePathStyle(true)));
    }

    KmsClient kms() {
        return client(KmsClient.class, () -> of(KmsClient.builder()));
    }

    SecretsManagerClient secrets() {
        return client(SecretsManagerClient.class, () -> of(SecretsManagerClient.builder()));
    }

    BudgetsClient budgets() {
        return client(BudgetsClient.class, () -> of(BudgetsClient.builder()));
    }

    EventBridgeClient events() {
        return client(EventBridgeClient.class, () -> of(EventBridgeClient.builder()));
    }

    /** The account that the credentials belong to. */
    public String account() {
        return client(StsClient.class, () -> of(StsClient.builder())).getCallerIdentity().account();
    }

    @Override
    public void close() {
        made.values().forEach(SdkClient::close);
    }

    private <C extends SdkClient> C client(Class<C> type, Supplier<C> maker) {
        return type.cast(made.computeIfAbsent(type.getName(), name -> maker.get()));
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C of(B builder) {
        return AwsClients.sync(
                builder.endpointOverride(endpoint).region(region).credentialsProvider(credentials));
    }
}
