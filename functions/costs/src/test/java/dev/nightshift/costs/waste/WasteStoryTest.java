package dev.nightshift.costs.waste;

import static dev.nightshift.costs.waste.Samples.attached;
import static dev.nightshift.costs.waste.Samples.loose;
import static dev.nightshift.costs.waste.Samples.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome.AlreadySo;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Outcome.Refused;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.automation.Run.Step;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.TestClock;
import dev.nightshift.costs.waste.WasteAction.DeleteVolume;
import dev.nightshift.costs.waste.WasteAction.Mark;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.price.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One volume from its mark to its end, and everything that may come between. */
class WasteStoryTest {
    private static final Scope SCOPE = new Scope("test", "waste-sweep");
    private static final String ID = "vol-1";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-28T03:00:00Z"));
    private final FakeEstate estate =
            new FakeEstate(clock)
                    .with(resource(ID, loose("gp3", 100), "owner", "shop", "Name", "data"));
    private final WasteSweepAutomation automation =
            new WasteSweepAutomation(Samples.ACTING, SCOPE, Samples.alone(estate), clock);

    private Run<WasteFacts, WasteAction> night() {
        var facts = automation.observe(clock.instant());
        var plan = automation.plan(facts);
        var steps =
                plan.actions().stream().map(action -> new Step<>(action, apply(action))).toList();
        var run =
                new Run<>(
                        "run-" + clock.instant(),
                        SCOPE,
                        Trigger.manual(clock.instant()),
                        Mode.APPLY,
                        clock.instant(),
                        clock.instant(),
                        facts,
                        plan,
                        steps);
        estate.settle();
        clock.advance(Duration.ofDays(1));
        return run;
    }

    private Applied apply(WasteAction action) {
        return automation.apply(action, () -> Duration.ofMinutes(5));
    }

    private static List<Class<?>> kinds(Run<WasteFacts, WasteAction> run) {
        return run.plan().actions().stream().<Class<?>>map(Object::getClass).toList();
    }

    @Test
    void it_is_marked_waits_its_days_is_kept_in_a_snapshot_and_goes() {
        assertThat(kinds(night())).containsExactly(Mark.class);
        for (int day = 1; day < 15; day++) {
            var run = night();
            assertThat(kinds(run)).as("day %d", day).isEmpty();
            assertThat(run.plan().remarks())
                    .anyMatch(
                            it ->
                                    it.kind() == Remark.Kind.WAIT
                                            && it.because().contains("2026-12-13T00:00:00Z"));
        }
        assertThat(kinds(night())).containsExactly(WasteAction.TakeFinalSnapshot.class);
        assertThat(estate.all()).containsKey(ID);
        assertThat(kinds(night())).containsExactly(DeleteVolume.class);
        assertThat(estate.all()).doesNotContainKey(ID).containsKey("snap-made-1");
        assertThat(kinds(night())).isEmpty();
    }

    @Test
    void a_mark_removed_by_hand_begins_the_wait_again() {
        night();
        clock.advance(Duration.ofDays(10));
        estate.untag(ResourceType.VOLUME, ID, WasteMark.TAG);

        assertThat(kinds(night())).containsExactly(Mark.class);
        clock.advance(Duration.ofDays(10));
        assertThat(kinds(night())).isEmpty();
    }

    @Test
    void between_plan_and_effect_anything_may_happen() {
        night();
        clock.advance(Duration.ofDays(20));
        night();
        var plan = automation.plan(automation.observe(clock.instant()));
        var delete = plan.actions().getFirst();
        assertThat(delete).isInstanceOf(DeleteVolume.class);

        estate.tag(ResourceType.VOLUME, ID, WasteMark.TAG, "2026-12-24/unattached-volumes");
        assertThat(apply(delete)).isInstanceOf(Refused.class);
        estate.tag(ResourceType.VOLUME, ID, WasteSettings.KEEP_TAG, "mine");
        assertThat(apply(delete)).isInstanceOf(AlreadySo.class);
        estate.untag(ResourceType.VOLUME, ID, WasteSettings.KEEP_TAG);
        estate.with(resource(ID, attached("gp3", 100)));
        assertThat(apply(delete)).isInstanceOf(AlreadySo.class);
        assertThat(estate.all()).containsKey(ID);
    }

    @Test
    void without_the_final_snapshot_nothing_goes() {
        night();
        clock.advance(Duration.ofDays(20));
        night();
        var delete = automation.plan(automation.observe(clock.instant())).actions().getFirst();
        estate.deleteSnapshot("snap-made-1");

        assertThat(apply(delete)).isInstanceOf(Refused.class);
        assertThat(estate.all()).containsKey(ID);
    }

    @Test
    void a_mark_that_came_with_copied_tags_does_not_count() {
        estate.with(
                resource(
                        ID,
                        Instant.parse("2026-11-20T00:00:00Z"),
                        loose("gp3", 100),
                        WasteMark.TAG,
                        "2026-06-01/unattached-volumes"));

        assertThat(kinds(night())).containsExactly(Mark.class);
    }

    @Test
    void the_owner_is_told_what_when_and_how_to_keep_it() {
        var first = automation.report(night());
        var second = automation.report(night());

        for (var notices : List.of(first, second)) {
            assertThat(notices)
                    .filteredOn(it -> it.title().contains("of shop"))
                    .singleElement()
                    .satisfies(
                            it ->
                                    assertThat(it.left())
                                            .singleElement()
                                            .asString()
                                            .contains(
                                                    "volume vol-1 (data)",
                                                    "8.80 USD a month",
                                                    "2026-12-13T00:00:00Z"));
        }
        assertThat(keys(second)).as("the same is not news").isSubsetOf(keys(first));
    }

    private static List<String> keys(List<Notice> notices) {
        return notices.stream().map(Notice::dedupeKey).toList();
    }

    @Test
    void what_costs_less_than_the_minimum_is_left_alone_and_what_has_no_price_is_told() {
        estate.with(resource(ID, loose("gp3", 1)))
                .with(resource("vol-io2", loose("io2", 100)))
                .with(resource("vol-gp2-dear", attached("gp2", 200)))
                .with(resource("secret", new Detail.Secret(java.util.Optional.empty())));

        var run = night();

        assertThat(run.facts().quotes("eu-west-1").values())
                .anyMatch(Quote.Unknown.class::isInstance)
                .anyMatch(Quote.Known.class::isInstance);
        assertThat(run.plan().actions())
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.because())
                                        .contains("price unknown", "volume storage io2"));
    }
}
