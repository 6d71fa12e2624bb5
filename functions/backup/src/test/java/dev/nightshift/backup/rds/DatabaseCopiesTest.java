package dev.nightshift.backup.rds;

import static dev.nightshift.backup.rds.Estate.HOME;
import static dev.nightshift.backup.rds.Estate.KEY;
import static dev.nightshift.backup.rds.Estate.RECOVERY;
import static dev.nightshift.backup.rds.Estate.SCOPE;
import static dev.nightshift.backup.rds.Estate.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.nightshift.backup.rds.DatabaseCopies.Copy;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.RdsBackupFacts.KmsKey;
import dev.nightshift.backup.rds.RdsBackupFacts.Snapshot;
import dev.nightshift.backup.rds.RdsBackupFacts.Unread;
import dev.nightshift.backup.rds.RdsBackupSettings.Select;
import dev.nightshift.core.automation.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DatabaseCopiesTest {
    private static final Instant YESTERDAY = TODAY.minus(Duration.ofDays(1));

    @Test
    void copies_of_one_snapshot_have_one_slot_wherever_they_are() {
        var estate =
                new Estate()
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .backup(RECOVERY, "shop", TODAY)
                        .backup(HOME, "shop", YESTERDAY);

        var shop = only(estate);

        assertThat(shop.database()).isEqualTo("shop");
        assertThat(shop.unread()).isEmpty();
        assertThat(shop.copies())
                .extracting(Copy::location, Copy::slot)
                .containsExactlyInAnyOrder(
                        tuple(HOME, TODAY), tuple(RECOVERY, TODAY), tuple(HOME, YESTERDAY));
    }

    @Test
    void what_is_not_good_is_no_copy_and_what_may_be_is_said() {
        var estate =
                new Estate()
                        .database("shop")
                        .backup(HOME, Kind.INSTANCE, "shop", TODAY, Estate.statusOf("creating"))
                        .backup(HOME, Kind.INSTANCE, "shop", YESTERDAY, Estate.under(KEY))
                        .key(HOME, KEY, KmsKey.unknown("kms:DescribeKey is not granted"))
                        .backup(HOME, "shop", TODAY.plus(Duration.ofDays(1)));

        var shop = only(estate);

        assertThat(shop.copies()).isEmpty();
        assertThat(shop.unread()).singleElement().asString().contains("kms:DescribeKey");
    }

    @Test
    void a_list_that_was_not_read_is_said() {
        var estate =
                new Estate()
                        .database("shop")
                        .copyTo(RECOVERY)
                        .backup(HOME, "shop", TODAY)
                        .unread(
                                RECOVERY,
                                Kind.INSTANCE,
                                new Unread("no answer", Set.of(), Map.of()));

        var shop = only(estate);

        assertThat(shop.copies()).hasSize(1);
        assertThat(shop.unread())
                .containsExactly("snapshots in eu-central-1 were not read: no answer");
    }

    @Test
    void a_proven_copy_says_since_when_and_a_spoilt_tag_says_nothing() {
        var estate =
                new Estate()
                        .database("shop")
                        .backup(
                                HOME,
                                Kind.INSTANCE,
                                "shop",
                                TODAY,
                                provenAt("2026-11-22T04:00:00Z"))
                        .backup(HOME, Kind.INSTANCE, "shop", YESTERDAY, provenAt("yes"));

        assertThat(only(estate).copies())
                .extracting(Copy::proven)
                .containsExactlyInAnyOrder(
                        Optional.of(Instant.parse("2026-11-22T04:00:00Z")), Optional.empty());
    }

    @Test
    void a_name_that_no_database_has_is_a_doubt() {
        var estate =
                new Estate()
                        .database("shop")
                        .select(new Select(Map.of(), List.of("shop", "shopp"), List.of()));

        assertThat(DatabaseCopies.doubts(estate.settings(), estate.facts()))
                .singleElement()
                .satisfies(
                        doubt -> {
                            assertThat(doubt.subject()).isEqualTo("shopp");
                            assertThat(doubt.because()).contains("no such database");
                        });
    }

    private static UnaryOperator<Snapshot> provenAt(String when) {
        return s -> {
            var tags = new HashMap<>(s.tags());
            tags.put(Ownership.PROVEN_TAG, when);
            return new Snapshot(
                    s.id(),
                    s.arn(),
                    s.kind(),
                    s.database(),
                    s.created(),
                    s.status(),
                    s.kmsKey(),
                    tags,
                    s.copyOf());
        };
    }

    private static DatabaseCopies only(Estate estate) {
        var all = DatabaseCopies.of(estate.settings(), SCOPE, estate.facts());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
