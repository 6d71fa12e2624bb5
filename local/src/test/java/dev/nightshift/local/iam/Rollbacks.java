package dev.nightshift.local.iam;

import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.rollback.check.AlarmServer;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.service.Target.LambdaAlias;
import dev.nightshift.rollback.service.Target.StaticSite;
import dev.nightshift.rollback.target.TargetStandIns;
import dev.nightshift.rollback.target.TargetStandIns.Released;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketLocationConstraint;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A service on each kind of target, with a good release and a bad one after it. */
final class Rollbacks implements AutoCloseable {
    static final String SETTINGS =
            """
              auto-rollback:
                schedule: rate(5 minutes)
                apply: true
                services:
                  - { name: shop-api, lambda: "shop-api:live", mode: auto, alarms: [fires] }
                  - { name: shop-web, ecs: prod/shop, mode: auto, alarms: [fires] }
                  - { name: orders, codedeploy: shop/prod, mode: auto, alarms: [fires] }
                  - { name: workers, autoscaling: shop, mode: auto, alarms: [fires] }
                  - { name: landing, site: acme-landing/www, distribution: E2QWRUHAPOMQZL, mode: auto, alarms: [fires] }
                  - { name: flags, appconfig: app1234/env1234/prf1234, mode: auto, alarms: [fires] }
                  - { name: legacy, beanstalk: shop/prod, mode: auto, alarms: [fires] }
                  - { name: app, vercel: app, secret: nightshift/vercel, mode: auto, alarms: [fires] }
                  - { name: docs, netlify: 3970e0fe, secret: nightshift/netlify, mode: auto, alarms: [fires] }
              deploy-watch:
                schedule: rate(5 minutes)
                apply: true
                webhooks: { github: { secret: nightshift/github } }
                repositories: { shop-api: [acme/shop] }
            """;

    private static final String LEDGER = "nightshift-prod-ledger";
    private static final Target ALIAS = new LambdaAlias("shop-api", "live");
    private static final StaticSite SITE =
            new StaticSite("acme-landing", "www", Optional.of("E2QWRUHAPOMQZL"));

    private final LambdaClient lambda;
    private final S3Client s3;
    private final Account admin;
    private final DynamoDbClient dynamo;
    private final AlarmServer alarms = new AlarmServer();
    private final String goodSite;
    private final String badSite;
    private List<WriteRequest> noted = List.of();
    private Optional<TargetStandIns> targets = Optional.empty();

    private Rollbacks(Account admin) {
        lambda = admin.client(LambdaClient.builder(), House.REGION);
        this.admin = admin;
        dynamo = admin.client(DynamoDbClient.builder(), House.REGION);
        s3 = admin.s3(House.REGION);
        publish(admin);
        s3.createBucket(
                create ->
                        create.bucket(SITE.bucket())
                                .createBucketConfiguration(
                                        location ->
                                                location.locationConstraint(
                                                        BucketLocationConstraint.EU_WEST_1)));
        s3.putBucketVersioning(
                put ->
                        put.bucket(SITE.bucket())
                                .versioningConfiguration(
                                        to -> to.status(BucketVersioningStatus.ENABLED)));
        goodSite = put("index.html", "good");
        // S3 tells times in seconds, and what came in the same one came together
        while (Instant.now().getEpochSecond() <= Instant.parse(goodSite).getEpochSecond()) {
            Thread.onSpinWait();
        }
        put("index.html", "bad");
        badSite = put("new.css", "bad");
        try (var secrets = admin.client(SecretsManagerClient.builder(), House.REGION)) {
            for (var name : List.of("nightshift/vercel", "nightshift/netlify")) {
                // no token, so that neither is called
                secrets.createSecret(create -> create.name(name).secretString("none"));
            }
        }
    }

    static Rollbacks build(Account admin) {
        return new Rollbacks(admin);
    }

    /** All that was released before stands again, and fires. */
    Scene fires(boolean underWay, String answer) {
        return stands(underWay, answer, new Transition(Instant.now(), State.OK, State.ALARM));
    }

    /** All that was released before stands again, and has been well for a while. */
    Scene bakes(String answer) {
        return stands(false, answer);
    }

