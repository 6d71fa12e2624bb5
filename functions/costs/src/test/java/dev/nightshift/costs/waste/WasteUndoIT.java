package dev.nightshift.costs.waste;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.WasteSettings.Doing;
import dev.nightshift.costs.waste.aws.AwsWasteGateway;
import dev.nightshift.costs.waste.aws.MotoWasteClients;
import dev.nightshift.costs.waste.aws.WiredWaste;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.WasteKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of action is done by a run, found in the history, and undone by what stands there: a
 * command is given to a shell as it is, and the estate must be what it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WasteUndoIT {
    private static final Scope SCOPE = new Scope("test", "waste-sweep");
    private static final Pattern COMMAND = Pattern.compile("undone by `([^`]+)`");

    private final MotoServer moto = MotoServer.start();
    private final MotoWasteClients clients = new MotoWasteClients(moto.endpoint(), "eu-west-1");
    private final WiredWaste estate = new WiredWaste(clients);
    private TestClock clock = clock();
    private Ledger ledger = new Ledger(new InMemoryLedgerStore(), SCOPE);

    /** What was made now is old by then. */
    private static TestClock clock() {
        return new TestClock(Instant.now().plus(Duration.ofDays(400)));
    }

    @BeforeEach
    void forget() {
        moto.reset();
        clock = clock();
        ledger = new Ledger(new InMemoryLedgerStore(), SCOPE);
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    /** How an effect of a kind of action is to be undone. */
    private enum Way {
        COMMAND,
        KEEP_TAG,
        NONE
    }

    /** A kind of action, and waste that brings it about. */
    enum Deed {
        MARK(WasteAction.Mark.class, WasteKind.UNATTACHED_VOLUMES, Way.KEEP_TAG),
        UNMARK(WasteAction.Unmark.class, WasteKind.UNATTACHED_VOLUMES, Way.NONE),
        FINAL_SNAPSHOT(
                WasteAction.TakeFinalSnapshot.class, WasteKind.UNATTACHED_VOLUMES, Way.COMMAND),
        VOLUME(WasteAction.DeleteVolume.class, WasteKind.UNATTACHED_VOLUMES, Way.COMMAND),
        SNAPSHOT(WasteAction.DeleteSnapshot.class, WasteKind.OLD_SNAPSHOTS, Way.NONE),
        ADDRESS(WasteAction.ReleaseAddress.class, WasteKind.IDLE_ADDRESSES, Way.COMMAND),
        GP3(WasteAction.ModifyToGp3.class, WasteKind.GP2_VOLUMES, Way.COMMAND),
        RETENTION(WasteAction.SetRetention.class, WasteKind.ENDLESS_LOGS, Way.COMMAND),
        FIRST_RULE(WasteAction.AbortUploads.class, WasteKind.INCOMPLETE_UPLOADS, Way.COMMAND),
        ANOTHER_RULE(WasteAction.AbortUploads.class, WasteKind.INCOMPLETE_UPLOADS, Way.COMMAND);

        private final Class<? extends WasteAction> action;
        private final WasteKind kind;
        private final Way way;

        Deed(Class<? extends WasteAction> action, WasteKind kind, Way way) {
            this.action = action;
            this.kind = kind;
            this.way = way;
        }
    }

    @Test
    void no_kind_of_action_is_left_out() {
        assertThat(leaves(WasteAction.class))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Deed.values())
                                .<Class<?>>map(deed -> deed.action)
                                .distinct()
                                .toList());
    }

    private static List<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses())
                        .flatMap(it -> leaves(it).stream())
                        .toList()
                : List.of(type);
    }

    @ParameterizedTest
    @EnumSource
    void what_the_history_says_undoes_it(Deed deed) throws Exception {
        prepare(deed);
        var before = estate.unmarked();

        var entry = act(deed);
        assertThat(entry.outcome()).isEqualTo("done");

        switch (deed.way) {
            case COMMAND -> {
                assertThat(estate.unmarked())
                        .as("it must have done something")
                        .isNotEqualTo(before);
                shell(command(entry));
            }
            case KEEP_TAG -> {
                var tag = WasteSettings.KEEP_TAG;
                assertThat(entry.detail()).contains("undone by the tag " + tag);
                var gateway = new AwsWasteGateway(clients, clock);
                var id = entry.action().split(" ", -1)[1];
                gateway.tag(ResourceType.VOLUME, id, tag, "");
                act(Deed.UNMARK);
                assertThat(gateway.look(ResourceType.VOLUME, id).orElseThrow().tag(WasteMark.TAG))
                        .isEmpty();
                gateway.untag(ResourceType.VOLUME, id, tag);
            }
            case NONE -> {
                assertThat(entry.detail())
                        .matches(".*(cannot be undone|nothing to undo): .{20,}")
                        .doesNotContain("`");
                return;
            }
        }
        assertThat(estate.unmarked()).isEqualTo(before);
    }

    private void prepare(Deed deed) {
        var due =
                new WasteMark(
                                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(30),
                                deed.kind)
                        .toString();
        switch (deed) {
            case MARK -> estate.volume("gp3", "team", "a");
            case UNMARK -> estate.volume("gp3", WasteMark.TAG, due, WasteSettings.KEEP_TAG, "");
            case FINAL_SNAPSHOT, VOLUME -> estate.volume("io1", WasteMark.TAG, due);
            case SNAPSHOT -> estate.snapshot(WasteMark.TAG, due);
            case ADDRESS -> estate.address(WasteMark.TAG, due);
            case GP3 -> estate.volume("gp2", WasteMark.TAG, due);
            case RETENTION -> estate.logGroup("/app/it's #1", WasteMark.TAG, due);
            case FIRST_RULE -> estate.bucket(false, WasteMark.TAG, due);
            case ANOTHER_RULE -> estate.bucket(true, WasteMark.TAG, due);
        }
        if (deed == Deed.VOLUME) {
            act(Deed.FINAL_SNAPSHOT);
        }
    }

    /** One night; the line of history of that kind of action. */
    private HistoryEntry act(Deed deed) {
        var kinds =
                Arrays.stream(WasteKind.values())
                        .collect(
                                Collectors.toMap(
                                        kind -> kind,
                                        kind -> kind == deed.kind ? Doing.ACT : Doing.OFF));
        var automation =
                new WasteSweepAutomation(
                        Samples.settings(kinds),
                        SCOPE,
                        Samples.alone(new AwsWasteGateway(clients, clock)),
                        clock);
        var terms =
                new Terms(
                        SCOPE,
                        Mode.APPLY,
                        new Caps(1_000, 1_000, 100),
                        page -> URI.create("https://invalid/" + page));
        var result =
                new Runner(terms, ledger, notice -> {}, new Log(SCOPE, clock, line -> {}), clock)
                        .run(
                                automation,
                                Trigger.manual(clock.instant()),
                                Deadline.at(clock.instant().plus(Duration.ofMinutes(5)), clock));
        clock.advance(Duration.ofDays(1));
        if (!(result instanceof RunResult.Ran<WasteFacts, WasteAction>(var run))) {
            throw new AssertionError(result);
        }
        var done =
                run.steps().stream()
                        .map(step -> step.action())
                        .filter(deed.action::isInstance)
                        .filter(action -> estate.made(action.resource()))
                        .toList();
        assertThat(done).as("%s", run.plan()).hasSize(1);
        return ledger.history(10_000).stream()
                .filter(line -> line.runId().equals(run.id()))
                .filter(line -> line.action().equals(done.getFirst().id()))
                .findFirst()
                .orElseThrow();
    }

    private static String command(HistoryEntry entry) {
        var match = COMMAND.matcher(entry.detail());
        assertThat(match.find()).as(entry.detail()).isTrue();
        return match.group(1);
    }

    /** As a person would paste it, into a shell whose account is the emulator. */
    private void shell(String command) throws Exception {
        var builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_ENDPOINT_URL", moto.endpoint().toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s%n%s", command, said).isZero();
    }
}
