package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.FakeRdsRestore;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.Samples;
import dev.nightshift.backup.s3.engine.BackupRun;
import dev.nightshift.backup.s3.engine.RunResult;
import dev.nightshift.backup.s3.engine.Source;
import dev.nightshift.backup.s3.engine.Surveyor;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.FakeBucket;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.testing.TestClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verb restore, from the words that are typed to the exit code. */
class RestoreCliTest {
    private static final String ACCOUNT = "111122223333";
    private static final String[] S3 = {
        "restore", "s3", "--bucket", "media", "--at", "latest", "--to", "media-2"
    };
    private static final String[] RDS = {
        "restore", "rds", "--database", "shop", "--at", "latest", "--as", "shop-2"
    };

    @TempDir Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T03:00:00Z"));
    private final FakeS3 s3 = new FakeS3(clock);
    private final FakeBucket media = s3.bucket("media", Samples.HOME).versioned();
    private final FakeBucket target = s3.bucket("media-2", Samples.HOME);
    private final Vault vault = Vault.of("test", ACCOUNT, Samples.RECOVERY);
    private final FakeBucket kept = s3.bucket(vault.bucket(), vault.region()).versioned();
    private final FakeRdsRestore rds =
            new FakeRdsRestore()
                    .with(Samples.HOME, Samples.instance("shop"))
                    .with(Samples.HOME, new Group(Group.Sort.SUBNETS, "private"))
                    .with(Samples.HOME, new Group(Group.Sort.PARAMETERS, "shop-16"))
                    .with(
                            Samples.HOME,
                            Samples.snapshot(Kind.INSTANCE, "shop", "2026-11-20T00:00:00Z"));
    private Runnable whileWaiting = rds::settle;
    private String answer = "";
    private Supplier<RestoreBackend> backend = this::fakes;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: test
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations:
                  sweep: { schedule: rate(30 minutes) }
                """);
        media.put("a b/ü.txt", "one").put("c", "two").put("line\nbreak", "three");
        backUp();
    }

    private void backUp() {
        var survey =
                new Surveyor(s3, vault)
                        .survey(
                                new Source("media", Samples.HOME, true),
                                clock.instant(),
                                clock.instant(),
                                Long.MAX_VALUE);
        var result =
                new BackupRun(s3, vault, "test/s3-backup", clock)
                        .run(
                                survey,
                                BackupRun.Options.usual(),
                                () -> Duration.ofMinutes(10),
                                BackupRun.Progress.none());
        survey.changes().close();
        assertThat(result).isInstanceOf(RunResult.Finished.class);
        clock.advance(Duration.ofHours(12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-13-01", "2d3", "", "03:00"})
    void a_time_that_is_none_is_told_with_those_that_are(String time) {
        var said = nightshift("restore", "s3", "--bucket", "media", "--at", time, "--to", "x");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("is no time").contains("latest").contains("2d");
    }

    @Test
    void a_time_to_come_is_refused() {
        var said =
                nightshift("restore", "s3", "--bucket", "media", "--at", "2027-01-01", "--to", "x");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("in the future");
    }

    @Test
    void where_nobody_can_be_asked_there_is_only_the_plan() {
        var said = nightshift(S3);

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("3 objects, 11 B")
                .contains("manifest 2026-11-20T03:00:00Z")
                .contains("12 h old")
                .contains(vault.bucket());
        assertThat(said.err()).contains("Nothing was changed; --yes");
        assertThat(target.contents()).isEmpty();
    }

    @Test
    void a_dry_run_asks_nothing() {
        answer = "y\n";

        assertThat(nightshift(with(S3, "--dry-run")).err()).contains("Dry run").doesNotContain("?");
        assertThat(target.contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "yess\n", " "})
    void all_but_yes_is_no(String words) {
        answer = words;

        var said = nightshift(S3);

        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("Proceed? [y/N]").contains("Nothing was changed.");
        assertThat(target.contents()).isEmpty();
    }

    @Test
    void yes_restores_and_says_so() {
        answer = "y\n";

        var said = nightshift(S3);

        assertThat(said.code()).isZero();
        assertThat(said.err()).contains("3 objects copied (11 B), 3 of them verified.");
        assertThat(target.contents().keySet()).isEqualTo(media.contents().keySet());
    }

    @Test
    void run_again_nothing_is_left_to_do() {
        nightshift(with(S3, "--yes"));
        clock.advance(Duration.ofHours(1));
        target.purge("c");

        var second = nightshift(with(S3, "--yes"));
        assertThat(second.code()).isZero();
        assertThat(second.out()).contains("there already").contains("2 objects, equal");
        assertThat(second.err()).contains("1 object copied");
        var third = nightshift(with(S3, "--yes"));

        assertThat(third.code()).isZero();
        assertThat(third.err()).contains("All of it is there already and equal");
        assertThat(s3.copiesTo("media-2", "a b/ü.txt")).isEqualTo(1);
    }

    @Test
    void what_is_in_the_way_is_named_and_stays() {
        target.put("line\nbreak", "mine");

        var said = nightshift(with(S3, "--yes"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("in the way").contains("line break");
        assertThat(said.err()).contains("Refused: 1 object in the way").contains("--overwrite");
        assertThat(target.contents()).hasSize(1);
        assertThat(nightshift(with(S3, "--yes", "--overwrite")).code()).isZero();
        assertThat(target.contents()).hasSize(3);
    }

    @Test
    void a_mismatch_is_told_by_name_and_by_the_exit_code() throws JsonProcessingException {
        kept.tamper(VaultLayout.copy("media", "c"), it -> it.withProperty("content-type", "a/b"));

        var said = nightshift(with(S3, "--yes", "--output", "json"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("1 NOT EQUAL to the backup");
        var json = Json.parse(said.out());
        assertThat(json.at("/result/mismatched").asInt()).isEqualTo(1);
        assertThat(json.at("/result/findings/0/key").asText()).isEqualTo("c");
        assertThat(json.at("/plan/toCopy").asInt()).isEqualTo(3);
    }

    @Test
    void many_findings_are_all_in_a_file() throws IOException {
        for (int i = 0; i < 30; i++) {
            media.put("many/%02d".formatted(i), "text " + i);
        }
        backUp();
        for (int i = 0; i < 30; i++) {
            kept.tamper(
                    VaultLayout.copy("media", "many/%02d".formatted(i)),
                    it -> it.withProperty("content-type", "a/b"));
        }

        var said = nightshift(with(S3, "--yes"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("All of them are in ");
        try (var files = Files.list(folder)) {
            var file = files.filter(it -> it.toString().endsWith(".jsonl")).findFirst();
            assertThat(Files.readAllLines(file.orElseThrow())).hasSize(30);
        }
    }

    @Test
    void a_copy_that_is_gone_leaves_the_restore_partial() {
        kept.purge(VaultLayout.copy("media", "c"));

        var plan = nightshift(S3);
        assertThat(plan.code()).isEqualTo(1);
        assertThat(plan.out()).contains("missing").contains("not in the vault");
        var said = nightshift(with(S3, "--yes"));

        assertThat(said.code()).isEqualTo(3);
        assertThat(said.err()).contains("2 objects copied").contains("1 not restored");
    }

    @Test
    void the_manifest_is_the_last_before_the_time() {
        media.put("c", "changed since");
        backUp();

        var said =
                nightshift(
                        "restore",
                        "s3",
                        "--bucket",
                        "media",
                        "--at",
                        "2026-11-20T14:59:59Z",
                        "--to",
                        "media-2",
                        "--yes");

        assertThat(said.out())
                .contains("manifest 2026-11-20T03:00:00Z")
                .contains("before 2026-11-20T14:59:59Z");
        assertThat(target.object("c").orElseThrow().content().sizeBytes()).isEqualTo(3);
        assertThat(
                        nightshift(
                                        "restore",
                                        "s3",
                                        "--bucket",
                                        "media",
                                        "--at",
                                        "2026-11-19",
                                        "--to",
                                        "media-2")
                                .err())
                .contains("the oldest is that of 2026-11-20T03:00:00Z");
    }

    @Test
    void an_unknown_bucket_comes_with_the_nearest() {
        var source =
                nightshift("restore", "s3", "--bucket", "medai", "--at", "2h", "--to", "media-2");
        assertThat(source.code()).isEqualTo(2);
        assertThat(source.err()).contains("no finished backup of medai").contains("\"media\"");
        var to =
                nightshift("restore", "s3", "--bucket", "media", "--at", "2h", "--to", "media-3/x");

        assertThat(to.code()).isEqualTo(2);
        assertThat(to.err()).contains("no bucket media-3").contains("\"media-2\"");
        var into =
                nightshift(
                        "restore", "s3", "--bucket", "media", "--at", "2h", "--to", vault.bucket());
        assertThat(into.code()).isEqualTo(2);
        assertThat(nightshift(with(S3, "--vault", "none")).err())
                .contains("there is no vault none");
    }

    @Test
    void without_credentials_it_is_one_line_and_4() {
        backend =
                () ->
                        new RestoreBackend(
                                s3,
                                VaultManifests::new,
                                any -> {
                                    throw new CloudException(
                                            CloudException.Kind.UNREACHABLE,
                                            "there are no AWS credentials; set AWS_PROFILE");
                                },
                                new FakeRdsRestore().lose(Samples.HOME),
                                any -> {});

        var said = nightshift(S3);
        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).contains("no AWS credentials").hasLineCount(1);
        assertThat(nightshift(RDS).code()).isEqualTo(4);
    }

    @Test
    void a_database_comes_back_and_the_next_steps_are_told() {
        var said = nightshift(with(RDS, "--yes"));

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("nightshift-shop-2026-11-20")
                .contains("db.t4g.medium")
                .contains("sg-1, sg-2")
                .contains("shop-2.abc.rds.amazonaws.com:5432");
        assertThat(said.err())
                .contains("Begun: shop-2 in eu-west-1.")
                .contains("--manage-master-user-password")
                .contains("delete-db-instance");
        assertThat(rds.applied()).hasSize(1);
    }

    @Test
    void a_database_restore_that_was_begun_is_waited_for() {
        whileWaiting = () -> clock.advance(Duration.ofMinutes(30));
        var first = nightshift(with(RDS, "--yes", "--wait", "1h"));
        assertThat(first.code()).isEqualTo(3);
        assertThat(first.err()).contains("still creating").contains("run the same command again");
        whileWaiting = rds::settle;

        var second = nightshift(with(RDS, "--yes"));

        assertThat(second.code()).isZero();
        assertThat(second.err()).contains("was begun before");
        assertThat(rds.applied()).hasSize(1);
    }

    @Test
    void a_database_that_will_never_be_available_is_given_up() {
        rds.bearing(it -> FakeRdsRestore.withStatus(it, "incompatible-network"));

        var said = nightshift(with(RDS, "--yes"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("incompatible-network");
    }

    @Test
    void a_database_that_came_out_otherwise_is_a_finding() throws JsonProcessingException {
        rds.with(Samples.HOME, Samples.snapshot(Kind.INSTANCE, "shop", "2026-11-20T03:00:00Z"));
        rds.bearing(FakeRdsRestore::unencrypted);

        var said = nightshift(with(RDS, "--yes", "--output", "json"));

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("NOT as planned").contains("not encrypted");
        assertThat(Json.parse(said.out()).at("/result/good").asBoolean(true)).isFalse();
    }

    @Test
    void a_cluster_comes_back_with_an_instance() {
        rds.with(Samples.HOME, Samples.cluster("web"))
                .with(Samples.HOME, new Group(Group.Sort.CLUSTER_PARAMETERS, "cluster-16"))
                .with(Samples.HOME, Samples.snapshot(Kind.CLUSTER, "web", "2026-11-20T00:00:00Z"));

        var said =
                nightshift(
                        "restore",
                        "rds",
                        "--database",
                        "web",
                        "--at",
                        "2026-11-20",
                        "--as",
                        "web-2",
                        "--yes");

        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.err()).contains("Begun: web-2-1").contains("delete-db-cluster");
        assertThat(rds.applied()).hasSize(2);
    }

    @Test
    void names_of_databases_are_checked_and_guessed() {
        var taken =
                nightshift(
                        "restore",
                        "rds",
                        "--database",
                        "shop",
                        "--at",
                        "latest",
                        "--as",
                        "shop",
                        "--yes");
        assertThat(taken.code()).isEqualTo(1);
        assertThat(taken.err()).contains("shop is there already").contains("--as");
        var unknown =
                nightshift("restore", "rds", "--database", "shpo", "--at", "2h", "--as", "shop-2");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("no backup of shpo").contains("\"shop\"");
        var illegal =
                nightshift("restore", "rds", "--database", "shop", "--at", "2h", "--as", "2shop");
        assertThat(illegal.code()).isEqualTo(2);
        assertThat(illegal.err()).contains("no name for a database");
        assertThat(rds.applied()).isEmpty();
    }

    @Test
    void both_have_help_with_examples() {
        for (var what : List.of("s3", "rds")) {
            var said = nightshift("restore", what, "--help");
            assertThat(said.code()).isZero();
            assertThat(said.out()).contains("Examples").contains("nightshift restore " + what);
        }
        assertThat(nightshift("restore").code()).isEqualTo(2);
        assertThat(nightshift("completion").out()).contains("--include-deleted");
    }

    private RestoreBackend fakes() {
        return new RestoreBackend(
                s3,
                VaultManifests::new,
                any -> ACCOUNT,
                rds,
                length -> {
                    clock.advance(length);
                    whileWaiting.run();
                });
    }

    private static String[] with(String[] words, String... more) {
        return java.util.stream.Stream.concat(List.of(words).stream(), List.of(more).stream())
                .toArray(String[]::new);
    }

    private Said nightshift(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal =
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        OptionalInt.empty(),
                        false,
                        false,
                        answer.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new BufferedReader(new StringReader(answer))));
        var session =
                new Session(
                        terminal,
                        folder.resolve("home"),
                        folder,
                        List.of(QuietSpec.fine()),
                        Map.of(),
                        clock);
        var code = new Cli(session, _ -> Optional.empty(), () -> backend.get()).run(arguments);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
