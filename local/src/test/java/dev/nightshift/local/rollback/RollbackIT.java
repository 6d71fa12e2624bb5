package dev.nightshift.local.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.rollback.auto.AutoRollbackHandler;
import dev.nightshift.rollback.check.AlarmServer;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.watch.DeployWatchHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A bad release comes and goes: the room's jar as it is deployed, each function in a JVM of its own
 * through AWS's runtime interface client, on an alias in the emulator. Only the alarm is a
 * stand-in, as the emulator keeps no history of one.
 */
class RollbackIT {
    private static final String SETTINGS =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              deploy-watch:
                schedule: rate(5 minutes)
                apply: true
              auto-rollback:
                schedule: rate(5 minutes)
                apply: true
                services:
                  - name: shop-api
                    lambda: shop-api:live
                    mode: auto
                    bake: 1s
                    alarms: [shop-api-errors]
            """;
    private static final String ALARM = "shop-api-errors";

    @TempDir Path folder;

    @Test
    void a_bad_release_is_taken_back_and_the_good_one_stays() throws Exception {
        try (var house = House.start("dev");
                var alarms = new AlarmServer();
                var lambda = house.account().client(LambdaClient.builder(), House.REGION);
                var invoker = new Invoker(house.account(), FunctionJar.HOME)) {
            var longAgo = Instant.now().minus(Duration.ofDays(1));
            var wellSince = new Transition(longAgo, State.INSUFFICIENT_DATA, State.OK);
            alarms.alarm(ALARM, false, wellSince);
            release(house, lambda);

            invoke(house, alarms, invoker, "deploy-watch", manual());
            Thread.sleep(Duration.ofSeconds(2)); // the release bakes
            var good = invoke(house, alarms, invoker, "deploy-watch", manual());
            assertThat(good).contains("done");

            lambda.updateAlias(to -> to.functionName("shop-api").name("live").functionVersion("2"));
            invoke(house, alarms, invoker, "deploy-watch", manual());
            Thread.sleep(Duration.ofSeconds(1));
            var fires = new Transition(Instant.now(), State.OK, State.ALARM);
            alarms.alarm(ALARM, false, wellSince, fires);
            var event =
                    Files.readString(FunctionJar.HOME.resolve("events/auto-rollback/alarm.json"));
            var gone = invoke(house, alarms, invoker, "auto-rollback", event);

            assertThat(gone).contains("1 done");
            assertThat(live(lambda)).isEqualTo("1");

            var again = invoke(house, alarms, invoker, "auto-rollback", manual());
            assertThat(again).doesNotContain("done");
            assertThat(live(lambda)).isEqualTo("1");

            var well = new Transition(Instant.now(), State.ALARM, State.OK);
            alarms.alarm(ALARM, false, wellSince, fires, well);
            assertThat(invoke(house, alarms, invoker, "auto-rollback", manual()))
                    .as("the rollback is over")
                    .contains("1 done");
            invoke(house, alarms, invoker, "deploy-watch", manual());
            assertThat(live(lambda)).isEqualTo("1");
        }
    }

    private static String manual() {
        return "{\"trigger\":\"manual\"}";
    }

    private static String live(LambdaClient lambda) {
        return lambda.getAlias(of -> of.functionName("shop-api").name("live")).functionVersion();
    }

    /** Two versions, of which the first is live. */
    private static void release(House house, LambdaClient lambda) throws IOException {
        try (var iam = house.account().client(IamClient.builder(), House.REGION)) {
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
                create -> create.functionName("shop-api").name("live").functionVersion("1"));
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

    private String invoke(
            House house, AlarmServer alarms, Invoker invoker, String name, String event)
            throws IOException {
        var config = folder.resolve("nightshift.yaml");
        Files.writeString(config, SETTINGS);
        var environment = new HashMap<>(house.environment());
        environment.put("AWS_ENDPOINT_URL_CLOUDWATCH", alarms.endpoint().toString());
        var handler =
                name.equals("deploy-watch") ? DeployWatchHandler.class : AutoRollbackHandler.class;
        var function =
                FunctionJar.of("rollback")
                        .function(
                                "nightshift-dev-" + name,
                                handler,
                                "arn:aws:iam::%s:role/any".formatted(House.ACCOUNT),
                                512,
                                config,
                                environment);
        var result = invoker.invoke(function, event, line -> {});
        assertThat(result.errorType()).as(result.payload() + result.logs()).isEmpty();
        var summary = JsonMapper.builder().build().readTree(result.payload()).path("summary");
        System.out.println(name + ": " + result.payload());
        return summary.asText();
    }
}
