package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              restore-drill:
                schedule: rate(15 minutes)
            """;

    @TempDir private Path folder = Path.of("");

    private DrillSettings load(String own) throws IOException {
        var file = folder.resolve("nightshift.yaml");
        Files.writeString(file, HEAD + own.indent(4));
        return SettingsLoader.load(
                        file, Optional.empty(), List.of(new RestoreDrill()), Instant.EPOCH)
                .automation(new RestoreDrill())
                .orElseThrow()
                .own();
    }

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        every: 14d
                        maxDrills: 3
                        network: { subnets: [subnet-0123456789abcdef0], securityGroups: [sg-0123456789abcdef0] }
                        vault: { bucket: other-vault, region: eu-west-3 }
                        scratch: { bucket: scratch-pad, region: eu-west-3, prefix: drills/ }
                        databases:
                          - name: shop
                            from: eu-central-1
                            pick: random-30d
                            class: db.t4g.medium
                            subnetGroup: isolated
                            securityGroups: [sg-0fedcba9876543210]
                            parameterGroup: plain
                            optionGroup: none
                            rto: 90m
                            rpo: 12h
                            timeout: 6h
                            database: shop
                            tls: false
                            checks:
                              rows: [{ table: sales.orders, expect: 100, tolerance: 10% }, { table: users }]
                              schema: true
                              fresh: { query: select max(at) from orders, within: 26h }
                              queries: [{ name: admins, sql: select count(*) from admins, expect: "3" }]
                        buckets:
                          - { name: shop-media, sample: 20, fresh: 2d }
                        """);

        assertThat(settings.network())
                .contains(
                        new Network(
                                List.of("subnet-0123456789abcdef0"),
                                List.of("sg-0123456789abcdef0")));
        var shop = settings.databases().getFirst();
        assertThat(shop.pick().within()).contains(Duration.ofDays(30));
        assertThat(shop.timeout()).isEqualTo(Duration.ofHours(6));
        assertThat(shop.tls()).isFalse();
        assertThat(shop.checks().rows().getFirst().expect()).isEqualTo(OptionalLong.of(100));
        assertThat(shop.checks().rows().getFirst().tolerancePercent()).isEqualTo(10);
        assertThat(shop.checks().rows().getLast().expect()).isEmpty();
        assertThat(shop.checks().rows().getLast().tolerancePercent()).isEqualTo(5);
        assertThat(settings.buckets().getFirst().fresh()).contains(Duration.ofDays(2));
        assertThat(settings.scratch().orElseThrow().prefix()).isEqualTo("drills/");
    }

    @Test
    void what_is_not_said_has_a_default() throws IOException {
        var settings = load("databases: [{ name: shop }]");

        assertThat(settings.every()).isEqualTo(Duration.ofDays(7));
        assertThat(settings.maxDrills()).isEqualTo(1);
        var shop = settings.databases().getFirst();
        assertThat(shop.timeout()).isEqualTo(DrillSettings.DatabaseDrill.DEFAULT_TIMEOUT);
        assertThat(shop.tls()).isTrue();
        assertThat(shop.checks().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every: 7d | this drills nothing",
                "databases: [{ name: shop }, { name: shop }] | databases names shop twice",
                "buckets: [{ name: media }, { name: media }] | buckets names media twice",
                "databases: [{ name: shop, checks: { schema: true } }] | give network",
                "databases: [{ name: shop, klass: x }] | did you mean",
                "databases: [{ name: Shop! }] | the identifier of a database",
                "databases: [{ name: shop, class: t4g }] | a class such as db.t4g.medium",
                "databases: [{ name: shop, pick: oldest }] | one of",
                "databases: [{ name: shop, checks: { rows: [{ table: a.b.c }] } }] | the name of a table",
                "databases: [{ name: shop, checks: { rows: [{ table: a, tolerance: 101% }] } }] | a share",
                "maxDrills: 0 | between 1 and 20"
            })
    void nonsense_is_refused_with_a_word(String own, String word) {
        assertThatThrownBy(() -> load(own))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(word);
    }

    @Test
    void a_drill_is_cleared_away_before_the_next_begins() {
        assertThatThrownBy(() -> load("every: 3d\ndatabases: [{ name: shop, timeout: 2d }]"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("more than half of every");
    }
}
