package dev.nightshift.backup.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.evidence.Evidence.Check;
import dev.nightshift.backup.evidence.Evidence.Kind;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeObject;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultEvidenceLogTest {
    private static final Instant T = Instant.parse("2026-11-01T03:00:00Z");
    private static final Vault VAULT = Vault.of("prod", "111122223333", "eu-central-1");

    private final Faults faults = new Faults();
    private final FakeS3 s3 = new FakeS3(Clock.fixed(T, ZoneOffset.UTC), faults);
    private final FakeBucket bucket = s3.bucket(VAULT.bucket(), VAULT.region()).versioned();
    private final VaultEvidenceLog log =
            new VaultEvidenceLog(s3, VAULT, new Scope("prod", "restore-drill"));

    @Test
    void what_is_kept_is_read_back_as_it_was_newest_first() {
        var first = keep("shop", 1);
        var second = keep("shop", 2);

        assertThat(log.of(Kind.RDS, "shop", 10)).containsExactly(second, first);
        assertThat(second.previous()).isPresent();
        assertThat(first.previous()).isEmpty();
        assertThat(log.of(Kind.S3, "shop", 10)).isEmpty();
    }

    @Test
    void a_document_is_one_line_of_sorted_json_with_its_hash_and_its_owner() {
        keep("shop", 1);

        var key = "evidence/rds/shop/" + drill(1) + ".json";
        assertThat(text(key))
                .isEqualTo(
                        """
                        {"checks":[{"detail":"12 rows, as before","name":"rows:orders","passed":true}],\
                        "copy":"nightshift-shop-1","copyOf":"2026-11-02T00:00:00Z","drill":"%s",\
                        "endedAt":"2026-11-02T03:20:00Z","format":"nightshift-evidence/1","kind":"rds",\
                        "location":"eu-central-1","measures":{"rows:orders":"12","table:orders":"ab"},\
                        "newestRow":"PT3H5M","reason":"","result":"SUCCESSFUL","rpo":"PT3H",\
                        "rpoTarget":"PT26H","rto":"PT20M","rtoTarget":"PT1H",\
                        "sha256":"%s","source":"shop","stage":"prod",\
                        "startedAt":"2026-11-02T03:00:00Z"}"""
                                .formatted(drill(1), log.newestHash(Kind.RDS, "shop").orElse("")));
        assertThat(bucket.object(key).orElseThrow().tags())
                .containsEntry(Ownership.OWNER_TAG, "prod/restore-drill")
                .containsEntry(Ownership.SOURCE_TAG, "shop");
    }

    @Test
    void the_same_drill_is_kept_once() {
        var kept = keep("shop", 1);

        assertThat(log.keep(changed(kept, Result.FAILED))).isFalse();
        assertThat(log.of(Kind.RDS, "shop", 1)).containsExactly(kept);
        assertThat(bucket.history("evidence/rds/shop/" + drill(1) + ".json")).hasSize(1);
    }

    @Test
    void an_answer_that_was_lost_is_no_second_document() {
        faults.arm(Fault.RESPONSE_LOST, Among.WRITES, 1);
        var evidence = evidence("shop", 1, Optional.empty());
        assertThatThrownBy(() -> log.keep(evidence)).isInstanceOf(CloudException.class);
        faults.disarm();

        assertThat(log.keep(evidence)).isFalse();
        assertThat(log.of(Kind.RDS, "shop", 10)).containsExactly(evidence);
    }

    @Test
    void what_does_not_follow_the_newest_is_not_kept() {
        keep("shop", 1);

        rejected(
                () -> log.keep(evidence("shop", 2, Optional.empty())),
                drill(2),
                "to follow nothing");
        rejected(() -> log.keep(evidence("shop", 2, Optional.of("ab"))), drill(2), "to follow ab");
        assertThat(log.of(Kind.RDS, "shop", 10)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SUCCESSFUL", "PT20M", "12 rows", "eu-central-1", "PT26H"})
    void a_word_that_was_changed_shows(String word) {
        var other = word.replace('2', '3').replace("SUCC", "succ").replace("eu", "us").concat(" ");
        keep("shop", 1);
        keep("shop", 2);
        tamper(2, text(key(2)).replace(word, other));

        rejected(() -> log.of(Kind.RDS, "shop", 10), drill(2), "hash does not fit");
        rejected(() -> log.newestHash(Kind.RDS, "shop"), drill(2), "hash does not fit");
    }

    @Test
    void a_document_that_was_cut_short_or_is_none_shows() {
        keep("shop", 1);
        var whole = text(key(1));

        tamper(1, whole.substring(0, whole.length() / 2));
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "not whole JSON");
        tamper(1, "");
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "not a JSON object");
        tamper(1, "[]");
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "not a JSON object");
        tamper(1, "{}");
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "no hash");
        tamper(1, whole + "{}");
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "not whole JSON");
        tamper(1, "{\"result\":\"FAILED\"," + whole.substring(1));
        rejected(() -> log.of(Kind.RDS, "shop", 1), drill(1), "not whole JSON");
        tamper(1, whole);
        assertThat(log.of(Kind.RDS, "shop", 1)).hasSize(1);
    }

    @Test
    void a_document_that_is_gone_from_the_middle_shows() {
        for (int day = 1; day <= 4; day++) {
            keep("shop", day);
        }
        bucket.delete(key(2));

        rejected(() -> log.of(Kind.RDS, "shop", 10), drill(3), "is not there any more");
        rejected(() -> log.of(Kind.RDS, "shop", 2), drill(3), "is not there any more");
        // the newest alone and its predecessor are whole
        assertThat(log.of(Kind.RDS, "shop", 1)).hasSize(1);
    }

    @Test
    void the_first_document_of_all_is_missed_too() {
        keep("shop", 1);
        keep("shop", 2);
        bucket.delete(key(1));

        rejected(() -> log.of(Kind.RDS, "shop", 10), drill(2), "is not there any more");
    }

    @Test
    void a_document_in_another_place_shows() {
        keep("shop", 1);
        keep("orders", 1);
        bucket.delete("evidence/rds/orders/" + drill(1) + ".json");
        bucket.put("evidence/rds/orders/" + drill(1) + ".json", text(key(1)));

        rejected(() -> log.of(Kind.RDS, "orders", 1), "evidence/rds/orders", "belongs elsewhere");
    }

    @Test
    void drills_that_overlapped_do_not_break_the_chain() {
        var early = keep("shop", 1);
        // began second and ended first
        var third = keep("shop", 3);
        var second = keep("shop", 2);
        var fourth = keep("shop", 4);

        assertThat(log.of(Kind.RDS, "shop", 10)).containsExactly(fourth, third, second, early);
        // the one that the third follows is further back than the one before it
        assertThat(log.of(Kind.RDS, "shop", 2)).containsExactly(fourth, third);
    }

    @Test
    void only_what_the_limit_needs_is_read() {
        for (int day = 1; day <= 25; day++) {
            keep("shop", day);
        }
        s3.forgetCounts();

        var three = log.of(Kind.RDS, "shop", 3);

        assertThat(three)
                .extracting(Evidence::drill)
                .containsExactly(drill(25), drill(24), drill(23));
        // and one for the link of the last
        assertThat(s3.calls("s3:GetObject")).isEqualTo(4);
        assertThat(s3.calls("s3:ListBucket")).isEqualTo(1);
    }

    @Test
    void more_documents_than_a_page_are_all_there() {
        var count = 1_100;
        for (int i = 0; i < count; i++) {
            bucket.put("evidence/rds/many/d%05d.json".formatted(i), "x");
            bucket.put("evidence/rds/next/d%05d.json".formatted(i), "x");
        }
        keep("zoo", 1);

        assertThat(log.sources(Kind.RDS)).containsExactly("many", "next", "zoo");
        rejected(() -> log.newestHash(Kind.RDS, "many"), "d01099.json", "not whole JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "../shop",
                "..",
                ".",
                "shop%2F1",
                "käse und brot",
                "shop\n\u0000",
                "日本",
                "\uD83D\uDC18",
                "shop.json",
                "nightshift-media.example.com",
                "A&B=C?D#E+F"
            })
    void a_source_may_be_called_anything(String source) {
        var kept = keep(source, 1);
        keep("shop", 1);

        assertThat(log.of(Kind.RDS, source, 5)).containsExactly(kept);
        assertThat(log.sources(Kind.RDS)).containsExactlyInAnyOrder(source, "shop");
        assertThat(log.of(Kind.RDS, "shop", 5)).hasSize(1);
        assertThat(bucket.contents().keySet())
                .allSatisfy(key -> assertThat(key).matches("evidence/rds/[A-Za-z0-9%._-]+/[^/]+"))
                .noneMatch(key -> key.contains("/./") || key.contains("/../"));
    }

    @Test
    void a_source_that_begins_like_another_is_not_the_other() {
        keep("shop", 1);
        keep("shop-2", 1);
        keep("shop0", 1);
        keep("shop.eu", 1);

        assertThat(log.of(Kind.RDS, "shop", 10)).hasSize(1);
        assertThat(log.sources(Kind.RDS)).containsExactly("shop-2", "shop.eu", "shop", "shop0");
        assertThat(log.sources(Kind.S3)).isEmpty();
    }

    @Test
    void what_is_no_evidence_is_no_source() {
        bucket.put("evidence/rds/README", "x");
        bucket.put("evidence/rds/%zz/" + drill(1) + ".json", "x");
        bucket.put("evidence/rds/a b/" + drill(1) + ".json", "x");
        bucket.put("evidence/s3/media/" + drill(1) + ".json", "x");

        assertThat(log.sources(Kind.RDS)).isEmpty();
        assertThat(log.sources(Kind.S3)).containsExactly("media");
    }

    @Test
    void names_that_fit_no_key_are_refused() {
        assertThatThrownBy(() -> log.keep(evidence("", 1, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> log.keep(evidence("ü".repeat(400), 1, Optional.empty())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too long");
    }

    @Test
    void what_cannot_be_read_is_not_empty() {
        keep("shop", 1);
        faults.arm(Fault.DENIED, Among.ALL_CALLS, 1);

        assertThatThrownBy(() -> log.of(Kind.RDS, "shop", 10)).isInstanceOf(CloudException.class);
    }

    private Evidence keep(String source, int day) {
        var evidence = evidence(source, day, log.newestHash(Kind.RDS, source));
        assertThat(log.keep(evidence)).isTrue();
        return evidence;
    }

    private static String drill(int day) {
        return "drill-%05d".formatted(day);
    }

    private static String key(int day) {
        return "evidence/rds/shop/" + drill(day) + ".json";
    }

    private static Evidence changed(Evidence from, Result result) {
        return new Evidence(
                from.kind(),
                from.drill(),
                from.stage(),
                from.source(),
                from.copy(),
                from.location(),
                from.copyOf(),
                from.startedAt(),
                from.endedAt(),
                result,
                "it is said so",
                Optional.empty(),
                from.rtoTarget(),
                from.rpo(),
                from.rpoTarget(),
                Optional.empty(),
                List.of(),
                Map.of(),
                from.previous());
    }

    private static Evidence evidence(String source, int day, Optional<String> previous) {
        var at = T.plus(Duration.ofDays(day));
        return new Evidence(
                Kind.RDS,
                drill(day),
                "prod",
                source,
                "nightshift-shop-" + day,
                "eu-central-1",
                at.minus(Duration.ofHours(3)),
                at,
                at.plus(Duration.ofMinutes(20)),
                Result.SUCCESSFUL,
                "",
                Optional.of(Duration.ofMinutes(20)),
                Duration.ofHours(1),
                Duration.ofHours(3),
                Duration.ofHours(26),
                Optional.of(Duration.ofMinutes(185)),
                List.of(new Check("rows:orders", true, "12 rows, as before")),
                Map.of("table:orders", "ab", "rows:orders", "12"),
                previous);
    }

    private String text(String key) {
        return new String(
                bucket.object(key).orElseThrow().content().essence(), StandardCharsets.UTF_8);
    }

    private void tamper(int day, String text) {
        bucket.put(key(day), FakeObject.of(text));
    }

    private static void rejected(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudException.class,
                        refusal ->
                                assertThat(refusal.kind()).isEqualTo(CloudException.Kind.REJECTED))
                .hasMessageContainingAll(words);
    }
}
