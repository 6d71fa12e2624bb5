package dev.nightshift.rollback.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.MetricAlarm;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceShapeTest {
    /** A service begins in line 8, column 9. */
    private static final String HEAD =
            """
            stage: prod
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              auto-rollback:
                schedule: rate(5 minutes)
                services:
            """;

    private static final Place PROD =
            new Place(new Scope("prod", "auto-rollback"), new Regions("eu-west-1", "eu-central-1"));

    @TempDir private Path folder = Path.of("");

    @Test
    void a_name_and_a_target_guard_a_service() throws IOException {
        var settings =
                load(
                        """
                        - name: shop-api
                          lambda: shop-api:live
                        """);

        var service = settings.services().getFirst();
        assertThat(service.target()).isEqualTo(new Target.LambdaAlias("shop-api", "live"));
        assertThat(service.mode()).isEqualTo(Mode.SHADOW);
        assertThat(service.agreeing()).isEqualTo(1);
        assertThat(service.blame()).isEqualTo(Duration.ofHours(1));
        assertThat(service.settle()).isEqualTo(Duration.ofMinutes(20));
        var made = new AutoRollback().alarms(settings, PROD);
        assertThat(made)
                .extracting(MetricAlarm::name)
                .containsExactly(
                        "nightshift-prod-shop-api-errors",
                        "nightshift-prod-shop-api-latency",
                        "nightshift-prod-shop-api-throttles")
                .isEqualTo(service.alarms());
        assertThat(new AutoRollback().wakes(settings, PROD)).isNotEmpty();
    }

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        - name: web
                          ecs: shop/web
                          mode: auto
                          alarms: [shop-5xx, shop-latency]
                          agreeing: 2
                          blame: 45m
                          bake: 15m
                          settle: 10m
                          cooldown: 2h
                          daily: 3
                          loadBalancer: app/shop/50dc6c495c0c9188
                          targetGroup: targetgroup/shop/73e2d6bc24d8a067
                          errorRate: 10%
                          latency: 1s
                          freezes:
                            - from: "2026-11-27T00:00:00Z"
                              until: "2026-11-30T00:00:00Z"
                              why: black friday
                          checks:
                            - url: https://shop.example.com/health
                              status: 204
                              within: 3s
                              body: fine
                              headers: { X-Version: "42" }
                        """);

        assertThat(settings.services())
                .containsExactly(
                        new Service(
                                "web",
                                new Target.EcsService("shop", "web"),
                                Mode.AUTO,
                                List.of("shop-5xx", "shop-latency"),
                                2,
                                Duration.ofMinutes(45),
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(10),
                                Duration.ofHours(2),
                                3,
                                List.of(
                                        new Freeze(
                                                Instant.parse("2026-11-27T00:00:00Z"),
                                                Instant.parse("2026-11-30T00:00:00Z"),
                                                "black friday")),
                                List.of(
                                        new HttpCheck(
                                                URI.create("https://shop.example.com/health"),
                                                204,
                                                Duration.ofSeconds(3),
                                                Optional.of("fine"),
                                                Map.of("X-Version", "42"))),
                                new Service.Guard(
                                        Optional.of("app/shop/50dc6c495c0c9188"),
                                        Optional.of("targetgroup/shop/73e2d6bc24d8a067"),
                                        10,
                                        Duration.ofSeconds(1))));
        assertThat(new AutoRollback().alarms(settings, PROD)).as("it has its own").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    lambda: shop-api:live              | lambda shop-api:live
                    ecs: shop/web                      | ecs shop/web
                    codedeploy: shop/blue-green        | codedeploy shop/blue-green
                    autoscaling: workers               | autoscaling workers
                    site: www.example.com              | site www.example.com
                    site: assets/shop/v2               | site assets/shop/v2
                    appconfig: a1b2c3d/e4f5g6h/i7j8k9l | appconfig a1b2c3d/e4f5g6h/i7j8k9l
                    beanstalk: shop/prod               | beanstalk shop/prod
                    vercel: shop                       | vercel shop
                    netlify: 1f2e3d4c                  | netlify 1f2e3d4c
                    """)
    void each_kind_of_target_has_its_key(String written, String id) throws IOException {
        var secret = id.matches("(vercel|netlify) .*") ? "  secret: deploys/token\n" : "";

        var settings = load("- name: shop\n  " + written + "\n  alarms: [a]\n" + secret);

        assertThat(settings.services().getFirst().target().id()).isEqualTo(id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { name: Shop, lambda: 'shop:live' }                        | 8:17 | such as shop-api
                    { lambda: 'shop:live' }                                    | 8:9  | name
                    { name: shop }                                             | 8:9  | name one target (lambda, ecs,
                    { name: shop, lambda: 'shop:live', ecs: shop/web }         | 8:9  | name one target
                    { name: shop, lambda: shop }                               | 8:31 | a function and its alias such as shop-api:live
                    { name: shop, ecs: web, alarms: [a] }                      | 8:28 | cluster/service such as shop/web
                    { name: shop, lamda: 'shop:live' }                         | 8:23 | lambda
                    { name: shop, lambda: 'shop:live', mode: automatic }       | 8:50 | shadow
                    { name: shop, lambda: 'shop:live', agreeing: 0 }           | 8:54 | 1
                    { name: shop, lambda: 'shop:live', alarms: [a], agreeing: 2 } | 8:9 | agreeing is 2, but it has 1 alarms
                    { name: shop, lambda: 'shop:live', blame: 2d }             | 8:51 | 1d
                    { name: shop, lambda: 'shop:live', errorRate: 0% }         | 8:55 | 1
                    { name: shop, ecs: shop/web }                              | 8:9  | give loadBalancer and targetGroup, or name its alarms
                    { name: shop, ecs: shop/web, loadBalancer: shop }          | 8:52 | such as app/shop/50dc6c495c0c9188
                    { name: shop, site: www.example.com }                      | 8:9  | name its alarms
                    { name: shop, codedeploy: shop/group }                     | 8:9  | name its alarms
                    { name: shop, vercel: shop, alarms: [a] }                  | 8:9  | needs secret
                    { name: shop, netlify: shop, alarms: [a] }                 | 8:9  | needs secret
                    { name: shop, lambda: 'shop:live', freezes: [{ from: '2026-11-30T00:00:00Z', until: '2026-11-30T00:00:00Z', why: x }] } | 8:54 | it must begin before it is over
                    { name: shop, lambda: 'shop:live', freezes: [{ from: tomorrow, until: '2026-11-30T00:00:00Z', why: x }] } | 8:62 | a time in UTC such as 2026-11-27T00:00:00Z
                    """)
    void what_cannot_be_meant_is_refused_where_it_stands(
            String written, String where, String said) {
        assertThatThrownBy(() -> load("- " + written + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nightshift.yaml:" + where + ":")
                .hasMessageContaining(said);
    }

    @Test
    void a_service_and_its_target_are_named_once() {
        assertThatThrownBy(() -> load(two("shop", "shop:live", "shop", "shop:blue")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two services are called shop");
        assertThatThrownBy(() -> load(two("shop", "shop:live", "web", "shop:live")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two services are released on lambda shop:live");
    }

    private static String two(String name, String alias, String other, String another) {
        return """
               - { name: %s, lambda: "%s" }
               - { name: %s, lambda: "%s" }
               """
                .formatted(name, alias, other, another);
    }

    private RollbackSettings load(String own) throws IOException {
        var file = Files.writeString(folder.resolve("nightshift.yaml"), HEAD + own.indent(6));
        var spec = new AutoRollback();
        return SettingsLoader.load(file, Optional.empty(), List.of(spec), Instant.EPOCH)
                .automation(spec)
                .orElseThrow()
                .own();
    }
}
