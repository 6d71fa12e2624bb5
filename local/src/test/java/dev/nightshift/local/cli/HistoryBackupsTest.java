package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightshift.backup.evidence.Evidence;
import dev.nightshift.backup.evidence.Evidence.Result;
import dev.nightshift.backup.evidence.EvidenceLog;
import dev.nightshift.backup.history.BackupFacts;
import dev.nightshift.backup.history.BackupFacts.Source;
import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.backup.history.BackupHistory.Ask;
import dev.nightshift.backup.history.Copies.Found;
import dev.nightshift.backup.history.Copies.Held;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.local.report.BackupSamples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether backups are good, as people, scripts and narrow terminals are told. */
class HistoryBackupsTest {
    private static final Map<String, String> UTF8 = Map.of("LANG", "en_GB.UTF-8");

    @TempDir Path folder;
    private Optional<BackupHistory> history = Optional.empty();
    private Map<String, String> environment = UTF8;
    private OptionalInt width = OptionalInt.empty();
    private boolean color;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: prod
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations:
                  sweep: { schedule: rate(30 minutes) }
                """);
    }

    @Test
    void one_row_says_it_all() {
        know(BackupSamples.only(BackupSamples.fine("shop")));

        var said = backups();

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .isEqualTo(
                        """
                        STATE  SOURCE         LAST GOOD                       PROVEN     RPO     90d                             RTO     DRILLS
                        OK     database shop  9h ago eu-central-1, eu-west-1  4h38m ago  9h/26h  ▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▅▇▅▅▅▅▅▅▅▅▅▅▅▅▅  22m/1h  ▃▃▂✗▃▂▃▆▂▃▃▂
                        """);
        assertThat(said.err()).isEqualTo("prod: 1 source: 1 ok.\n");
    }

    @Test
    void a_host_has_its_row_and_is_ok_without_a_drill() {
        know(BackupSamples.only(BackupSamples.host("web-1 (100)")));

        var said = backups();

        assertThat(said.err()).isEqualTo("prod: 1 source: 1 ok.\n");
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().skip(1))
                .singleElement()
                .asString()
                .matches("OK +host web-1 \\(100\\) +9h ago [a-z0-9, -]+ +- +9h/26h .*");
    }

    @Test
    void every_state_has_its_reason_and_the_exit_code_is_1() {
        know(BackupSamples.everyState());

        var said = backups();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out().lines().skip(1).map(line -> line.split(" ", 2)[0]))
                .containsExactly("OK", "LATE", "FAILED", "UNPROVEN", "UNKNOWN");
        assertThat(said.err())
                .contains(
                        "orders: the last good copy is 2 d 3 h old, 26 h are allowed\n",
                        "media: the last drill, 20 h ago, ran out of time: still restoring",
                        "logs: no drill restores it",
                        "legacy: snapshots in eu-west-1 were not read: AccessDenied",
                        "clusters in eu-west-1: could not be listed",
                        "prod: 5 sources: 1 failed, 1 late, 1 unknown, 1 unproven, 1 ok; 1 more");
        // what is not known is no number
        assertThat(said.out().lines().reduce((a, b) -> b).orElseThrow())
                .contains("none", "never", "-/26h", "-/1h");
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 132, 200})
    void it_fits_the_terminal(int columns) {
        know(BackupSamples.everyState());
        width = OptionalInt.of(columns);

        var lines = backups().out().lines().toList();

        assertThat(lines).allMatch(line -> line.codePointCount(0, line.length()) <= columns);
        assertThat(lines.getFirst()).contains("STATE", "SOURCE", "RPO", "RTO");
        if (columns >= 80) {
            assertThat(lines.getFirst()).contains("DRILLS");
            // a row a source: nothing had to be wrapped
            assertThat(lines).hasSize(6);
        }
    }

    @Test
    void the_readme_shows_what_it_prints() throws IOException {
        know(BackupSamples.everyState());
        width = OptionalInt.of(112);

        var said = backups();

        assertThat(Files.readString(CommandProcess.HOME.resolve("README.md")))
                .contains("$ ./nightshift history backups\n" + said.out() + said.err());
    }

    @Test
    void without_utf8_the_charts_are_ascii() {
        know(BackupSamples.everyState());
        environment = Map.of("LANG", "C");

        assertThat(backups().out())
                .matches("\\A\\p{ASCII}*\\z")
                .contains("_x-_-*_--_", "=*=", " _x");
    }

    @Test
    void colour_is_for_terminals_that_want_it() {
        know(BackupSamples.everyState());
        assertThat(backups().out()).doesNotContain("\033");

        color = true;
        assertThat(backups().out())
                .contains(
                        "\033[32mOK\033[0m",
                        "\033[31mLATE\033[0m",
                        "\033[31mFAILED\033[0m",
                        "\033[33mUNKNOWN\033[0m",
                        "\033[31m✗\033[0m",
                        "\033[31m▆\033[0m");
    }

    @Test
    void programs_get_the_whole_series() throws JsonProcessingException {
        know(BackupSamples.everyState());

        var said = backups("--output", "json");

        assertThat(said.code()).isEqualTo(1);
        var json = Json.parse(said.out());
        assertThat(json.path("ok").asBoolean(true)).isFalse();
        assertThat(json.path("sources")).hasSize(5);
        var shop = json.at("/sources/0");
        assertThat(shop.path("state").asText()).isEqualTo("OK");
        assertThat(shop.at("/lastGood/at").asText()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(shop.at("/lastGood/locations")).hasSize(2);
        assertThat(shop.at("/lastProven/at").asText()).isEqualTo("2026-11-22T07:22:00Z");
        assertThat(shop.at("/rpo/nowSeconds").asLong()).isEqualTo(9 * 3600);
        assertThat(shop.at("/rpo/targetSeconds").asLong()).isEqualTo(26 * 3600);
        assertThat(shop.at("/rpo/series")).hasSize(89);
        assertThat(shop.at("/rto/lastSeconds").asLong()).isEqualTo(22 * 60);
        assertThat(shop.at("/rto/series")).hasSize(12);
        assertThat(shop.at("/drills/3/result").asText()).isEqualTo("FAILED");
        assertThat(shop.at("/drills/3/reason").asText()).contains("orders");
        var legacy = json.at("/sources/4");
        assertThat(legacy.has("lastGood")).isFalse();
        assertThat(legacy.path("rpo").has("nowSeconds")).isFalse();
        assertThat(json.at("/gaps/0/what").asText()).isEqualTo("clusters in eu-west-1");
    }

    @Test
    void one_source_can_be_asked_for() {
        know(
                BackupSamples.only(
                        BackupSamples.fine("shop"),
                        BackupSamples.drilled("media", Result.FAILED, "")));

        var shop = backups("--source", "shop");
        var none = backups("--source", "shopp");

        assertThat(shop.code()).isZero();
        assertThat(shop.out()).contains("shop").doesNotContain("media");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("nothing called shopp is backed up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "90", "0d", "-1d", "9999d", "1w", "99999999999999999999d"})
    void a_time_that_is_none_is_refused(String since) {
        know(BackupSamples.everyState());

        var said = backups("--since", since);

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("--since takes a time such as 90d");
        assertThat(said.out()).isEmpty();
    }

    @Test
    void the_charts_go_back_as_far_as_asked() throws JsonProcessingException {
        know(BackupSamples.only(BackupSamples.fine("shop")));

        assertThat(backups("--since", "48h").out()).contains("  2d  ");
        var json = Json.parse(backups("--since", "10d", "--output", "json").out());
        assertThat(json.at("/since").asText()).isEqualTo("2026-11-12T12:00:00Z");
        assertThat(json.at("/sources/0/drills")).hasSize(2);
    }

    @Test
    void a_page_is_written_too() throws IOException {
        know(BackupSamples.everyState());

        var said = backups("--report", "backups.html");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("STATE");
        assertThat(said.err()).contains("Wrote ").contains("backups.html");
        assertThat(Files.readString(folder.resolve("backups.html")))
                .startsWith("<!doctype html>")
                .contains("Backups of prod");
    }

    @Test
    void a_page_that_cannot_be_written_is_one_line() {
        know(BackupSamples.everyState());

        var said = backups("--report", "no/such/folder/backups.html");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("cannot use the file").doesNotContain("\tat ");
    }

    @Test
    void without_an_automation_that_makes_backups_there_is_nothing_to_show() {
        var said = backups();

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("names no automation that makes backups");
    }

    @Test
    void nothing_selected_is_not_ok() {
        know(BackupSamples.only());

        var said = backups();

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("Nothing is backed up.");
    }

    @Test
    void if_nothing_could_be_read_it_says_why_and_exits_with_4() {
        history =
                Optional.of(
                        new BackupHistory(
                                List.of(
                                        new Ask(
                                                BackupFacts.Kind.DATABASE,
                                                _ -> {
                                                    throw new CloudException(
                                                            CloudException.Kind.DENIED,
                                                            "could not list databases");
                                                },
                                                _ -> BackupSamples.fine("any").targets())),
                                Optional.empty()));

        var said = backups();

        assertThat(said.code()).isEqualTo(4);
        assertThat(said.err()).isEqualTo("nightshift: could not list databases\n");
    }

    @Test
    void a_name_cannot_speak_to_the_terminal() {
        know(BackupSamples.only(BackupSamples.late("evil\033[2J\nname")));

        var said = backups();

        assertThat(said.out()).doesNotContain("\033").contains("evil [2J name");
        assertThat(said.err()).doesNotContain("\033");
    }

    @Test
    void it_has_help_with_examples_and_history_goes_on_as_before() {
        assertThat(nightshift("history", "backups", "--help").out())
                .contains("Examples:", "nightshift history backups --source shop", "UNPROVEN");
        assertThat(nightshift("history", "--help").out()).contains("backups");
        assertThat(nightshift("history", "--limit", "0").code()).isEqualTo(2);
    }

    private void know(BackupFacts facts) {
        var asks = new ArrayList<Ask>();
        for (var source : facts.sources()) {
            asks.add(
                    new Ask(
                            source.kind(),
                            _ ->
                                    new Found(
                                            List.of(
                                                    new Held(
                                                            source.name(),
                                                            source.copies(),
                                                            source.unread())),
                                            List.of()),
                            _ -> source.targets()));
        }
        asks.add(
                new Ask(
                        BackupFacts.Kind.HOST,
                        _ -> new Found(List.of(), facts.gaps()),
                        _ -> BackupSamples.fine("any").targets()));
        history = Optional.of(new BackupHistory(asks, Optional.of(log(facts.sources()))));
    }

    private static EvidenceLog log(List<Source> sources) {
        return new EvidenceLog() {
            @Override
            public List<Evidence> of(Evidence.Kind kind, String name, int limit) {
                var source =
                        sources.stream()
                                .filter(one -> one.name().equals(name))
                                .findFirst()
                                .orElseThrow();
                source.noEvidence()
                        .ifPresent(
                                why -> {
                                    throw new CloudException(CloudException.Kind.DENIED, why);
                                });
                return source.evidence().stream().limit(limit).toList();
            }

            @Override
            public List<String> sources(Evidence.Kind kind) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean keep(Evidence evidence) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<String> newestHash(Evidence.Kind kind, String source) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private Said backups(String... options) {
        var arguments = new ArrayList<>(List.of("history", "backups"));
        arguments.addAll(List.of(options));
        return nightshift(arguments.toArray(String[]::new));
    }

    private Said nightshift(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var session =
                new Session(
                        new Terminal(
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8),
                                width,
                                false,
                                color),
                        folder.resolve("home"),
                        folder,
                        List.of(QuietSpec.fine()),
                        environment,
                        Clock.fixed(BackupSamples.NOW, ZoneOffset.UTC));
        var code = new Cli(session, _ -> history).run(arguments);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }
}
