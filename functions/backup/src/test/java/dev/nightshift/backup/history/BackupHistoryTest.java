package dev.nightshift.backup.history;

import static dev.nightshift.backup.history.Estates.DAY;
import static dev.nightshift.backup.history.Estates.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Kind;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.evidence.VaultEvidenceLog;
import dev.nightshift.backup.history.BackupFacts.Gap;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.BackupOverview.State;
import dev.nightshift.backup.history.Copies.Found;
import dev.nightshift.backup.history.Copies.Held;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Scope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading for the overview: what cannot be read is said, and spoils nothing else. */
class BackupHistoryTest {
    private static final Vault VAULT = Vault.of("prod", "111122223333", "eu-central-1");
    private static final Instant TODAY = NOW.minus(Duration.ofHours(12));

    private final FakeS3 s3 = new FakeS3(Clock.fixed(NOW, ZoneOffset.UTC));
    private final VaultEvidenceLog log =
            new VaultEvidenceLog(s3, VAULT, new Scope("prod", "restore-drill"));

    BackupHistoryTest() {
        s3.bucket(VAULT.bucket(), VAULT.region()).versioned();
    }

    @Test
    void copies_and_evidence_of_a_source_come_together() {
        var shop = new Estates().daily(3).drill(DAY, Result.SUCCESSFUL).source();
        shop.evidence().forEach(log::keep);

        var facts = observe(Optional.of(log), databases(shop));

        assertThat(facts.sources()).containsExactly(shop);
        assertThat(BackupOverview.of(facts, DAY).isOk()).isTrue();
    }

    @Test
    void tampered_evidence_makes_one_source_unknown_and_no_other() {
        var shop = new Estates().daily(3).drill(DAY, Result.SUCCESSFUL).source();
        shop.evidence().forEach(log::keep);
        var bucket = s3.bucket(VAULT.bucket());
        var key = bucket.contents().firstKey();
        var other = new Estates().daily(3).source("orders");
        bucket.put(key, "{\"result\":\"SUCCESSFUL\"}");

        var rows = BackupOverview.of(observe(Optional.of(log), databases(shop, other)), DAY).rows();

        assertThat(rows.get(0).state()).isEqualTo(State.UNKNOWN);
        assertThat(rows.get(0).because().getFirst()).contains("evidence was not read", key);
        assertThat(rows.get(1).state()).isEqualTo(State.UNPROVEN);
    }

    @Test
    void one_kind_that_cannot_be_read_is_a_gap_and_all_of_them_a_failure() {
        var shop = new Estates().daily(3).source();
        Ask refused =
                new Ask(
                        BackupFacts.Kind.BUCKET,
                        _ -> {
                            throw new CloudException(CloudException.Kind.DENIED, "no");
                        },
                        _ -> shop.targets());

        assertThat(observe(Optional.empty(), databases(shop), refused).gaps())
                .containsExactly(new Gap("buckets", "no"));
        assertThatThrownBy(() -> observe(Optional.empty(), refused))
                .isInstanceOf(CloudException.class)
                .hasMessage("no");
    }

    @Test
    void a_vault_that_is_not_there_is_unknown_evidence() {
        var nowhere =
                new VaultEvidenceLog(
                        s3,
                        Vault.of("none", "111122223333", "eu-central-1"),
                        new Scope("none", "restore-drill"));

        var facts = observe(Optional.of(nowhere), databases(new Estates().daily(3).source()));

        assertThat(facts.sources().getFirst().noEvidence().orElseThrow()).contains("NoSuchBucket");
    }

    @Test
    void the_newest_manifest_counts_from_when_the_bucket_was_listed() {
        s3.bucket("media", "eu-west-1");
        var shelf = shelf(new Select(Map.of(), List.of("media"), List.of()), Optional.empty());

        var held = shelf.find(NOW).sources().getFirst();

        assertThat(held.copies())
                .extracting(BackupFacts.Copy::dataFrom)
                .containsExactly(TODAY.minus(DAY), TODAY.plusSeconds(90));
        assertThat(held.copies())
                .extracting(BackupFacts.Copy::location)
                .containsOnly("eu-central-1");
    }

    @Test
    void buckets_are_selected_by_name_pattern_or_tag_and_a_vault_never_is() {
        s3.bucket("media", "eu-west-1");
        s3.bucket("shop-invoices", "eu-west-1");
        s3.bucket("logs", "eu-west-1").tag("backup", "daily");
        s3.bucket("scratch", "eu-west-1").tag("backup", "never");
        s3.bucket("nightshift-dev-vault-111122223333-eu-central-1", "eu-west-1")
                .tag("backup", "daily");
        var wanted =
                new Select(
                        Map.of("backup", "daily"),
                        List.of("media", "gone"),
                        List.of("shop-*", "nightshift-*"));

        var found = shelf(wanted, Optional.empty()).find(NOW);

        assertThat(found.sources())
                .extracting(Held::source)
                .containsExactly("logs", "media", "shop-invoices");
        assertThat(found.gaps()).extracting(Gap::what).containsExactly("gone");
    }

