package dev.nightshift.notices;

import static dev.nightshift.notices.Samples.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.core.testing.Faults.Killed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call in turn fails, is lost, or is the last one of the process: nothing is lost. */
class NotifierFaultsTest {
    private static final int MANY = 200;

    @ParameterizedTest
    @EnumSource(Fault.class)
    void an_incident_is_told_from_beginning_to_end(Fault fault) {
        var story =
                List.of(
                        about("shop/rpo", "n1", 0, false),
                        about("shop/rpo", "n2", 30, false),
                        about("shop/rpo", "n3", 60, true));
        int met = 0;
        for (int nth = 1; nth < MANY; nth++) {
            try (var desk = new Desk()) {
                var hit = tell(desk, fault, nth, story, true);
                met += hit ? 1 : 0;
                assertThat(desk.slack.complaints()).isEmpty();
                assertThat(desk.queue.dead()).as("%s at call %d", fault, nth).isEmpty();
                var heads = desk.slack.heads();
                assertThat(heads).as("%s at call %d", fault, nth).hasSizeBetween(1, 2);
                assertThat(heads.getLast().title()).startsWith("✅");
                assertThat(heads.getLast().allText()).contains("resolved after");
                // the second notice is a repeat; one message at most is there twice
                assertThat(desk.slack.posted().size())
                        .as("%s at call %d", fault, nth)
                        .isBetween(2, 3);
                if (!hit) {
                    assertThat(met).as("calls that a fault met").isGreaterThan(20);
                    return;
                }
            }
        }
        throw new AssertionError("more than " + MANY + " calls");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void a_long_notice_is_told_whole_and_in_order(Fault fault) {
        var lines =
                java.util.stream.IntStream.range(0, 20)
                        .mapToObj(i -> "line %02d %s".formatted(i, "x".repeat(900)))
                        .toList();
        var notice = Samples.written("n1", "long", List.of(), lines);
        for (int nth = 1; nth < MANY; nth++) {
            try (var desk = new Desk()) {
                var hit = tell(desk, fault, nth, List.of(notice), true);
                var told =
                        desk.slack.posted().stream()
                                .flatMap(message -> message.allText().lines())
                                .filter(line -> line.startsWith("• line"))
                                .map(line -> line.substring(2, 9))
                                .distinct()
                                .collect(Collectors.toList());
                assertThat(told).as("%s at call %d", fault, nth).hasSize(20).isSorted();
                assertThat(desk.slack.posted().size()).isBetween(3, 4);
                if (!hit) {
                    return;
                }
            }
        }
        throw new AssertionError("more than " + MANY + " calls");
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void what_slack_refuses_is_buried_and_mailed(Fault fault) {
        for (int nth = 1; nth < MANY; nth++) {
            try (var desk = new Desk()) {
                desk.slack.removeChannel("#ops");
                var hit = tell(desk, fault, nth, List.of(Samples.notice("n1")), false);
                assertThat(desk.queue.dead()).as("%s at call %d", fault, nth).hasSizeBetween(1, 2);
                assertThat(desk.mails).as("%s at call %d", fault, nth).hasSizeBetween(1, 2);
                if (!hit) {
                    return;
                }
            }
        }
        throw new AssertionError("more than " + MANY + " calls");
    }

    /**
     * Sends one after the other and drains, with the fault at the nth call of all.
     *
     * @param redrive whether a person then puts the dead letters back
     */
    private static boolean tell(
            Desk desk, Fault fault, int nth, List<Notice> notices, boolean redrive) {
        desk.faults.arm(fault, Among.ALL_CALLS, nth);
        for (var notice : notices) {
            desk.send(notice);
            drainThroughCrashes(desk);
            if (redrive) {
                desk.queue.redrive();
                drainThroughCrashes(desk);
            }
            desk.clock.advance(Duration.ofMinutes(30));
        }
        return desk.faults.hit().isPresent();
    }

    private static void drainThroughCrashes(Desk desk) {
        try {
            desk.drain();
        } catch (Killed crash) {
            desk.restart();
            desk.clock.advance(Duration.between(desk.clock.instant(), desk.queue.nextVisible()));
            drainThroughCrashes(desk);
        }
    }
}
