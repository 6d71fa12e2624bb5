package dev.nightshift.costs.waste;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.MotoServer;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.aws.AwsWasteGateway;
import dev.nightshift.costs.waste.aws.MotoWasteClients;
import dev.nightshift.costs.waste.aws.WiredEstate;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.Thresholds;
import dev.nightshift.costs.waste.find.WasteKind;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole automation, with its real adapters and the real runner, on 5,000 resources in an
 * emulator, over the wire; what became of them is looked at with the {@code aws} command line. The
 * emulator takes minutes for it, so that all of them are made only when asked, with {@code
 * -Dwaste.estate=true}, and else a tenth, of the same kinds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WasteSweepIT {
    private static final String REGION = "eu-west-1";
    private static final Scope SCOPE = new Scope("test", "waste-sweep");
    private static final Duration DAY = Duration.ofDays(1);

    /** All that can act does, but for the logs: those are only told. */
    private static final WasteSettings SETTINGS =
            new WasteSettings(
                    List.of(),
                    Samples.ACTING.kinds().entrySet().stream()
                            .filter(it -> it.getKey() != WasteKind.ENDLESS_LOGS)
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    Duration.ofDays(14),
                    BigDecimal.ZERO,
                    WasteSettings.KEEP_TAG,
                    WasteSettings.OWNER_TAG,
                    Thresholds.DEFAULT);

    private static final Set<WasteKind> BY_USE =
            Set.of(
                    WasteKind.IDLE_LOAD_BALANCERS,
                    WasteKind.IDLE_NAT_GATEWAYS,
                    WasteKind.IDLE_DATABASES,
                    WasteKind.OVERSIZED_DATABASES,
                    WasteKind.OVERSIZED_INSTANCES,
                    WasteKind.IDLE_CACHES,
                    WasteKind.IDLE_DISTRIBUTIONS);

    /** One in so many of 5,000 resources. */
    private static final int SHARE = Boolean.getBoolean("waste.estate") ? 1 : 10;

    private static final Caps MARKING = new Caps(120 / SHARE, 1_000, 100);
    private static final Caps TIGHT = new Caps(1_000, 5, 100);
    private static final Caps WIDE = new Caps(1_000, 1_000, 100);

    private final MotoServer moto = MotoServer.startBare();
    private final MotoWasteClients clients = new MotoWasteClients(moto.endpoint(), REGION);
    private final WiredEstate estate = new WiredEstate(clients, SHARE);
    private final AwsCli cli = new AwsCli(moto.endpoint(), REGION);
    private final InMemoryLedgerStore store = new InMemoryLedgerStore();
    // what is made now is old by then
    private final TestClock clock =
            new TestClock(Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(400)));
    private final WasteSweepAutomation automation =
            new WasteSweepAutomation(
                    SETTINGS, SCOPE, Samples.alone(new AwsWasteGateway(clients, clock)), clock);

    @AfterAll
    void stop() {
        moto.close();
    }

    private Run<WasteFacts, WasteAction> night(Mode mode, Caps caps) {
        long began = System.nanoTime();
        var terms = new Terms(SCOPE, mode, caps, page -> URI.create("https://invalid/" + page));
        var runner =
                new Runner(
                        terms,
                        new Ledger(store, SCOPE),
                        notice -> {},
                        new Log(SCOPE, clock, line -> {}),
                        clock);
        var result =
                runner.run(
                        automation,
                        Trigger.manual(clock.instant()),
                        Deadline.at(clock.instant().plus(Duration.ofMinutes(5)), clock));
        if (!(result instanceof RunResult.Ran<WasteFacts, WasteAction>(var run))) {
            throw new AssertionError(result);
        }
        assertThat(run.facts().unread()).isEmpty();
        System.out.printf(
                "%s: %d resources, %d actions, %d done, %.1f s%n",
                mode,
                run.facts().resources().size(),
                run.plan().actions().size(),
                done(run).size(),
                (System.nanoTime() - began) / 1e9);
        clock.advance(DAY);
        return run;
    }

    private static List<WasteAction> done(Run<WasteFacts, WasteAction> run) {
        return run.steps().stream()
                .filter(step -> step.outcome() instanceof Outcome.Done)
                .map(Run.Step::action)
                .toList();
    }

    @Test
    void an_estate_keeps_all_that_is_not_marked_and_due() {
        long began = System.nanoTime();
        estate.build();
        took(
                "%d resources of %d types made"
                        .formatted(estate.size(), ResourceType.values().length),
                began);
        assertThat(estate.size()).isGreaterThanOrEqualTo(5_000 / SHARE);
        var others = cli.others();
        var before = cli.touchable();
        took("looked at by the command line", began);

        looksWithoutTouching();
        marksWithinItsCaps();
        var marked = cli.touchable();
        assertOnlyMarked(before, marked);

        assertThat(done(night(Mode.APPLY, WIDE))).as("the wait is not over").isEmpty();
        if (SHARE == 1) {
            // what would be seen here is seen at the end, too; the command line is slow
            assertThat(cli.touchable()).isEqualTo(marked);
        }

        clock.advance(SETTINGS.patience());
        actsOnWhatIsDue();
        assertOnlyDue(marked, cli.touchable());
        assertThat(cli.others()).isEqualTo(others);
        took("all", began);
    }

    private static void took(String what, long began) {
        System.out.printf("%s after %.1f s%n", what, (System.nanoTime() - began) / 1e9);
    }

    private void looksWithoutTouching() {
        var used = estate.measure(clock.instant());
        var run = night(Mode.DRY_RUN, WIDE);
        assertThat(run.facts().resources().stream().map(it -> it.type()).distinct())
                .containsExactlyInAnyOrder(ResourceType.values());
        var draft = WastePlanner.draft(SETTINGS, SCOPE, run.facts());
        var byUse = new HashMap<String, WasteKind>();
        draft.pieces().stream()
                .filter(finding -> BY_USE.contains(finding.waste().kind()))
                .forEach(it -> byUse.put(it.resource().id(), it.waste().kind()));
        assertThat(byUse).as("unused, and measured to be").isEqualTo(used);
        var kinds = draft.pieces().stream().map(it -> it.waste().kind()).distinct().toList();
        System.out.printf("%d pieces of waste of %d kinds%n", draft.pieces().size(), kinds.size());
        assertThat(kinds).as("kinds of waste in it").containsExactlyInAnyOrder(WasteKind.values());
        assertEverythingElseIsUnknown(run, draft);
    }

    /** Of what CloudWatch has no data of, that is said, for each thing by name. */
    private void assertEverythingElseIsUnknown(Run<WasteFacts, WasteAction> run, WasteDraft draft) {
        var unknown =
                run.plan().remarks().stream()
                        .filter(remark -> remark.kind() == Remark.Kind.UNKNOWN)
                        .map(Remark::subject)
                        .collect(Collectors.toSet());
        var told =
                draft.pieces().stream()
                        .map(finding -> finding.resource().id())
                        .collect(Collectors.toSet());
        var silent =
                run.facts().resources().stream()
                        .filter(WasteSweepIT::isJudgedByUse)
                        .filter(it -> !estate.measured().contains(it.id()))
                        .toList();
        assertThat(silent).hasSizeGreaterThan(140 / SHARE);
        assertThat(silent)
                .allSatisfy(
                        it ->
                                assertThat(unknown.contains(it.inWords()) || told.contains(it.id()))
                                        .as(it.inWords())
                                        .isTrue());
    }

    private static boolean isJudgedByUse(Resource resource) {
        return switch (resource.type()) {
            case LOAD_BALANCER, NAT_GATEWAY, DATABASE, CACHE, DISTRIBUTION -> true;
            case INSTANCE ->
                    resource.detail() instanceof Detail.Instance instance
                            && instance.state().equals("running");
            case VOLUME, SNAPSHOT, ADDRESS, LOG_GROUP, BUCKET, REPOSITORY, SECRET -> false;
        };
    }

    private void marksWithinItsCaps() {
        var marks = new HashMap<String, WasteKind>();
        int nights = 0;
        while (marks.size() < estate.toMark().size() && nights++ < 5) {
            var done = done(night(Mode.APPLY, MARKING));
            assertThat(done).hasSizeBetween(1, MARKING.maxChanges());
            for (var action : done) {
                assertThat(action).isInstanceOf(WasteAction.Mark.class);
                if (action instanceof WasteAction.Mark mark) {
                    marks.put(mark.resource(), mark.mark().kind());
                }
            }
        }
        assertThat(nights).as("the cap makes it take").isGreaterThan(1);
        assertThat(marks).isEqualTo(estate.toMark());
    }

    private void assertOnlyMarked(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        var marked = new HashSet<String>();
        after.forEach(
                (id, described) -> {
                    assertThat(AwsCli.unmarked(described)).as(id).isEqualTo(unmarked(before, id));
                    if (!AwsCli.mark(described).isEmpty()) {
                        marked.add(id.substring(id.lastIndexOf(':') + 1));
                    }
                });
        assertThat(marked).isEqualTo(estate.toMark().keySet());
    }

    private void actsOnWhatIsDue() {
        // more deletions than the cap: none of them, and the rest all the same
        assertThat(done(night(Mode.APPLY, TIGHT)))
                .isNotEmpty()
                .noneMatch(action -> action.impact() == Impact.DELETE);
        for (int i = 0; i < 2; i++) {
            night(Mode.APPLY, WIDE);
        }
        assertThat(night(Mode.APPLY, WIDE).plan().actions()).isEmpty();
    }

    private void assertOnlyDue(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        var gone = new HashSet<>(before.keySet());
        gone.removeAll(after.keySet());
        assertThat(gone)
                .as("what is deleted or released")
                .isEqualTo(
                        ids(
                                WasteKind.UNATTACHED_VOLUMES,
                                WasteKind.OLD_SNAPSHOTS,
                                WasteKind.ORPHANED_SNAPSHOTS,
                                WasteKind.IDLE_ADDRESSES));
        var made = new HashSet<>(after.keySet());
        made.removeAll(before.keySet());
        assertThat(made)
                .as("the final snapshots")
                .hasSameSizeAs(ids(WasteKind.UNATTACHED_VOLUMES))
                .allMatch(id -> id.startsWith("snap-"));
        after.forEach(
                (id, described) -> {
                    if (!before.containsKey(id)) {
                        return;
                    }
                    if (ids(WasteKind.GP2_VOLUMES).contains(id)) {
                        assertThat(described.path("VolumeType").asText()).isEqualTo("gp3");
                    } else {
                        assertThat(AwsCli.unmarked(described))
                                .as(id)
                                .isEqualTo(unmarked(before, id));
                    }
                    assertThat(AwsCli.mark(described)).as("mark of " + id).isEmpty();
                });
    }

    private static JsonNode unmarked(Map<String, JsonNode> all, String id) {
        return Optional.ofNullable(all.get(id)).map(AwsCli::unmarked).orElseThrow();
    }

    private Set<String> ids(WasteKind... kinds) {
        return estate.toMark().entrySet().stream()
                .filter(it -> Set.of(kinds).contains(it.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
