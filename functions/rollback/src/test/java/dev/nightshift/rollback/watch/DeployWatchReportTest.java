package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Standing;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeployWatchReportTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target TARGET = new Target.LambdaAlias("shop", "live");
    private static final Service SERVICE =
            Samples.service("shop", TARGET, List.of("5xx"), List.of());
    private static final DeployWatchSettings SETTINGS = Samples.settings(SERVICE);

    private List<Release> others = List.of();
    private AlarmSight alarm = alarm(AlarmSight.State.OK);
    private List<DeploymentEvent> events = List.of();
    private Docket docket = Docket.empty(TARGET.id());
    private Release.Undo undo = Release.Undo.POSSIBLE;

    @Test
    void a_release_has_one_thread_from_its_start_until_it_is_good() {
        var releasing = only(5, Release.Phase.STARTED, Optional.of("a deployment runs"));
        var baking = only(10, Release.Phase.LIVE, Optional.empty());
        var good = only(25, Release.Phase.LIVE, Optional.empty());

        assertThat(releasing.title()).isEqualTo("shop: 42 is being released");
        assertThat(baking.title()).isEqualTo("shop: 42 is released");
        assertThat(baking.left()).containsExactly("42 bakes until 2026-11-28T12:20:00Z");
        assertThat(good.title()).isEqualTo("shop: 42 is good");
        assertThat(List.of(releasing, baking, good))
                .extracting(notice -> notice.incident().orElseThrow().key())
                .containsOnly("deploy-watch/shop/release-42");
        assertThat(List.of(releasing, baking, good))
                .extracting(notice -> notice.incident().orElseThrow().resolved())
                .containsExactly(false, false, true);
        assertThat(List.of(releasing, baking, good))
                .extracting(Notice::dedupeKey)
                .doesNotHaveDuplicates();
    }

    @Test
    void it_says_by_whom_what_changed_and_where_to_read_on() {
        assertThat(only(10, Release.Phase.LIVE, Optional.empty()).facts())
                .containsExactly(
                        new Notice.Fact("Target", "lambda shop:live"),
                        new Notice.Fact("Since", "2026-11-28T12:00:00Z"),
                        new Notice.Fact("By", "ada"),
                        new Notice.Fact("What changed", "version 42"),
                        new Notice.Fact("Link", "https://example.com/42"));
    }

    @Test
    void a_second_run_says_the_same_under_the_same_key() {
        assertThat(only(11, Release.Phase.LIVE, Optional.empty()).dedupeKey())
                .isEqualTo(only(10, Release.Phase.LIVE, Optional.empty()).dedupeKey());
    }

    @Test
    void what_is_not_well_is_a_warning_in_the_same_thread() {
        alarm = alarm(AlarmSight.State.ALARM);

        var notice = only(10, Release.Phase.LIVE, Optional.empty());

        assertThat(notice.severity()).isEqualTo(Severity.WARNING);
        assertThat(notice.title()).isEqualTo("shop: 42 is released and not well");
        assertThat(notice.incident().orElseThrow().key()).isEqualTo("deploy-watch/shop/release-42");
    }

    @Test
    void what_is_built_elsewhere_has_its_thread_before_it_takes_traffic() {
        others = List.of(other("43", 5, Release.Phase.STARTED));
        var building = thread("43", notices(30, Release.Phase.LIVE, Optional.empty(), Mode.APPLY));
        others = List.of(other("43", 5, Release.Phase.FAILED));
        var failed = thread("43", notices(30, Release.Phase.LIVE, Optional.empty(), Mode.APPLY));
        others = List.of(other("41", -60, Release.Phase.LIVE));
        var old = thread("41", notices(30, Release.Phase.LIVE, Optional.empty(), Mode.APPLY));

        assertThat(building.title()).isEqualTo("shop: 43 is being released");
        assertThat(building.incident().orElseThrow().resolved()).isFalse();
        assertThat(failed.title()).isEqualTo("shop: releasing 43 failed");
        assertThat(failed.incident().orElseThrow().resolved()).isTrue();
        assertThat(failed.incident().orElseThrow().key())
                .isEqualTo(building.incident().orElseThrow().key());
        assertThat(old.incident().orElseThrow().resolved()).isTrue();
    }

    @Test
    void what_a_rollback_went_back_from_was_taken_back_and_not_replaced() {
        others = List.of(other("43", -10, Release.Phase.LIVE));
        var replaced = thread("43", notices(30, Release.Phase.LIVE, Optional.empty(), Mode.APPLY));
        docket =
                docket.with(
                        new Rollback(
                                "i",
                                "43",
                                "42",
                                "5xx",
                                START,
                                Rollback.Phase.VERIFIED,
                                Optional.of(START)));
        var taken = thread("43", notices(30, Release.Phase.LIVE, Optional.empty(), Mode.APPLY));

        assertThat(replaced.title()).isEqualTo("shop: 43 was replaced");
        assertThat(taken.title()).isEqualTo("shop: 43 was taken back");
        assertThat(taken.incident().orElseThrow().resolved()).isTrue();
        assertThat(taken.left()).containsExactly("now 42 is released");
    }

    @Test
    void a_deployment_in_front_of_the_target_is_told_when_it_begins_and_when_it_fails() {
        events = List.of(pipeline(DeploymentEvent.Phase.STARTED, 20));
        var begun = notices(25, Release.Phase.LIVE, Optional.empty(), Mode.APPLY).getLast();
        events =
                List.of(
                        pipeline(DeploymentEvent.Phase.STARTED, 20),
                        pipeline(DeploymentEvent.Phase.FAILED, 22));
        var failed = notices(25, Release.Phase.LIVE, Optional.empty(), Mode.APPLY).getLast();

        assertThat(begun.title()).isEqualTo("shop: a deployment has begun");
        assertThat(begun.severity()).isEqualTo(Severity.INFO);
        assertThat(failed.title()).isEqualTo("shop: a deployment failed");
        assertThat(failed.severity()).isEqualTo(Severity.WARNING);
        assertThat(List.of(begun, failed))
                .extracting(Notice::facts)
                .containsOnly(
                        List.of(
                                new Notice.Fact("Deployment", "pipeline run 7"),
                                new Notice.Fact("By", "ada"),
                                new Notice.Fact("Link", "https://example.com/runs/7")));
    }

    private static DeploymentEvent pipeline(DeploymentEvent.Phase phase, int minute) {
        return new DeploymentEvent(
                "run 7 " + phase,
                new Subject("pipeline", Set.of("shop-release")),
                Optional.empty(),
                phase,
                START.plus(Duration.ofMinutes(minute)),
                Optional.of("ada"),
                Optional.of("pipeline run 7"),
                Optional.of(URI.create("https://example.com/runs/7")),
                false);
    }

    @Test
    void it_says_what_nothing_goes_back_from() {
        undo = Release.Undo.IRREVERSIBLE;
        assertThat(only(10, Release.Phase.LIVE, Optional.empty()).facts())
                .contains(new Notice.Fact("Irreversible", "nothing goes back from it by itself"));
        undo = Release.Undo.UNKNOWN;
        assertThat(only(10, Release.Phase.LIVE, Optional.empty()).facts())
                .contains(
                        new Notice.Fact(
                                "Irreversible",
                                "it cannot be told, so nothing goes back from it by itself"));
    }

    private static Notice thread(String revision, List<Notice> notices) {
        return notices.stream()
                .filter(
                        notice ->
                                notice.incident()
                                        .orElseThrow()
                                        .key()
                                        .endsWith("release-" + revision))
                .findFirst()
                .orElseThrow();
    }

    private static Release other(String revision, int minute, Release.Phase phase) {
        return new Release(
                TARGET.id(),
                revision,
                START.plus(Duration.ofMinutes(minute)),
                phase,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Release.Undo.POSSIBLE);
    }

    @Test
    void what_was_seen_unwell_is_remembered_until_it_is_good() {
        alarm = alarm(AlarmSight.State.ALARM);
        var unwell = after(facts(10, Release.Phase.LIVE, Optional.empty()), Mode.APPLY);
        alarm = alarm(AlarmSight.State.OK);
        var good = after(facts(25, Release.Phase.LIVE, Optional.empty()), Mode.APPLY);

        assertThat(unwell.unwell(TARGET.id(), "42")).contains(START.plus(Duration.ofMinutes(10)));
        assertThat(unwell.unwell(TARGET.id(), "43")).isEmpty();
        assertThat(Before.read(unwell.written())).isEqualTo(unwell);
        assertThat(good.written()).isEmpty();
    }

    private static Before after(DeployWatchFacts facts, Mode mode) {
        return After.of(SETTINGS, run(facts, List.of(), mode));
    }

    @Test
    void a_dry_run_says_what_it_would_write_and_nothing_of_releases() {
        var notices = notices(25, Release.Phase.LIVE, Optional.empty(), Mode.DRY_RUN);

        assertThat(notices)
                .singleElement()
                .satisfies(
                        notice -> {
                            assertThat(notice.title()).startsWith("dry run, would write down 1");
                            assertThat(notice.incident()).isEmpty();
                        });
    }

    @Test
    void what_could_not_be_written_is_told() {
        var facts = facts(25, Release.Phase.LIVE, Optional.empty());
        var steps =
                DeployWatchPlanner.plan(SETTINGS, facts).actions().stream()
                        .map(
                                action ->
                                        new Step<>(
                                                action,
                                                new Outcome.Failed(
                                                        CloudException.Kind.DENIED, "denied")))
                        .toList();

        assertThat(DeployWatchReport.of(SETTINGS, run(facts, steps, Mode.APPLY)))
                .extracting(Notice::title)
                .containsExactly(
                        "shop: 42 is released",
                        "shop: what is known of its release could not be written down");
    }

    private Notice only(int minute, Release.Phase phase, Optional<String> busy) {
        var notices = notices(minute, phase, busy, Mode.APPLY);
        assertThat(notices).hasSize(1);
        return notices.getFirst();
    }

    private List<Notice> notices(
            int minute, Release.Phase phase, Optional<String> busy, Mode mode) {
        var facts = facts(minute, phase, busy);
        var steps =
                DeployWatchPlanner.plan(SETTINGS, facts).actions().stream()
                        .map(
                                action ->
                                        new Step<>(
                                                action,
                                                mode == Mode.APPLY
                                                        ? new Outcome.Done("done")
                                                        : new Outcome.Rehearsed()))
                        .toList();
        return DeployWatchReport.of(SETTINGS, run(facts, steps, mode));
    }

    private DeployWatchFacts facts(int minute, Release.Phase phase, Optional<String> busy) {
        var release =
                new Release(
                        TARGET.id(),
                        "42",
                        START,
                        phase,
                        Optional.empty(),
                        Optional.of("ada"),
                        Optional.of("version 42"),
                        Optional.of(URI.create("https://example.com/42")),
                        undo);
        var watched =
                new Watched(
                        SERVICE,
                        Sight.of(() -> new Standing("42", Optional.empty(), 100, List.of(), busy)),
                        Sight.of(() -> Stream.concat(others.stream(), Stream.of(release)).toList()),
                        Sight.of(() -> docket),
                        Sight.of(() -> events),
                        Map.of(),
                        List.of(alarm),
                        List.of());
        return new DeployWatchFacts(
                START.plus(Duration.ofMinutes(minute)), List.of(watched), Before.nothing());
    }

    private static Run<DeployWatchFacts, DeployWatchAction> run(
            DeployWatchFacts facts, List<Step<DeployWatchAction>> steps, Mode mode) {
        return new Run<>(
                facts.now() + "-run",
                new Scope("prod", "deploy-watch"),
                Trigger.manual(facts.now()),
                mode,
                facts.now(),
                facts.now(),
                facts,
                DeployWatchPlanner.plan(SETTINGS, facts),
                steps);
    }

    private static AlarmSight alarm(AlarmSight.State state) {
        return new AlarmSight.Seen(
                "5xx", state, START.minus(Duration.ofDays(3)), false, List.of(), START);
    }
}
