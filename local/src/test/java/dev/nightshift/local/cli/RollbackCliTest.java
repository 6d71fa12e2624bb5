package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.LedgerRegister;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code rehearse rollback}, {@code thaw} and what {@code plan} shows of services. */
class RollbackCliTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String SHOP = "lambda shop-api:live";
    private static final String SETTINGS =
            """
            stage: prod
            regions: { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
            automations:
              auto-rollback:
                schedule: rate(5 minutes)
                services:
                  - { name: shop-api, lambda: "shop-api:live", mode: auto }
            """;

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    private final LedgerRegister register = new LedgerRegister(store, clock);
    private final ShopSpec shop = new ShopSpec(register, clock);

    @TempDir private Path folder = Path.of("");

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void settings() throws IOException {
        Files.writeString(folder.resolve("nightshift.yaml"), SETTINGS);
        shop.released("41", NOW.minusSeconds(90_000), true);
        shop.released("42", NOW.minusSeconds(1_200), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-api", "shop-api:live", SHOP})
    void a_rehearsal_shows_every_rule_and_where_one_would_go_back_to(String named) {
        var said = nightshift(false, "rehearse", "rollback", named);

        assertThat(said.err()).isEmpty();
        assertThat(said.code()).isZero();
        assertThat(said.out().lines().filter(line -> line.startsWith("✓"))).hasSize(16);
        assertThat(said.out())
                .contains("fine-before", "the alarms were OK before the release")
                .endsWith("mode auto: would roll shop-api back from 42 to 41\n")
                .doesNotContain("\033");
    }

    @Test
    void a_refusal_is_a_finding_and_has_colours_on_a_terminal() {
        freeze();

        var said = nightshift(true, "rehearse", "rollback", "shop-api");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out())
                .contains("\033[32m✓\033[0m", "\033[31m✗\033[0m")
                .contains("refused by not-frozen: frozen since " + NOW);
    }

    @Test
    void what_cannot_be_told_is_marked_as_such() {
        shop.hidden = true;

        var said = nightshift(false, "rehearse", "rollback", "shop-api");

        assertThat(said.code()).isEqualTo(1);
        assertThat(said.out()).contains("?  readable").contains("not told by readable");
    }

    @Test
    void programs_are_told_the_same() throws IOException {
        var back = nightshift(false, "rehearse", "rollback", "shop-api", "--output", "json");
        var json = Json.parse(back.out());
        assertThat(json.at("/verdicts")).hasSize(16);
        assertThat(json.at("/verdicts/0/answer").asText()).isEqualTo("holds");
        assertThat(json.at("/replayed/alarms/0").asText())
                .isEqualTo("nightshift-prod-shop-api-errors");
        assertThat(json.at("/end").toString())
                .isEqualTo("{\"is\":\"back\",\"from\":\"42\",\"to\":\"41\"}");

        freeze();
        var refused = nightshift(false, "rehearse", "rollback", "shop-api", "--output", "json");
        assertThat(refused.code()).isEqualTo(1);
        assertThat(Json.parse(refused.out()).at("/end/rule").asText()).isEqualTo("not-frozen");
    }

    @Test
    void a_recorded_event_counts_from_when_it_changed_unless_it_is_to_be_now() {
        var old = events().resolve("auto-rollback/alarm.json").toString();

        var recorded = nightshift(false, "rehearse", "rollback", "shop-api", "--event", old);
        assertThat(recorded.code()).isEqualTo(1);
        assertThat(recorded.out()).contains("refused by fine-before");

        var now = nightshift(false, "rehearse", "rollback", "shop-api", "--event", old, "--now");
        assertThat(now.code()).isZero();
    }

    @Test
    void an_event_of_another_alarm_must_be_said_to_be_of_this_one() {
        for (var shape : List.of("lambda-action", "eventbridge", "sns")) {
            var event = events().resolve("alarm/" + shape + ".json").toString();
            var foreign = nightshift(false, "rehearse", "rollback", "shop-api", "--event", event);
            assertThat(foreign.code()).isEqualTo(2);
            assertThat(foreign.err())
                    .contains("is of the alarm shop-5xx", "--alarm NAME")
                    .contains("nightshift-prod-shop-api-latency");

            var taken =
                    nightshift(
                            false,
                            "rehearse",
                            "rollback",
                            "shop-api",
                            "--event",
                            event,
                            "--now",
                            "--alarm",
                            "nightshift-prod-shop-api-latency");
            assertThat(taken.code()).as(taken.err()).isZero();
        }
        assertThat(nightshift(false, "rehearse", "rollback", "shop-api", "--alarm", "x").err())
                .contains("--alarm x: the alarms of shop-api are");
    }

    @Test
    void what_is_no_alarm_event_is_one_line() throws IOException {
        Files.writeString(folder.resolve("tick.json"), "{\"trigger\": \"manual\"}");
        Files.writeString(folder.resolve("broken.json"), "{");

        for (var file : List.of("tick.json", "broken.json", "none.json")) {
            var said = nightshift(false, "rehearse", "rollback", "shop-api", "--event", file);
            assertThat(said.code()).as(file).isEqualTo(2);
            assertThat(said.err()).contains(file).doesNotContain("\tat ");
            assertThat(said.err().lines()).hasSize(1);
        }
    }

    @Test
    void a_service_that_is_not_there_is_told_with_the_nearest_one() {
        var said = nightshift(false, "rehearse", "rollback", "shop-ap");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("guards no service shop-ap; did you mean \"shop-api\"?");
        assertThat(nightshift(false, "thaw", "billing").err()).contains("known are shop-api");
    }

    @Test
    void rehearse_and_thaw_are_explained() {
        assertThat(nightshift(false, "rehearse").code()).isEqualTo(2);
        assertThat(nightshift(false, "rehearse", "rollback", "--help").out())
                .contains("Examples:", "nightshift rehearse rollback shop-api");
        assertThat(nightshift(false, "thaw", "--help").out())
                .contains("Examples:", "nightshift thaw shop-api");
        assertThat(nightshift(false, "completion").out()).contains("rehearse", "thaw");
    }

    @Test
    void a_plan_shows_how_the_services_stand() {
        freeze();

        var said = nightshift(false, "plan", "auto-rollback");

        assertThat(said.out())
                .contains("What is released", "How it is guarded")
                .contains(SHOP, "42", "41", "auto", "since " + NOW)
                .contains("nightshift-prod-shop-api-errors OK");
    }

    @Test
    void thawing_is_done_once_and_kept_in_the_history() {
        freeze();

        var said = thaw("shop-api");
        assertThat(said.code()).as(said.err()).isZero();
        assertThat(said.out())
                .startsWith("thaw lambda shop-api:live: done: it was frozen at " + NOW);
        assertThat(register.docket(SHOP).frozen()).isEmpty();
        assertThat(history())
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.action()).isEqualTo("thaw lambda shop-api:live");
                            assertThat(line.because()).isEqualTo("asked for by " + ShopSpec.ADA);
                            assertThat(line.outcome()).isEqualTo("done");
                        });

        var again = thaw("shop-api");
        assertThat(again.code()).isZero();
        assertThat(again.out()).contains("already so: shop-api is not frozen");
    }

    @Test
    void a_revision_is_taken_out_of_quarantine() {
        var unknown = thaw("shop-api", "--revision", "40");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.out()).contains("refused: shop-api was never rolled back from 40");

        shop.rolledBack("40", "39");
        var lifted = thaw("shop-api", "--revision", "40", "--output", "json");
        assertThat(lifted.code()).isZero();
        assertThat(lifted.out()).contains("\"outcome\" : \"done\"");
        assertThat(register.docket(SHOP).quarantined()).isEmpty();
    }

    private void freeze() {
        assertThat(register.save(Docket.empty(SHOP).frozen(NOW, "back and forth"))).isPresent();
    }

    private List<HistoryEntry> history() {
        return new Ledger(store, new Scope("prod", "auto-rollback")).history(10);
    }

    private static Path events() {
        return HOME.resolve("events");
    }

    private Said nightshift(boolean color, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var code = new Cli(session(out, err, color)).run(arguments);
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Said thaw(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var session = session(out, err, false);
        var line =
                new CommandLine(new Root())
                        .addSubcommand(
                                new ThawCommand(
                                        session,
                                        settings ->
                                                new ThawCommand.Desk(store, () -> ShopSpec.ADA)));
        var all = new ArrayList<>(List.of("thaw"));
        all.addAll(List.of(arguments));
        var code = line.execute(all.toArray(String[]::new));
        return new Said(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Session session(ByteArrayOutputStream out, ByteArrayOutputStream err, boolean color) {
        return new Session(
                new Terminal(
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        OptionalInt.empty(),
                        false,
                        color),
                HOME,
                folder,
                List.of(shop),
                Map.of(),
                clock);
    }
}
