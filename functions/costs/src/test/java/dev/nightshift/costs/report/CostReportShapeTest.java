package dev.nightshift.costs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.SettingsLoader;
import dev.nightshift.costs.summary.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostReportShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              cost-report:
                schedule: rate(6 hours)
            """;
    private static final String SOURCES = "sources: { exports: [{ bucket: acme-costs }] }";

    @TempDir private Path folder = Path.of("");

    private CostReportSettings load(String... lines) throws IOException {
        var file = folder.resolve("nightshift.yaml");
        var text = new StringBuilder(HEAD);
        for (var line : lines) {
            text.append("    ").append(line).append('\n');
        }
        Files.writeString(file, text);
        var spec = new CostReportSpec();
        return SettingsLoader.loadFor(file, spec).automation(spec).orElseThrow().own();
    }

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        "sources:",
                        "  exports: [{ bucket: acme-costs, prefix: focus/ }]",
                        "bucket: acme-reports",
                        "daily: false",
                        "weekly: friday",
                        "monthly: false",
                        "settleDays: 7",
                        "minimumChange: 20",
                        "tags: [team, environment]",
                        "budgets:",
                        "  - { name: all, amount: 500 }",
                        "  - { name: eu, amount: 300, currency: EUR, account: \"111122223333\" }",
                        "  - { name: web, amount: 9, tag: { key: team, value: web } }");

        assertThat(settings.weekly()).contains(DayOfWeek.FRIDAY);
        assertThat(settings.daily() || settings.monthly()).isFalse();
        assertThat(settings.settleDays()).isEqualTo(7);
        assertThat(settings.minimumChange()).isEqualByComparingTo("20");
        assertThat(settings.sources().exports()).hasSize(1);
        assertThat(settings.budgets())
                .extracting(Budget::watch)
                .containsExactly(
                        new Budget.Everything(),
                        new Budget.OfAccount("111122223333"),
                        new Budget.OfTag("team", "web"));
        assertThat(settings.budgets().get(1).currency()).isEqualTo("EUR");
    }

    @Test
    void what_is_not_said_has_its_default() throws IOException {
        var settings = load(SOURCES);

        assertThat(settings.daily() && settings.monthly()).isTrue();
        assertThat(settings.weekly()).contains(DayOfWeek.MONDAY);
        assertThat(load(SOURCES, "weekly: never").weekly()).isEmpty();
        assertThat(settings.budgets()).isEmpty();
        assertThat(settings.settleDays()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    budgets: [{ name: a, amount: 1 }, { name: a, amount: 2 }]          | two budgets are called a
                    budgets: [{ name: a, amount: 1, service: x, account: y }]          | at most one of service
                    budgets: [{ name: a, amount: 1, tag: { key: team, value: web } }]  | add it to tags
                    budgets: [{ name: a, amount: 0 }]                                  | between 1 and
                    weekly: funday                                                     | one of monday
                    settleDays: 40                                                     | between 1 and 20
                    """)
    void what_can_never_be_meant_is_refused(String line, String why) {
        assertThatThrownBy(() -> load(SOURCES, line)).hasMessageContaining(why);
    }

    @Test
    void without_a_bucket_it_may_write_nothing_and_with_one_only_there() throws IOException {
        var place =
                new Place(
                        new Scope("dev", "cost-report"), new Regions("eu-west-1", "eu-central-1"));

        assertThat(new CostReportSpec().permissions(load(SOURCES), place))
                .allSatisfy(
                        permission ->
                                assertThat(permission.actions())
                                        .allMatch(action -> action.matches("s3:(List|Get).*")));
        assertThat(new CostReportSpec().permissions(load(SOURCES, "bucket: acme-reports"), place))
                .filteredOn(permission -> permission.actions().contains("s3:PutObject"))
                .singleElement()
                .satisfies(
                        permission -> {
                            assertThat(permission.actions()).isEqualTo(List.of("s3:PutObject"));
                            assertThat(permission.resources())
                                    .containsExactly("arn:{partition}:s3:::acme-reports/reports/*");
                        });
    }
}
