package dev.nightshift.backup.rds;

import static dev.nightshift.backup.rds.Estate.HOME;
import static dev.nightshift.backup.rds.Estate.NOW;
import static dev.nightshift.backup.rds.Estate.TODAY;
import static dev.nightshift.backup.rds.Estate.status;
import static dev.nightshift.backup.rds.Estate.takenAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RdsBackupReportTest {
    @Test
    void a_run_that_did_and_found_nothing_is_quiet() {
        var estate = new Estate().database("shop").backup(HOME, "shop", TODAY);

        assertThat(report(estate, Mode.APPLY, new Outcome.Done("done"))).isEmpty();
    }

    @Test
    void what_was_done_is_one_notice_with_how_each_database_stands() {
        var estate = new Estate().database("blog").database("shop");
        estate.backup(HOME, "shop", TODAY.minus(Duration.ofDays(1)));

        var digest =
                report(estate, Mode.APPLY, new Outcome.Done("done")).stream()
                        .filter(notice -> notice.severity() == Severity.INFO)
                        .toList();

        assertThat(digest)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.title()).isEqualTo("2 backups begun");
                            assertThat(notice.taken()).hasSize(2);
                            assertThat(notice.facts())
                                    .extracting(Notice.Fact::name)
                                    .containsExactly("blog", "shop");
                            assertThat(notice.facts().getLast().value())
                                    .contains("36 h old")
                                    .contains("1 in eu-west-1");
                        });
    }

    @Test
    void a_rehearsal_says_so_and_two_of_the_same_have_one_key() {
        var estate = new Estate().database("shop");

        var first = report(estate, Mode.DRY_RUN, new Outcome.Rehearsed());
        var second = report(estate, Mode.DRY_RUN, new Outcome.Rehearsed());

        assertThat(first.getFirst().title()).startsWith("dry run, would do");
        assertThat(second.getFirst().dedupeKey()).isEqualTo(first.getFirst().dedupeKey());
    }

    @Test
    void a_breach_of_the_objective_is_a_warning_of_its_own_incident() {
        var estate =
                new Estate()
                        .database(Kind.INSTANCE, "shop", status("stopped"))
                        .backup(
                                HOME,
                                Kind.INSTANCE,
                                "shop",
                                TODAY.minus(Duration.ofDays(2)),
                                takenAt(NOW.minus(Duration.ofHours(27))));

        assertThat(report(estate, Mode.APPLY, new Outcome.Done("done")))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.severity()).isEqualTo(Severity.WARNING);
                            assertThat(notice.incident())
                                    .contains(new Notice.Incident("rds-backup/shop/rpo", false));
                            assertThat(notice.left()).singleElement().asString().contains("27 h");
                        });
    }

    @Test
    void what_failed_names_the_action_and_what_aws_said() {
        var estate = new Estate().database("shop");
        var denied = new Outcome.Failed(CloudException.Kind.DENIED, "rds:CreateDBSnapshot");

        assertThat(report(estate, Mode.APPLY, denied))
                .filteredOn(
                        notice ->
                                notice.incident()
                                        .filter(it -> it.key().equals("rds-backup/shop/failed"))
                                        .isPresent())
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.left())
                                        .singleElement()
                                        .asString()
                                        .contains("rds:CreateDBSnapshot"));
    }

    @Test
    void one_cause_of_many_troubles_is_one_notice() {
        var estate = new Estate();
        for (int i = 0; i < 6; i++) {
            estate.database(Kind.INSTANCE, "shop-" + i, status("stopped"));
        }

        assertThat(report(estate, Mode.APPLY, new Outcome.Done("done")))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.incident())
                                    .contains(new Notice.Incident("rds-backup/all/rpo", false));
                            assertThat(notice.left()).hasSize(6);
                        });
    }

    @Test
    void the_backup_that_ends_a_breach_closes_its_incident() {
        var estate =
                new Estate()
                        .database("shop")
                        .backup(HOME, "shop", TODAY.minus(Duration.ofDays(3)))
                        .backup(
                                HOME,
                                Kind.INSTANCE,
                                "shop",
                                TODAY,
                                takenAt(NOW.minus(Duration.ofHours(1))));

        assertThat(report(estate, Mode.APPLY, new Outcome.Done("done")))
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.incident())
                                        .contains(
                                                new Notice.Incident("rds-backup/shop/rpo", true)));
    }

    private static List<Notice> report(Estate estate, Mode mode, Outcome outcome) {
        var facts = estate.facts();
        var plan = estate.plan();
        return RdsBackupReport.of(
                estate.settings(),
                new Run<>(
                        "run-1",
                        Estate.SCOPE,
                        Trigger.manual(NOW),
                        mode,
                        NOW,
                        NOW.plusSeconds(3),
                        facts,
                        plan,
                        plan.actions().stream()
                                .map(action -> new Run.Step<>(action, outcome))
                                .toList()));
    }
}
