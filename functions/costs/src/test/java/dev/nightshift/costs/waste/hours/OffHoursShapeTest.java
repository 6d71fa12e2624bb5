package dev.nightshift.costs.waste.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Permission.Access;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Regions;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OffHoursShapeTest {
    private static final String HEAD =
            """
            stage: dev
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
            automations:
              off-hours:
                schedule: rate(15 minutes)
                timetables:
            """;
    private static final String DEV =
            "{ name: dev, tags: { stage: dev }, zone: Europe/Berlin, from: \"07:00\", to:"
                    + " \"19:00\" }";

    @TempDir private Path folder = Path.of("");

    @Test
    void everything_that_can_be_said() throws IOException {
        var settings =
                load(
                        """
                        - name: dev
                          tags: { stage: dev }
                          names: [i-0123, shop-dev, main/api]
                          zone: Europe/Berlin
                          days: [monday, friday]
                          from: "07:00"
                          to: "19:30"
                          holidays: ["2026-12-25"]
                        """);

        assertThat(settings.timetables())
                .containsExactly(
                        new Timetable(
                                "dev",
                                Map.of("stage", "dev"),
                                Set.of("i-0123", "shop-dev", "main/api"),
                                ZoneId.of("Europe/Berlin"),
                                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(7, 0),
                                LocalTime.of(19, 30),
                                Set.of(LocalDate.of(2026, 12, 25))));
        var writes =
                new OffHours()
                                .permissions(
                                        settings,
                                        new Place(
                                                new Scope("dev", "off-hours"),
                                                new Regions("eu-west-1", "eu-central-1")))
                                .stream()
                                .filter(it -> it.access() == Access.WRITE)
                                .toList();
        assertThat(writes)
                .allMatch(
                        it ->
                                !it.conditions().isEmpty()
                                        || it.resources().stream().noneMatch(r -> r.endsWith("*")));
        assertThat(writes.getLast().resources())
                .anyMatch(it -> it.endsWith("instance/i-0123"))
                .anyMatch(it -> it.endsWith("db:shop-dev"))
                .anyMatch(it -> it.endsWith("service/main/api"));
    }

    @Test
    void workdays_are_the_default() throws IOException {
        assertThat(load("- " + DEV + "\n").timetables().getFirst().days())
                .hasSize(5)
                .doesNotContain(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Europe/Berlin | Europe/Berln  | a time zone such as
                    07:00         | 20:00         | from must be before to
                    07:00         | 7 o'clock     | a time of day such as
                    07:00         | 25:00         | a time of day such as
                    { stage: dev }| {}            | selects nothing
                    """)
    void what_cannot_be_meant_is_refused(String right, String wrong, String said) {
        assertThatThrownBy(() -> load("- " + DEV.replace(right, wrong) + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(said);
    }

    @Test
    void two_of_one_name_are_refused() {
        assertThatThrownBy(() -> load("- " + DEV + "\n- " + DEV + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("two timetables are called dev");
    }

    private OffHoursSettings load(String own) throws IOException {
        var file = Files.writeString(folder.resolve("nightshift.yaml"), HEAD + own.indent(6));
        var spec = new OffHours();
        return SettingsLoader.load(file, Optional.empty(), List.of(spec), Instant.EPOCH)
                .automation(spec)
                .orElseThrow()
                .own();
    }
}
