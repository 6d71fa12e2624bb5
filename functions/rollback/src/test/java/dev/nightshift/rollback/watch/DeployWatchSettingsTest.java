package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Wake;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.rollback.auto.AutoRollback;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.webhook.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployWatchSettingsTest {
    private static final String HEAD =
            """
            stage: test
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              auto-rollback:
                schedule: rate(5 minutes)
                services:
                  - { name: shop, lambda: "shop:live" }
              deploy-watch:
                schedule: rate(5 minutes)
            """;

    @TempDir private Path folder;

    @Test
    void what_auto_rollback_guards_is_watched_with_the_alarms_that_are_made_for_it()
            throws IOException {
        var settings = own(load(HEAD));

        assertThat(settings.services())
                .singleElement()
                .satisfies(service -> assertThat(service.alarms()).isNotEmpty())
                .extracting(Service::name)
                .isEqualTo("shop");
        assertThat(settings.webhooks()).isEmpty();
    }

    @Test
    void everything_can_be_written() throws IOException {
        var settings =
                own(
                        load(
                                HEAD
                                        + """
                                              pipelines: { shop: shop-release }
                                              stacks: { shop: [shop-prod] }
                                              repositories: { shop: "acme/shop@production" }
                                              irreversible: { shop: ["42"] }
                                              purge: [site]
                                              webhooks:
                                                github: { secret: nightshift/github }
                                          """));

        assertThat(settings.pipelines()).containsEntry("shop", List.of("shop-release"));
        assertThat(settings.repositories()).containsEntry("shop", List.of("acme/shop@production"));
        assertThat(settings.webhooks()).isEqualTo(Map.of(Sender.GITHUB, "nightshift/github"));
        assertThat(new DeployWatch().webhook(settings, place()).orElseThrow().permissions())
                .hasSize(2)
                .first()
                .satisfies(
                        permission ->
                                assertThat(permission.resources())
                                        .containsExactly(
                                                "arn:{partition}:secretsmanager:{region}:{account}:secret:nightshift/github-??????"));
        assertThat(new DeployWatch().wakes(settings, place()))
                .extracting(Wake::name)
                .containsExactlyInAnyOrder("pipelines-1", "stacks", "lambda");
    }

    @Test
    void it_may_look_and_change_nothing_that_it_watches() throws IOException {
        assertThat(new DeployWatch().permissions(own(load(HEAD)), place()))
                .isNotEmpty()
                .allSatisfy(
                        permission ->
                                assertThat(permission.access()).isEqualTo(Permission.Access.READ));
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertThatThrownBy(() -> load(HEAD + "    repositories: { shop: shop }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a repository such as acme/shop");
        assertThatThrownBy(() -> load(HEAD + "    webhooks: { gitlab: { secret: a } }\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("unknown key");
    }

    @Test
    void what_is_said_of_a_service_that_is_none_is_refused_when_it_is_deployed()
            throws IOException {
        for (var line :
                List.of(
                        "pipelines: { shp: shop-release }",
                        "stacks: { shp: shop-prod }",
                        "repositories: { shp: acme/shop }",
                        "irreversible: { shp: \"42\" }",
                        "purge: [shp]")) {
            var settings = own(load(HEAD + "    " + line + "\n"));
            assertThatThrownBy(() -> new DeployWatch().permissions(settings, place()))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "automations.deploy-watch.%s names shp, which is no service of automations.auto-rollback; those are: shop",
                            line.substring(0, line.indexOf(':')));
        }
        var unpurgeable = own(load(HEAD + "    purge: [shop]\n"));
        assertThatThrownBy(() -> new DeployWatch().permissions(unpurgeable, place()))
                .hasMessageEndingWith("purge names shop, which is no site with a distribution");
    }

    private static Place place() {
        return new Place(
                new Scope("test", "deploy-watch"), new Regions("eu-west-1", "eu-central-1"));
    }

    private static DeployWatchSettings own(Settings settings) {
        return settings.automation(new DeployWatch()).orElseThrow().own();
    }

    private Settings load(String text) throws IOException {
        var file = folder.resolve("nightshift.yaml");
        Files.writeString(file, text);
        return SettingsLoader.load(
                file, Optional.empty(), List.of(new AutoRollback(), new DeployWatch()));
    }
}
