package dev.nightshift.backup.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.drill.DrillFacts.Database;
import dev.nightshift.backup.drill.sql.SqlChecks;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people are told. */
class DrillReportTest {
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final Scope SCOPE = new Scope("test", "restore-drill");

    private static Evidence evidence(Result result, Duration rto, Duration rpo) {
        return new Evidence(
                Evidence.Kind.RDS,
                "20261119T000000Z-0badcafe",
                "test",
                "shop",
                "snap",
                "eu-west-1",
                NOW.minus(rpo),
                NOW.minusSeconds(7_200),
                NOW.minusSeconds(3_600),
                result,
                result == Result.SUCCESSFUL ? "" : "schema: gone: public.orders",
                Optional.of(rto),
                Duration.ofHours(2),
                rpo,
                Duration.ofHours(26),
                Optional.of(Duration.ofHours(3)),
                List.of(
                        new Check("restore", true, "fine"),
                        new Check("schema", result == Result.SUCCESSFUL, "gone: public.orders")),
                Map.of(),
                Optional.empty());
    }

    private static List<Notice> told(Evidence evidence) {
        var settings =
                DrillContractTest.settings(
                        1, DrillContractTest.drill("shop", Optional.empty(), SqlChecks.NONE));
        var facts =
                new DrillFacts(
                        NOW,
                        "eu-west-1",
                        List.of(),
                        Map.of(),
                        Map.of(
                                "shop",
                                new Database(
                                        "shop",
                                        "eu-west-1",
                                        List.of(),
                                        Optional.empty(),
                                        List.of(evidence),
                                        Optional.empty(),
                                        Optional.empty())),
                        Map.of(),
                        List.of(),
                        Optional.empty());
        return DrillReport.of(
                settings,
                new Run<DrillFacts, DrillAction>(
                        "run",
                        SCOPE,
                        Trigger.manual(NOW),
                        Mode.APPLY,
                        NOW,
                        NOW,
                        facts,
                        Plan.nothing(),
                        List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, CRITICAL, restore-drill/shop/failed",
        "TIMED_OUT, WARNING, restore-drill/shop/timed-out",
        "UNKNOWN, WARNING, restore-drill/shop/unknown"
    })
    void a_drill_that_was_not_good_is_an_incident_with_its_reason(
            Result result, Severity severity, String incident) {
        assertThat(told(evidence(result, Duration.ofHours(1), Duration.ofHours(1))))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.severity()).isEqualTo(severity);
                            assertThat(notice.incident()).contains(new Incident(incident, false));
                            assertThat(notice.facts().toString())
                                    .contains("public.orders", "1 h of at most 2 h", "What to do");
                            assertThat(notice.left())
                                    .containsExactly("schema: gone: public.orders");
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "7200, 93600, ''",
        "7201, 93600, restore-drill/shop/rto",
        "7200, 93601, restore-drill/shop/rpo"
    })
    void a_target_is_missed_by_a_second(long rto, long rpo, String incident) {
        assertThat(
                        told(
                                evidence(
                                        Result.SUCCESSFUL,
                                        Duration.ofSeconds(rto),
                                        Duration.ofSeconds(rpo))))
                .extracting(notice -> notice.incident().orElseThrow().key())
                .isEqualTo(incident.isEmpty() ? List.of() : List.of(incident));
    }

    @Test
    void what_went_well_is_no_news() {
        assertThat(told(evidence(Result.SUCCESSFUL, Duration.ofHours(1), Duration.ofHours(1))))
                .isEmpty();
    }
}
