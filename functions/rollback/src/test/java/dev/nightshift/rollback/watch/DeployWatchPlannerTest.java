package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.watch.Before.Mark;
import dev.nightshift.rollback.watch.DeployWatchAction.MarkGood;
import dev.nightshift.rollback.watch.DeployWatchAction.PurgeCache;
import dev.nightshift.rollback.watch.DeployWatchAction.RecordRelease;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeployWatchPlannerTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target SHOP = new Target.EcsService("prod", "shop");
    private static final HttpCheck CHECK =
            new HttpCheck(
                    URI.create("https://shop.example.com/health"),
                    200,
                    Duration.ofSeconds(2),
                    Optional.empty(),
                    Map.of());

    private Service service = Samples.service("shop", SHOP, List.of("5xx"), List.of(CHECK));
    private Standing standing = standing("42", Optional.empty());
    private final List<Release> releases = new ArrayList<>();
    private final List<DeploymentEvent> events = new ArrayList<>();
    private Docket docket = Docket.empty(SHOP.id());
    private AlarmSight alarm = alarm(State.OK, NOW.minus(Duration.ofDays(30)));
    private CheckSight check = new CheckSight.Passed(CHECK, Duration.ofMillis(80));
    private Before before = Before.nothing();
    private Map<String, List<String>> irreversible = Map.of();
    private Map<String, Sight<Boolean>> marks = Map.of();

    @Test
    void a_revision_that_nobody_knew_is_recorded_as_of_when_the_target_says_or_now() {
        assertThat(recorded("42"))
                .isEqualTo(release("42", NOW, Release.Phase.LIVE, Optional.empty()));

        standing =
                new Standing(
                        "42", Optional.of(ago(5)), 100, List.of(), Optional.of("a deployment"));
        assertThat(recorded("42"))
                .isEqualTo(release("42", ago(5), Release.Phase.STARTED, Optional.empty()));
    }

    @Test
    void it_is_live_when_its_deployment_is_over_and_stays_as_old_as_it_began() {
        releases.add(release("42", ago(10), Release.Phase.STARTED, Optional.empty()));

        assertThat(recorded("42"))
                .isEqualTo(release("42", ago(10), Release.Phase.LIVE, Optional.empty()));
    }

    @Test
    void a_release_is_good_when_it_was_well_for_its_bake_time_and_not_a_second_before() {
        releases.add(live("42", ago(20).plusSeconds(1)));
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WAIT))
                .containsExactly("42 bakes until 2026-11-28T12:00:01Z");

        releases.set(0, live("42", ago(20)));
        assertThat(good()).contains("42");
    }

    @Test
    void an_alarm_must_have_been_ok_for_the_whole_bake_time() {
        releases.add(live("42", ago(200)));
        alarm = alarm(State.OK, ago(19));
        assertThat(good()).isEmpty();

        alarm = alarm(State.OK, ago(20));
        assertThat(good()).contains("42");
    }

    @Test
    void what_fires_has_no_data_or_cannot_be_read_keeps_a_release_from_being_good() {
        releases.add(live("42", ago(200)));

        alarm = alarm(State.ALARM, ago(100));
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WARN)).containsExactly("5xx fires since " + ago(100));

        alarm = alarm(State.INSUFFICIENT_DATA, ago(100));
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WAIT)).singleElement().asString().contains("no data");

        alarm = new AlarmSight.Unknown("5xx", "denied");
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.UNKNOWN)).containsExactly("alarm 5xx: denied");
    }

    @Test
    void a_failed_check_is_told_and_begins_the_bake_time_again() {
        releases.add(live("42", ago(200)));
        check = new CheckSight.Failed(CHECK, "status 503, wanted 200");
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WARN))
                .containsExactly("https://shop.example.com/health: status 503, wanted 200");

        check = new CheckSight.Passed(CHECK, Duration.ofMillis(80));
        before = new Before(Map.of(SHOP.id(), new Mark("42", ago(5))), Map.of());
        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WAIT))
                .containsExactly("42 bakes until 2026-11-28T12:15:00Z");

        before = new Before(Map.of(SHOP.id(), new Mark("41", ago(5))), Map.of());
        assertThat(good()).contains("42");
    }

    @Test
    void what_was_taken_back_is_never_called_good_again() {
        releases.add(live("42", ago(200)));
        docket =
                docket.with(
                        new Rollback(
                                "i",
                                "42",
                                "41",
                                "5xx",
                                ago(50),
                                Rollback.Phase.VERIFIED,
                                Optional.empty()));

        assertThat(good()).isEmpty();
        assertThat(remarks(Remark.Kind.WAIT)).singleElement().asString().contains("taken back");
    }

    @Test
    void what_comes_back_after_another_is_released_again_now_and_stays_good() {
        releases.add(live("43", ago(60)));
        releases.add(release("42", ago(900), Release.Phase.LIVE, Optional.of(ago(800))));

        assertThat(recorded("42"))
                .isEqualTo(release("42", NOW, Release.Phase.LIVE, Optional.of(ago(800))));

        standing = standing("42", Optional.of(ago(3)));
        assertThat(recorded("42").at()).isEqualTo(ago(3));
    }

    @Test
    void a_revision_that_is_only_told_of_does_not_move_what_is_live() {
        releases.add(release("42", ago(900), Release.Phase.LIVE, Optional.of(ago(800))));
        events.add(event("43", Phase.STARTED, ago(30)));
        events.add(event("43", Phase.SUCCEEDED, ago(20)));

        assertThat(recorded("43").phase()).isEqualTo(Release.Phase.STARTED);
        assertThat(records()).extracting(Release::revision).containsExactly("43");
    }

    @Test
    void a_failure_without_a_revision_is_that_of_what_was_being_released() {
        releases.add(release("43", ago(30), Release.Phase.STARTED, Optional.empty()));
        releases.add(release("42", ago(900), Release.Phase.LIVE, Optional.of(ago(800))));
        events.add(event("", Phase.FAILED, ago(20)));

        assertThat(recorded("43").phase()).isEqualTo(Release.Phase.FAILED);
        assertThat(records()).hasSize(1);
        assertThat(remarks(Remark.Kind.WARN)).singleElement().asString().contains("failed at");
    }

    @Test
    void a_failure_that_came_before_anything_was_released_harms_no_record() {
        releases.add(release("42", ago(900), Release.Phase.LIVE, Optional.of(ago(800))));
        events.add(event("", Phase.FAILED, ago(20)));

        assertThat(records()).isEmpty();
        assertThat(remarks(Remark.Kind.WARN)).hasSize(1);
    }

    @Test
    void a_pipeline_that_runs_is_awaited_until_something_is_released_or_it_takes_too_long() {
        releases.add(release("42", ago(900), Release.Phase.LIVE, Optional.of(ago(800))));
        events.add(pipeline(Phase.STARTED, ago(119), "ada", "pipeline run 7"));
        assertThat(remarks(Remark.Kind.WAIT))
                .containsExactly("the deployment pipeline run 7 has begun at " + ago(119));

        events.set(0, pipeline(Phase.STARTED, ago(120), "ada", "pipeline run 7"));
        assertThat(remarks(Remark.Kind.WAIT)).isEmpty();

        events.set(0, pipeline(Phase.STARTED, ago(30), "ada", "pipeline run 7"));
        standing = standing("43", Optional.of(ago(20)));
        assertThat(remarks(Remark.Kind.WAIT)).noneMatch(line -> line.contains("pipeline run 7"));
    }

    @Test
    void who_and_what_come_from_the_pipeline_that_ran_before_it() {
        events.add(pipeline(Phase.STARTED, ago(12), "ada", "pipeline run 7"));
        events.add(pipeline(Phase.SUCCEEDED, ago(300), "bob", "pipeline run 6"));
        standing = standing("42", Optional.of(ago(5)));

        assertThat(recorded("42").by()).contains("ada");
        assertThat(recorded("42").what()).contains("pipeline run 7");
    }

    @Test
    void irreversible_is_what_the_settings_or_an_event_call_so() {
        assertThat(recorded("42").irreversible()).isFalse();
        irreversible = Map.of("shop", List.of("42"));
        assertThat(recorded("42").irreversible()).isTrue();

        irreversible = Map.of();
        events.add(
                new DeploymentEvent(
                        "g",
                        new Subject("github", Set.of("acme/shop@production")),
                        Optional.empty(),
                        Phase.STARTED,
                        ago(3),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true));
        assertThat(recorded("42").irreversible()).isTrue();
    }

    @Test
    void irreversible_is_what_the_platform_calls_so_and_that_stays() {
        marks = Map.of("42", new Sight.Seen<>(false));
        assertThat(recorded("42").undo()).isEqualTo(Undo.POSSIBLE);

        marks = Map.of("42", new Sight.Seen<>(true));
        assertThat(recorded("42").undo()).isEqualTo(Undo.IRREVERSIBLE);

        releases.add(recorded("42"));
        marks = Map.of("42", new Sight.Seen<>(false));
        assertThat(records()).isEmpty();
    }

    @Test
    void whether_it_is_marked_is_unknown_until_it_was_read_once() {
        marks = Map.of("42", new Sight.Unread<>("denied"));
        var unknown = recorded("42");
        assertThat(unknown.undo()).isEqualTo(Undo.UNKNOWN);
        assertThat(remarks(Remark.Kind.UNKNOWN))
                .containsExactly("whether 42 is marked as irreversible: denied");

        // neither an event without a word of it nor silence makes it known
        releases.add(unknown);
        events.add(event("42", Phase.STARTED, NOW));
        events.add(event("42", Phase.SUCCEEDED, NOW));
        marks = Map.of();
        assertThat(records()).extracting(Release::undo).allMatch(Undo.UNKNOWN::equals);

        marks = Map.of("42", new Sight.Seen<>(false));
        var read = recorded("42");
        assertThat(read.undo()).isEqualTo(Undo.POSSIBLE);

        releases.set(0, read);
        events.clear();
        marks = Map.of("42", new Sight.Unread<>("throttled"));
        assertThat(records()).isEmpty();
        assertThat(remarks(Remark.Kind.UNKNOWN)).hasSize(1);
    }

    @Test
    void a_second_look_at_what_was_recorded_finds_nothing_to_do() {
        events.add(event("43", Phase.STARTED, ago(30)));
        events.add(pipeline(Phase.STARTED, ago(12), "ada", "pipeline run 7"));
        records().forEach(releases::add);

        assertThat(records()).isEmpty();
    }

    @Test
    void a_site_is_purged_once_for_a_revision_and_not_for_one_of_long_ago() {
        var site = new Target.StaticSite("www", "", Optional.of("E1"));
        service = Samples.service("site", site, List.of(), List.of());
        standing = standing("2026-11-28T11:00:00Z", Optional.of(ago(60)));
        assertThat(plan().actions())
                .filteredOn(PurgeCache.class::isInstance)
                .singleElement()
                .extracting(action -> ((PurgeCache) action).distribution())
                .isEqualTo("E1");

        before = new Before(Map.of(), Map.of(site.id(), "2026-11-28T11:00:00Z"));
        assertThat(plan().actions()).noneMatch(PurgeCache.class::isInstance);

        before = Before.nothing();
        standing = standing("2026-11-28T11:00:00Z", Optional.of(ago(60 * 24)));
        assertThat(plan().actions()).noneMatch(PurgeCache.class::isInstance);
    }

    @Test
    void nothing_is_decided_from_what_cannot_be_read() {
        var unread =
                new Watched(
                        service,
                        Sight.of(() -> standing),
                        new Sight.Unread<>("denied"),
                        Sight.of(() -> docket),
                        Sight.of(() -> List.of()),
                        Map.of(),
                        List.of(),
                        List.of());

        var plan =
                DeployWatchPlanner.plan(
                        Samples.settings(service),
                        new DeployWatchFacts(NOW, List.of(unread), before));

        assertThat(plan.actions()).isEmpty();
        assertThat(plan.remarks())
                .containsExactly(new Remark(Remark.Kind.UNKNOWN, "shop", "denied"));
    }

    private Plan<DeployWatchAction> plan() {
        var settings =
                new DeployWatchSettings(
                        List.of(service),
                        Map.of(),
                        Map.of("shop", List.of("shop-release")),
                        Map.of(),
                        Map.of("shop", List.of("acme/shop@production")),
                        irreversible,
                        List.of("site"));
        var watched =
                new Watched(
                        service,
                        Sight.of(() -> standing),
                        Sight.of(() -> List.copyOf(releases)),
                        Sight.of(() -> docket),
                        Sight.of(() -> List.copyOf(events)),
                        marks,
                        service.alarms().isEmpty() ? List.of() : List.of(alarm),
                        service.checks().isEmpty() ? List.of() : List.of(check));
        return DeployWatchPlanner.plan(
                settings, new DeployWatchFacts(NOW, List.of(watched), before));
    }

    private List<Release> records() {
        return plan().actions().stream()
                .filter(RecordRelease.class::isInstance)
                .map(action -> ((RecordRelease) action).wanted())
                .toList();
    }

    private Release recorded(String revision) {
        return records().stream()
                .filter(release -> release.revision().equals(revision))
                .findFirst()
                .orElseThrow();
    }

    private Optional<String> good() {
        return plan().actions().stream()
                .filter(MarkGood.class::isInstance)
                .map(action -> ((MarkGood) action).release().revision())
                .findFirst();
    }

    private List<String> remarks(Remark.Kind kind) {
        return plan().remarks().stream()
                .filter(remark -> remark.kind() == kind)
                .map(Remark::because)
                .toList();
    }

    private static Standing standing(String current, Optional<Instant> since) {
        return new Standing(current, since, 100, List.of(), Optional.empty());
    }

    private static Release live(String revision, Instant at) {
        return release(revision, at, Release.Phase.LIVE, Optional.empty());
    }

    private static Release release(
            String revision, Instant at, Release.Phase phase, Optional<Instant> good) {
        return new Release(
                SHOP.id(),
                revision,
                at,
                phase,
                good,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Release.Undo.POSSIBLE);
    }

    private static AlarmSight alarm(State state, Instant since) {
        return new AlarmSight.Seen("5xx", state, since, false, List.of(), NOW);
    }

    private static DeploymentEvent event(String revision, Phase phase, Instant at) {
        return new DeploymentEvent(
                revision + phase,
                new Subject("ecs", Set.of("prod/shop")),
                Optional.of(revision).filter(text -> !text.isEmpty()),
                phase,
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static DeploymentEvent pipeline(Phase phase, Instant at, String by, String what) {
        return new DeploymentEvent(
                what + phase,
                new Subject("pipeline", Set.of("shop-release")),
                Optional.empty(),
                phase,
                at,
                Optional.of(by),
                Optional.of(what),
                Optional.empty(),
                false);
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
