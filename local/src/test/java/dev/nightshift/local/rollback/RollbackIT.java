package dev.nightshift.local.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.demo.AliasedFunction;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.rollback.auto.AutoRollbackHandler;
import dev.nightshift.rollback.check.AlarmServer;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import dev.nightshift.rollback.watch.DeployWatchHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                var invoker = new Invoker(house.account(), FunctionJar.HOME)) {
            var longAgo = Instant.now().minus(Duration.ofDays(1));
            var wellSince = new Transition(longAgo, State.INSUFFICIENT_DATA, State.OK);
            alarms.alarm(ALARM, false, wellSince);
            var shop = new AliasedFunction(house.account(), House.REGION, "shop-api");
            shop.build(2);

            invoke(house, alarms, invoker, "deploy-watch", manual());
            Thread.sleep(Duration.ofSeconds(2)); // the release bakes
            var good = invoke(house, alarms, invoker, "deploy-watch", manual());
            assertThat(good).contains("done");

            shop.release("2");
            invoke(house, alarms, invoker, "deploy-watch", manual());
            Thread.sleep(Duration.ofSeconds(1));
            var fires = new Transition(Instant.now(), State.OK, State.ALARM);
            alarms.alarm(ALARM, false, wellSince, fires);
            var event =
                    Files.readString(FunctionJar.HOME.resolve("events/auto-rollback/alarm.json"));
            var gone = invoke(house, alarms, invoker, "auto-rollback", event);

            assertThat(gone).contains("1 done");
            assertThat(shop.live()).isEqualTo("1");

            var again = invoke(house, alarms, invoker, "auto-rollback", manual());
            assertThat(again).doesNotContain("done");
            assertThat(shop.live()).isEqualTo("1");

            var well = new Transition(Instant.now(), State.ALARM, State.OK);
            alarms.alarm(ALARM, false, wellSince, fires, well);
            assertThat(invoke(house, alarms, invoker, "auto-rollback", manual()))
                    .as("the rollback is over")
                    .contains("1 done");
            invoke(house, alarms, invoker, "deploy-watch", manual());
            assertThat(shop.live()).isEqualTo("1");
        }
    }

    private static String manual() {
        return "{\"trigger\":\"manual\"}";
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