    private Scene stands(boolean underWay, String answer, Transition... sinceThen) {
        var standIns = release(underWay);
        var now = Instant.now();
        var well = new Transition(now.minus(Duration.ofDays(1)), State.INSUFFICIENT_DATA, State.OK);
        alarms.alarm(
                "fires",
                false,
                Stream.concat(Stream.of(well), Stream.of(sinceThen)).toArray(Transition[]::new));
        record(now);
        return new Scene("{\"trigger\":\"manual\"}", standIns, answer);
    }

    /** What deploy-watch would have noted: the first time one by one, and then all at once. */
    private void record(Instant now) {
        if (!noted.isEmpty()) {
            dynamo.batchWriteItem(write -> write.requestItems(Map.of(LEDGER, noted)));
            return;
        }
        var store = new DynamoLedgerStore(admin.access(), House.REGION, LEDGER);
        var register = new LedgerRegister(store, Clock.systemUTC());
        released()
                .forEach(
                        one -> {
                            register(
                                    register,
                                    one.target(),
                                    one.good(),
                                    now.minus(Duration.ofDays(2)),
                                    Optional.of(now.minus(Duration.ofDays(1))));
                            register(
                                    register,
                                    one.target(),
                                    one.bad(),
                                    now.minus(Duration.ofMinutes(10)),
                                    Optional.empty());
                        });
        noted =
                dynamo.scan(scan -> scan.tableName(LEDGER)).items().stream()
                        .map(item -> PutRequest.builder().item(item).build())
                        .map(put -> WriteRequest.builder().putRequest(put).build())
                        .toList();
    }

    private Map<String, URI> release(boolean underWay) {
        targets.ifPresent(TargetStandIns::close);
        var fresh = new TargetStandIns(underWay);
        targets = Optional.of(fresh);
        lambda.updateAlias(to -> to.functionName("shop-api").name("live").functionVersion("2"));
        put("index.html", "bad");
        put("new.css", "bad");
        var standIns = new HashMap<>(fresh.endpoints());
        standIns.put("monitoring", alarms.endpoint());
        return standIns;
    }

    private Stream<Released> released() {
        return Stream.concat(
                Stream.of(new Released(ALIAS, "1", "2"), new Released(SITE, goodSite, badSite)),
                targets.orElseThrow().released().stream());
    }

    private static void register(
            LedgerRegister register,
            Target target,
            String revision,
            Instant at,
            Optional<Instant> goodAt) {
        register.change(
                target.id(),
                revision,
                _ ->
                        new Release(
                                target.id(),
                                revision,
                                at,
                                Release.Phase.LIVE,
                                goodAt,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Release.Undo.POSSIBLE));
    }

    private String put(String name, String content) {
        var key = SITE.prefix() + name;
        s3.putObject(put -> put.bucket(SITE.bucket()).key(key), RequestBody.fromString(content));
        return s3.headObject(head -> head.bucket(SITE.bucket()).key(key)).lastModified().toString();
    }

    /** Two versions. */
    private void publish(Account admin) {
        try (var iam = admin.client(IamClient.builder(), House.REGION)) {
            iam.createRole(
                    role ->
                            role.roleName("shop")
                                    .assumeRolePolicyDocument(
                                            "{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        }
        lambda.createFunction(
                create ->
                        create.functionName("shop-api")
                                .runtime("java21")
                                .handler("a.B")
                                .role("arn:aws:iam::%s:role/shop".formatted(House.ACCOUNT))
                                .code(code -> code.zipFile(zip("1"))));
        lambda.publishVersion(publish -> publish.functionName("shop-api"));
        lambda.updateFunctionCode(update -> update.functionName("shop-api").zipFile(zip("2")));
        lambda.publishVersion(publish -> publish.functionName("shop-api"));
        lambda.createAlias(
                create -> create.functionName("shop-api").name("live").functionVersion("2"));
    }

    private static SdkBytes zip(String content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    @Override
    public void close() {
        targets.ifPresent(TargetStandIns::close);
        alarms.close();
        lambda.close();
        dynamo.close();
        s3.close();
    }
}
