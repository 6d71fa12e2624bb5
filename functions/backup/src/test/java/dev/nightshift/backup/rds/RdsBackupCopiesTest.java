package dev.nightshift.backup.rds;

import static dev.nightshift.backup.rds.Estate.HOME;
import static dev.nightshift.backup.rds.Estate.KEY;
import static dev.nightshift.backup.rds.Estate.RECOVERY;
import static dev.nightshift.backup.rds.Estate.TODAY;
import static dev.nightshift.backup.rds.Estate.VAULT;
import static dev.nightshift.backup.rds.Estate.foreign;
import static dev.nightshift.backup.rds.Estate.statusOf;
import static dev.nightshift.backup.rds.Estate.under;
import static dev.nightshift.backup.rds.Estate.withOptionGroup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.rds.RdsBackupAction.CopySnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.DeleteSnapshot;
import dev.nightshift.backup.rds.RdsBackupAction.ShareSnapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.OptionGroup;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Target;
import dev.nightshift.core.automation.Remark;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdsBackupCopiesTest {
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));

    @Test
    void a_backup_is_copied_once_it_is_available_and_only_once() {
        var estate = new Estate().database("shop").copyTo(RECOVERY);

        assertThat(
                        estate.backup(HOME, Kind.INSTANCE, "shop", TODAY, statusOf("creating"))
                                .plan()
                                .actions())
                .isEmpty();
        assertThat(
                        new Estate()
                                .database("shop")
                                .copyTo(RECOVERY)
                                .backup(HOME, "shop", TODAY)
                                .plan()
                                .actions())
                .singleElement()
                .isInstanceOf(CopySnapshot.class);
        assertThat(
                        new Estate()
                                .database("shop")
                                .copyTo(RECOVERY)
                                .backup(HOME, "shop", TODAY)
                                .backup(
                                        RECOVERY,
                                        Kind.INSTANCE,
                                        "shop",
                                        TODAY,
                                        statusOf("creating"))
                                .plan()
                                .actions())
                .isEmpty();
    }

    @Test
    void what_retention_would_remove_over_there_is_not_sent() {
        var estate = new Estate().keep(1).database("shop").copyTo(RECOVERY);
        for (int day = 0; day < 4; day++) {
            estate.backup(HOME, "shop", TODAY.minus(Duration.ofDays(day)));
        }

        assertThat(estate.plan().actions())
                .filteredOn(CopySnapshot.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        CopySnapshot.class, copy -> assertThat(copy.slot()).isEqualTo(TODAY));
    }

    @Test
    void a_source_stays_until_a_copy_of_it_or_a_newer_one_is_available() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY);

        assertThat(estate.plan().actions()).noneMatch(DeleteSnapshot.class::isInstance);
        assertThat(estate.plan().remarks())
                .anyMatch(remark -> remark.because().contains("is available in eu-central-1 yet"));

        estate.backup(RECOVERY, Kind.INSTANCE, "shop", TODAY, statusOf("creating"));
        assertThat(estate.plan().actions()).isEmpty();

        var arrived =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY)
                        .backup(RECOVERY, "shop", TODAY);
        assertThat(arrived.plan().actions()).singleElement().isInstanceOf(DeleteSnapshot.class);
    }

    @Test
    void an_older_source_stays_while_its_own_copy_is_still_on_its_way() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY)
                        .backup(RECOVERY, "shop", TODAY)
                        .backup(RECOVERY, Kind.INSTANCE, "shop", YESTERDAY, statusOf("creating"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.plan().remarks())
                .anyMatch(remark -> remark.because().contains("still on its way"));
    }

    @ParameterizedTest(name = "{0} in flight: {1} begun")
    @CsvSource({"0, 20", "17, 3", "19, 1", "20, 0", "25, 0"})
    void no_more_than_twenty_copies_are_in_flight(int inFlight, int begun) {
        var estate = new Estate().quota(1_000).copyTo(RECOVERY);
        for (int i = 0; i < 30; i++) {
            estate.database("shop-%02d".formatted(i)).backup(HOME, "shop-%02d".formatted(i), TODAY);
        }
        for (int i = 0; i < inFlight; i++) {
            var theirs = foreign(RECOVERY, "other", "theirs-" + i, "creating");
            estate.snapshot(
                    RECOVERY,
                    new Snapshot(
                            theirs.id(),
                            theirs.arn(),
                            theirs.kind(),
                            theirs.database(),
                            theirs.created(),
                            theirs.status(),
                            theirs.kmsKey(),
                            theirs.tags(),
                            Optional.of("arn:of:their:source")));
        }

        var plan = estate.plan();

        assertThat(plan.actions()).hasSize(begun);
        assertThat(plan.remarks())
                .filteredOn(
                        remark ->
                                remark.kind() == Remark.Kind.WAIT
                                        && remark.because().contains("20 copies are in flight"))
                .hasSize(30 - begun);
    }

    @Test
    void the_newest_backups_of_any_database_go_before_older_ones_of_another() {
        var estate = new Estate().copyTo(RECOVERY);
        for (int i = 0; i < 12; i++) {
            var id = "shop-%02d".formatted(i);
            estate.database(id).backup(HOME, id, TODAY).backup(HOME, id, YESTERDAY);
        }

        assertThat(estate.plan().actions())
                .extracting(action -> ((CopySnapshot) action).slot())
                .startsWith(Collections.nCopies(12, TODAY).toArray(Instant[]::new))
                .endsWith(Collections.nCopies(8, YESTERDAY).toArray(Instant[]::new))
                .hasSize(20);
    }

    @Test
    void an_account_is_let_in_before_it_copies() {
        var actions =
                new Estate()
                        .database("shop")
                        .copyTo(VAULT)
                        .backup(HOME, "shop", TODAY)
                        .plan()
                        .actions();

        assertThat(actions.get(0)).isInstanceOf(ShareSnapshot.class);
        assertThat(actions.get(1)).isInstanceOf(CopySnapshot.class);
        assertThat(actions.get(1).needs()).containsExactly(actions.get(0).id());
    }

    @Test
    void a_failed_copy_is_replaced() {
        var actions =
                new Estate()
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(RECOVERY, Kind.INSTANCE, "shop", TODAY, statusOf("failed"))
                        .plan()
                        .actions();

        assertThat(actions).hasSize(2);
        assertThat(actions.get(1).needs()).containsExactly(actions.get(0).id());
    }

    @Test
    void encrypted_backups_need_a_key_over_there() {
        var estate = encrypted(KmsKey.usable()).copyTo(RECOVERY);

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.REFUSE, "shop")).contains("Set kmsKey in copyTo");
    }

    @Test
    void a_missing_target_key_is_found_before_the_copy_is_tried() {
        var estate =
                encrypted(KmsKey.usable())
                        .copyTo(RECOVERY, "alias/recovery")
                        .key(RECOVERY, "alias/recovery", KmsKey.unusable("there is no such key"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.REFUSE, "shop"))
                .contains("alias/recovery")
                .contains("Make or enable it there");
    }

    @Test
    void a_target_key_that_cannot_be_read_is_unknown() {
        var estate =
                encrypted(KmsKey.usable())
                        .copyTo(RECOVERY, "alias/recovery")
                        .key(RECOVERY, "alias/recovery", KmsKey.unknown("denied"));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.UNKNOWN, "shop")).contains("denied");
    }

    @Test
    void the_default_key_stops_copies_to_another_account_and_no_others() {
        var estate =
                encrypted(KmsKey.byAws())
                        .copyTo(VAULT, "alias/vault")
                        .copyTo(RECOVERY, "alias/recovery")
                        .key(VAULT, "alias/vault", KmsKey.usable())
                        .key(RECOVERY, "alias/recovery", KmsKey.usable());

        assertThat(estate.plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        CopySnapshot.class,
                        copy -> {
                            assertThat(copy.to()).isEqualTo(RECOVERY);
                            assertThat(copy.kmsKey()).contains("alias/recovery");
                        });
        assertThat(estate.said(Remark.Kind.REFUSE, "shop"))
                .contains("default key such as aws/rds")
                .contains("customer managed key");
    }

    @Test
    void an_unencrypted_cluster_cannot_be_encrypted_by_its_copy() {
        var estate =
                new Estate()
                        .database(Kind.CLUSTER, "ledger", any -> any)
                        .backup(HOME, Kind.CLUSTER, "ledger", TODAY, any -> any)
                        .copyTo(RECOVERY, "alias/recovery")
                        .key(RECOVERY, "alias/recovery", KmsKey.usable());

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.REFUSE, "ledger")).contains("Encrypt the cluster");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "none is set,            '',     '',    set optionGroup in copyTo",
        "the one set is gone,    theirs, '',    is not there",
        "the one set is another, theirs, mysql, is not one",
    })
    void a_needed_option_group_is_found_before_the_copy_is_tried(
            String name, String set, String engine, String said) {
        var group = engine.isEmpty() ? OptionGroup.missing() : OptionGroup.of(engine, "TDE");
        var estate = grouped("TDE", set).optionGroup(RECOVERY, "theirs", group);

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.REFUSE, "shop")).contains(said);
    }

    @Test
    void with_the_option_group_it_is_copied_and_without_lasting_options_it_needs_none() {
        var with =
                grouped("TDE", "theirs")
                        .optionGroup(RECOVERY, "theirs", OptionGroup.of("oracle-ee", "TDE"));
        var none =
                new Estate()
                        .database(Kind.INSTANCE, "shop", withOptionGroup("ours"))
                        .optionGroup(HOME, "ours", OptionGroup.of("mysql"))
                        .backup(HOME, "shop", TODAY)
                        .copyTo(RECOVERY);

        assertThat(with.plan().actions())
                .singleElement()
                .isInstanceOfSatisfying(
                        CopySnapshot.class,
                        copy -> assertThat(copy.optionGroup()).contains("theirs"));
        assertThat(none.plan().actions()).hasSize(1);
    }

    @Test
    void a_target_that_cannot_be_read_is_unknown_and_keeps_the_sources() {
        var estate =
                new Estate()
                        .keep(1)
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY)
                        .unread(RECOVERY, Kind.INSTANCE, new Unread("denied", Set.of(), Map.of()));

        assertThat(estate.plan().actions()).isEmpty();
        assertThat(estate.said(Remark.Kind.UNKNOWN, "shop")).contains("eu-central-1");
    }

    private static Estate encrypted(KmsKey key) {
        return new Estate()
                .database("shop")
                .backup(HOME, Kind.INSTANCE, "shop", TODAY, under(KEY))
                .key(HOME, KEY, key);
    }

    private static Estate grouped(String lasting, String set) {
        return new Estate()
                .database(Kind.INSTANCE, "shop", withOptionGroup("ours"))
                .optionGroup(HOME, "ours", OptionGroup.of("oracle-ee", lasting))
                .backup(HOME, "shop", TODAY)
                .copyTo(
                        new Target(
                                RECOVERY,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(set).filter(name -> !name.isEmpty())));
    }
}
