package dev.nightshift.backup.contabo;

import static dev.nightshift.backup.contabo.Host.NOW;
import static dev.nightshift.backup.contabo.Host.TODAY;
import static dev.nightshift.backup.contabo.Host.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContaboBackupReportTest {
    @Test
    void a_run_that_did_and_found_nothing_is_quiet() {
        assertThat(report(new Host().ours(TODAY), Mode.APPLY, new Outcome.Done("done"))).isEmpty();
    }

    @Test
    void what_was_done_is_one_notice_with_how_each_host_stands() {
        var host = new Host().keep(2).quota(2).ours(day(2)).ours(day(1));

        assertThat(report(host, Mode.APPLY, new Outcome.Done("done")))
                .filteredOn(notice -> notice.severity() == Severity.INFO)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.title())
                                    .isEqualTo("1 backup taken, 1 old one removed");
                            assertThat(notice.taken()).hasSize(2);
                            assertThat(notice.facts())
                                    .containsExactly(
                                            new Notice.Fact(
                                                    "web (100)",
                                                    "last good backup 35 h 59 min old; 2 of 2"
                                                            + " places taken"));
                        });
    }

    @Test
    void a_rehearsal_says_so_and_two_of_the_same_have_one_key() {
        var host = new Host().ours(day(1));

        var first = report(host, Mode.DRY_RUN, new Outcome.Rehearsed());
        var second = report(host, Mode.DRY_RUN, new Outcome.Rehearsed());

        assertThat(first.getFirst().title()).startsWith("dry run, would do");
        assertThat(second.getFirst().dedupeKey()).isEqualTo(first.getFirst().dedupeKey());
    }

    @Test
    void a_host_without_room_is_an_incident_of_its_own_that_says_what_to_do() {
        var host = new Host().quota(1).keep(1).ours(day(1), day(1).plusSeconds(1));

        assertThat(report(host, Mode.APPLY, new Outcome.Done("done")))
                .filteredOn(
                        notice ->
                                notice.incident()
                                        .map(Notice.Incident::key)
                                        .filter("contabo-backup/100/quota"::equals)
                                        .isPresent())
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.severity()).isEqualTo(Severity.WARNING);
                            assertThat(notice.title()).isEqualTo("web (100): no room for a backup");
                            assertThat(notice.left().getFirst()).contains("snapshotQuota");
                        });
    }

    @Test
    void what_failed_names_the_action_and_what_contabo_said() {
        var quota =
                new Outcome.Failed(CloudException.Kind.QUOTA, "Contabo answered 402: max limit");

        assertThat(report(new Host(), Mode.APPLY, quota))
                .filteredOn(
                        notice ->
                                notice.incident()
                                        .map(Notice.Incident::key)
                                        .filter("contabo-backup/100/failed"::equals)
                                        .isPresent())
                .singleElement()
                .satisfies(
                        notice ->
                                assertThat(notice.left())
                                        .singleElement()
                                        .asString()
                                        .contains("snapshot web (100)")
                                        .contains("402: max limit"));
    }

    @Test
    void one_cause_of_many_troubles_is_one_notice() {
        var hosts = new ContaboBackupFacts.Instance[6];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = FakeContabo.instance(i + 1, "web-" + i);
        }

        assertThat(report(new Host().instead(hosts), Mode.APPLY, new Outcome.Left("no time left")))
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.incident())
                                    .contains(new Notice.Incident("contabo-backup/all/rpo", false));
                            assertThat(notice.title()).startsWith("6 instances");
                            assertThat(notice.left()).hasSize(6);
                        });
    }

    private static List<Notice> report(Host host, Mode mode, Outcome outcome) {
        var plan = host.plan();
        return ContaboBackupReport.of(
                host.settings(),
                new Run<>(
                        "run-1",
                        Host.SCOPE,
                        Trigger.manual(NOW),
                        mode,
                        NOW,
                        NOW.plusSeconds(3),
                        host.facts(),
                        plan,
                        plan.actions().stream()
                                .map(action -> new Run.Step<>(action, outcome))
                                .toList()));
    }
}