    @Test
    void manifests_that_cannot_be_read_are_not_no_manifests() {
        s3.bucket("media", "eu-west-1");
        var wanted = new Select(Map.of(), List.of("media"), List.of());

        var held =
                shelf(wanted, Optional.of(new CloudException(CloudException.Kind.DENIED, "no")))
                        .find(NOW)
                        .sources()
                        .getFirst();

        assertThat(held.copies()).isEmpty();
        assertThat(held.unread()).containsExactly("its manifests were not read: no");
    }

    @Test
    void only_so_much_evidence_is_read_as_the_time_asked_for_can_have() {
        for (int week = 40; week > 0; week--) {
            var drill = new Estates().drill(DAY.multipliedBy(7L * week), Result.SUCCESSFUL);
            drill.source().evidence().stream().map(this::following).forEach(log::keep);
        }
        s3.forgetCounts();

        var facts = observe(Optional.of(log), databases(new Estates().daily(2).source()));

        // 30 days hold 4, 10 beyond, and one for the link of the last
        assertThat(s3.calls("s3:GetObject")).isEqualTo(15);
        assertThat(facts.sources().getFirst().evidence()).hasSize(14);
    }

    private Evidence following(Evidence e) {
        return new Evidence(
                e.kind(),
                e.drill(),
                e.stage(),
                e.source(),
                e.copy(),
                e.location(),
                e.copyOf(),
                e.startedAt(),
                e.endedAt(),
                e.result(),
                e.reason(),
                e.rto(),
                e.rtoTarget(),
                e.rpo(),
                e.rpoTarget(),
                e.newestRow(),
                e.checks(),
                e.measures(),
                log.newestHash(Kind.RDS, e.source()));
    }

    private static BackupFacts observe(Optional<VaultEvidenceLog> log, Ask... asks) {
        return new BackupHistory(List.of(asks), log.map(one -> one))
                .observe(NOW, DAY.multipliedBy(30), _ -> true);
    }

    private static Ask databases(Source... sources) {
        return new Ask(
                BackupFacts.Kind.DATABASE,
                _ ->
                        new Found(
                                List.of(sources).stream()
                                        .map(
                                                source ->
                                                        new Held(
                                                                source.name(),
                                                                source.copies(),
                                                                source.unread()))
                                        .toList(),
                                List.of()),
                _ -> sources[0].targets());
    }

    @Test
    void a_vault_has_no_row_even_if_the_settings_name_it() {
        s3.bucket("shop-media", "eu-west-1");
        s3.bucket("nightshift-prod-vault-111122223333-eu-west-1", "eu-west-1");
        var wanted =
                new Select(
                        Map.of(), List.of(VAULT.bucket(), "shop-media"), List.of("nightshift-*"));

        var found = shelf(wanted, Optional.empty()).find(NOW);

        assertThat(found.sources()).extracting(Held::source).containsExactly("shop-media");
        assertThat(found.gaps())
                .containsExactly(
                        new Gap(VAULT.bucket(), "is a vault, and a vault is never backed up"));
    }

    private BucketShelf shelf(Select wanted, Optional<CloudException> trouble) {
        return new BucketShelf(wanted, s3.at("eu-west-1"), new TwoRuns(trouble), VAULT);
    }

    /** Manifests of last night and of the night before, whatever the bucket. */
    private record TwoRuns(Optional<CloudException> trouble) implements Manifests {
        @Override
        public List<String> buckets() {
            return List.of();
        }

        @Override
        public List<Instant> slots(String bucket) {
            trouble.ifPresent(
                    failure -> {
                        throw failure;
                    });
            return List.of(TODAY.minus(DAY), TODAY, NOW.plus(DAY));
        }

        @Override
        public Optional<ManifestIndex> index(String bucket, Instant slot) {
            return Optional.of(
                    new ManifestIndex(
                            bucket,
                            slot,
                            slot.plusSeconds(90),
                            slot.plusSeconds(300),
                            Optional.empty(),
                            1,
                            1,
                            1,
                            0,
                            1,
                            1,
                            List.of()));
        }

        @Override
        public Optional<ManifestIndex> newest(String bucket, Instant at) {
            return index(bucket, TODAY);
        }

        @Override
        public LineReader lines(ManifestIndex index, String after) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> proven(String bucket, Instant slot) {
            return Optional.empty();
        }

        @Override
        public void prove(String bucket, Instant slot, Instant at) {
            throw new UnsupportedOperationException();
        }
    }
}
