package dev.nightshift.costs.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.explorer.PaidAccount;
import dev.nightshift.costs.explorer.RequestLimits;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What cost-anomaly pays for, counted by who is asked. */
class AnomalyRequestsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

    private final PaidAccount account = new PaidAccount();
    private Attribution trail = new Attribution.Unknown("nobody looked");

    @BeforeEach
    void spend() {
        account.itIs(DAY);
        account.answer("GetAnomalies", "{\"Anomalies\":[]}");
        for (var day = DAY.minusDays(170); day.isBefore(DAY); day = day.plusDays(1)) {
            account.charge(day, "Amazon S3", "20", Map.of());
            if (!day.isBefore(DAY.minusDays(3))) {
                account.charge(
                        day,
                        "Amazon S3",
                        "300",
                        Map.of(CreatedBy.TAG, "AssumedRole:AROACKCEVSQ6C2EXAMPLE:ci"));
            }
        }
    }

    @AfterEach
    void stop() {
        account.close();
    }

    private CostAnomalyFacts observe(CostAnomalySettings settings) {
        return new CostAnomalyAutomation(
                        settings,
                        () -> {
                            var explorer = account.explorer(RequestLimits.MONTHLY);
                            return new SourcedAnomalies(
                                    List.of(explorer.costs()), Optional.of(explorer), _ -> trail);
                        })
                .observe(NOW);
    }

    @Test
    void what_is_new_and_in_doubt_pays_for_tags_of_makers() {
        var facts = observe(FakeFigures.settings());

        assertThat(facts.makers().values())
                .extracting(who -> who.brief().orElse(""))
                .containsExactly("session ci of a role (tag aws:createdBy)");
        // service, category, AWS's own; usage type, region, tag team; the tags of makers
        assertThat(account.paid()).isEqualTo(8);
    }

    @Test
    void what_the_trail_knows_is_not_paid_for() {
        trail =
                new Attribution.Made(
                        List.of(new Attribution.Maker("ci", "RunInstances", 1)),
                        "eu-west-1",
                        false);

        observe(FakeFigures.settings());

        assertThat(account.paid()).isEqualTo(6);
    }

    @Test
    void a_second_look_of_the_day_pays_for_nothing() {
        observe(FakeFigures.settings());
        observe(FakeFigures.settings());

        assertThat(account.paid()).isEqualTo(8);
    }

    @Test
    void tags_of_makers_are_the_first_to_be_left_out_where_requests_run_out() {
        var given = FakeFigures.settings();
        var many =
                new CostAnomalySettings(
                        given.minimum(),
                        given.elsewhere(),
                        given.percent(),
                        given.lookback(),
                        given.acceptAfter(),
                        given.drops(),
                        List.of("a", "b", "c", "d", "e", "f", "g"),
                        given.makerTags(),
                        given.ignore(),
                        given.sources());

        var facts = observe(many);

        assertThat(account.paid()).isEqualTo(RequestLimits.MONTHLY);
        assertThat(facts.makers().values())
                .extracting(Attribution::words)
                .containsExactly(
                        "not known: nobody looked; costs by tag aws:createdBy, owner are not"
                                + " known");
        assertThat(facts.findings().getFirst().causes()).isNotEmpty();
    }
}
