package dev.nightshift.rollback.auto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.core.wire.WireRefusal;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Release;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A function {@code shop} whose version 2 came ten minutes ago, a good version 1 before it, and an
 * alarm that fires since now.
 */
final class RollbackBenchScene {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    static final String REGION = "eu-west-1";
    static final String TABLE = "nightshift-bench-ledger";
    static final String ALARM = "shop-5xx";
    private static final String FUNCTION = "shop";
    private static final String ALIAS = "live";
    private static final String TARGET = "lambda shop:live";

    private final URI endpoint;
    private final LambdaClient lambda;
    private final AwsAccess access;
    private final AwsApi cloudWatch;
    private final AwsApi dynamo;
    private final String topic;

    private RollbackBenchScene(URI endpoint) {
        this.endpoint = endpoint;
        this.lambda = client(LambdaClient.builder());
        this.access = new AwsAccess(CREDENTIALS, Optional.of(endpoint));
        this.cloudWatch = new AwsApi(access, AwsService.CLOUDWATCH, REGION);
        this.dynamo = new AwsApi(access, AwsService.DYNAMODB, REGION);
        this.topic =
                client(SnsClient.builder())
                        .createTopic(request -> request.name("nightshift-bench-notices"))
                        .topicArn();
    }

    static RollbackBenchScene build(RollbackBenchCloud cloud) throws Exception {
        cloud.role("shop");
        var scene = new RollbackBenchScene(cloud.endpoint());
        scene.publish();
        return scene;
    }

    String topic() {
        return topic;
    }

    /** As before the first run, with an alarm that fires now. Returns since when it does. */
    Instant reset() {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        lambda.updateAlias(
                request -> request.functionName(FUNCTION).name(ALIAS).functionVersion("2"));
        for (var state : List.of("OK", "ALARM")) {
            call(
                    cloudWatch,
                    "SetAlarmState",
                    """
                    {"AlarmName": "%s", "StateValue": "%s", "StateReason": "rehearsed"}"""
                            .formatted(ALARM, state));
        }
        try {
            call(dynamo, "DeleteTable", "{\"TableName\": \"" + TABLE + "\"}");
        } catch (WireRefusal first) {
            // the first time there is none yet
        }
        call(
                dynamo,
                "CreateTable",
                """
                {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                 "KeySchema": [{"AttributeName": "partition", "KeyType": "HASH"}, {"AttributeName": "sort", "KeyType": "RANGE"}],
                 "AttributeDefinitions": [{"AttributeName": "partition", "AttributeType": "S"},
                                          {"AttributeName": "sort", "AttributeType": "S"}]}"""
                        .formatted(TABLE));
        var store = new DynamoLedgerStore(access, REGION, TABLE);
        var register = new LedgerRegister(store, Clock.systemUTC());
        release(
                register,
                "1",
                now.minus(Duration.ofDays(2)),
                Optional.of(now.minus(Duration.ofDays(1))));
        release(register, "2", now.minus(Duration.ofMinutes(10)), Optional.empty());
        return now;
    }

    /** Whether it went back. */
    boolean isBack() {
        return lambda.getAlias(request -> request.functionName(FUNCTION).name(ALIAS))
                .functionVersion()
                .equals("1");
    }

    /** The event as CloudWatch sends it, of this instant. */
    static byte[] event(Instant at) throws IOException {
        return Files.readString(Path.of("events/alarm/lambda-action.json"))
                .replace("2026-11-22T09:30:12.490", at.toString().replace("Z", ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void release(
            LedgerRegister register, String revision, Instant at, Optional<Instant> goodAt) {
        register.change(
                TARGET,
                revision,
                _ ->
                        new Release(
                                TARGET,
                                revision,
                                at,
                                Release.Phase.LIVE,
                                goodAt,
                                Optional.of("alice"),
                                Optional.of("version " + revision),
                                Optional.empty(),
                                Release.Undo.POSSIBLE));
    }

    private void publish() throws IOException {
        lambda.createFunction(
                request ->
                        request.functionName(FUNCTION)
                                .runtime(Runtime.PYTHON3_12)
                                .handler("shop.handler")
                                .role("arn:aws:iam::123456789012:role/shop")
                                .code(code -> code.zipFile(zip("1"))));
        lambda.publishVersion(request -> request.functionName(FUNCTION));
        lambda.updateFunctionCode(request -> request.functionName(FUNCTION).zipFile(zip("2")));
        lambda.publishVersion(request -> request.functionName(FUNCTION));
        lambda.createAlias(
                request -> request.functionName(FUNCTION).name(ALIAS).functionVersion("2"));
        call(
                cloudWatch,
                "PutMetricAlarm",
                """
                {"AlarmName": "%s", "Namespace": "AWS/Lambda", "MetricName": "Errors", "Statistic": "Sum", "Period": 60,
                 "EvaluationPeriods": 3, "Threshold": 10.0, "ComparisonOperator": "GreaterThanThreshold"}"""
                        .formatted(ALARM));
    }

    private static void call(AwsApi api, String operation, String input) {
        try {
            api.call("set the scene", operation, (ObjectNode) Json.read(input));
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException(input, impossible);
        }
    }

    private static SdkBytes zip(String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("shop.py"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return builder.httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(REGION))
                .endpointOverride(endpoint)
                .credentialsProvider(CREDENTIALS)
                .build();
    }
}
