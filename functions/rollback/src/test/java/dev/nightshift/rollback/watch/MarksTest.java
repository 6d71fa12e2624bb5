package dev.nightshift.rollback.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.rollback.decide.Sight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Target SHOP = new Target.LambdaAlias("shop", "live");
    private static final Standing STANDING =
            new Standing("42", Optional.empty(), 100, List.of(), Optional.empty());

    private final List<Release> releases = new ArrayList<>();
    private final List<DeploymentEvent> events = new ArrayList<>();

    @Test
    void what_is_released_is_asked_about_in_every_run_until_it_is_marked() {
        assertThat(asked()).containsExactly("42");
        releases.add(release("42", 5, true, Undo.POSSIBLE));
        assertThat(asked()).containsExactly("42");
        releases.set(0, release("42", 5, true, Undo.IRREVERSIBLE));
        assertThat(asked()).isEmpty();
    }

    @Test
    void what_was_told_of_is_asked_about_once() {
        told("43", 3);
        told("44", 2);
        assertThat(asked()).containsExactly("42", "44", "43");
        releases.add(release("43", 3, false, Undo.POSSIBLE));
        assertThat(asked()).containsExactly("42", "44");
    }

    @Test
    void what_could_not_be_read_is_asked_about_again_while_it_may_lie_on_a_way_back() {
        releases.add(release("41", 20, false, Undo.UNKNOWN));
        releases.add(release("39", 60, false, Undo.UNKNOWN));
        assertThat(asked()).containsExactly("42", "41", "39");
        releases.add(release("40", 40, true, Undo.POSSIBLE));
        assertThat(asked()).containsExactly("42", "41");
    }

    @Test
    void one_that_cannot_be_read_fails_no_other_and_many_wait() {
        for (int revision = 100; revision < 130; revision++) {
            told(Integer.toString(revision), 200 - revision);
        }
        var read =
                Marks.read(
                        watched(),
                        revision -> {
                            if (revision.equals("129")) {
                                throw new CloudException(Kind.DENIED, "not allowed");
                            }
                            return revision.equals("128");
                        });

        assertThat(read).hasSize(31);
        assertThat(read.get("42")).isEqualTo(new Sight.Seen<>(false));
        assertThat(why(read, "129")).contains("not allowed");
        assertThat(read.get("128")).isEqualTo(new Sight.Seen<>(true));
        assertThat(read.values()).filteredOn(it -> it.seen().isPresent()).hasSize(19);
        assertThat(why(read, "100"))
                .hasValueSatisfying(why -> assertThat(why).contains("next run"));
    }

    @Test
    void of_what_cannot_be_read_at_all_nothing_is_asked() {
        var blind =
                new Watched(
                        Samples.service("shop", SHOP, List.of(), List.of()),
                        Sight.of(() -> STANDING),
                        new Sight.Unread<>("denied"),
                        Sight.of(() -> Docket.empty(SHOP.id())),
                        Sight.of(() -> List.of()),
                        Map.of(),
                        List.of(),
                        List.of());

        assertThat(
                        Marks.read(
                                blind,
                                _ -> {
                                    throw new AssertionError("nobody is asked");
                                }))
                .isEmpty();
    }

    private static Optional<String> why(Map<String, Sight<Boolean>> read, String revision) {
        return Optional.ofNullable(read.get(revision)).flatMap(Sight::unread);
    }

    private Set<String> asked() {
        return Marks.asked(STANDING, releases, events);
    }

    private Watched watched() {
        return new Watched(
                Samples.service("shop", SHOP, List.of(), List.of()),
                Sight.of(() -> STANDING),
                Sight.of(() -> List.copyOf(releases)),
                Sight.of(() -> Docket.empty(SHOP.id())),
                Sight.of(() -> List.copyOf(events)),
                Map.of(),
                List.of(),
                List.of());
    }

    private void told(String revision, int minutesAgo) {
        events.add(
                new DeploymentEvent(
                        revision,
                        new Subject("lambda", Set.of("shop:live")),
                        Optional.of(revision),
                        Phase.STARTED,
                        ago(minutesAgo),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    private static Release release(String revision, int minutesAgo, boolean good, Undo undo) {
        return new Release(
                SHOP.id(),
                revision,
                ago(minutesAgo),
                Release.Phase.LIVE,
                good ? Optional.of(ago(minutesAgo)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                undo);
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }
}
