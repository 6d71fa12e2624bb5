package dev.nightshift.notices;

import static dev.nightshift.notices.Samples.about;
import static dev.nightshift.notices.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.notice.NoticeJson;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import dev.nightshift.notices.FakeSlack.Mishap;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of notices when Slack, or what lies before it, does not do its part. */
class NotifierTroubleTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        assertThat(String.join("\n", desk.log)).doesNotContain("xoxb-", "/services/T0");
        desk.close();
    }

    @Test
    void asked_to_wait_it_hides_the_message_for_as_long_and_leaves_the_channel_alone() {
        desk.slack.next(FakeSlack.tooFast(Duration.ofSeconds(125)));
        var first = desk.send(notice("n1"));
        desk.clock.advance(Duration.ofSeconds(1));
        var second = desk.send(notice("n2"));
        var elsewhere = desk.send(Samples.of("night", "n3"));

        var result = desk.invoke();

        assertThat(result.stored()).containsExactly(first, second);
        assertThat(desk.slack.calls()).as("one refused, one elsewhere").isEqualTo(2);
        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(elsewhere).isNotIn(result.stored());
        assertThat(desk.queue.hidden(first))
                .isBetween(Duration.ofSeconds(125), Duration.ofSeconds(145));
        assertThat(desk.queue.hidden(second)).isGreaterThan(desk.queue.hidden(first));

        desk.drain();
        assertThat(desk.slack.posted()).hasSize(3);
    }

    @Test
    void a_wait_longer_than_a_queue_can_hide_is_cut_to_twelve_hours() {
        desk.slack.next(FakeSlack.tooFast(Duration.ofDays(3)));
        var id = desk.send(notice("n1"));
        desk.invoke();

        assertThat(desk.queue.hidden(id)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void rate_limits_never_make_a_dead_letter() {
        desk.send(notice("n1"));
        for (int i = 0; i < 100; i++) {
            desk.slack.next(FakeSlack.tooFast(Duration.ofSeconds(30)));
        }
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void in_the_middle_of_a_thread_it_goes_on_where_it_stopped() {
        desk.send(Samples.lengthy("n1", 20, 900));
        desk.slack.next(new Mishap.Answers(200, java.util.Optional.empty(), "?"));
        desk.drain();
        var whole = desk.slack.posted().size();
        assertThat(whole).isGreaterThan(2);

        desk.send(Samples.lengthy("n2", 20, 900));
        // the head is posted, then the first reply meets a 500
        desk.faults.arm(Fault.REQUEST_LOST, Among.WRITES, 2);
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(2 * whole);
    }

    @Test
    void server_errors_are_tried_again_later_and_later() {
        var id = desk.send(notice("n1"));
        var last = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            desk.slack.next(FakeSlack.status(503));
            desk.invoke();
            assertThat(desk.queue.hidden(id)).isGreaterThan(last.multipliedBy(5).dividedBy(4));
            last = desk.queue.hidden(id);
            desk.clock.advance(last);
        }
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void a_reset_connection_is_tried_again() {
        desk.slack.next(new Mishap.Resets());
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.slack.calls()).as("no hidden second try").isEqualTo(2);
    }

    @Test
    void a_silent_slack_is_asked_once_in_a_batch() {
        desk.slack.next(new Mishap.Hangs());
        desk.send(notice("n1"));
        desk.send(notice("n2"));
        desk.send(Samples.of("night", "n3"));

        desk.impatient();
        assertThat(desk.invoke().stored()).hasSize(3);
        assertThat(desk.slack.calls()).isEqualTo(1);
        desk.patient();

        desk.drain();
        assertThat(desk.slack.posted()).hasSize(3);
    }

    @Test
    void a_lost_answer_is_told_twice_rather_than_not_at_all() {
        desk.slack.next(new Mishap.ResetsAfter());
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(2);
    }

    @Test
    void a_new_token_is_picked_up_when_the_old_one_is_refused() {
        desk.send(notice("n1"));
        desk.drain();
        desk.slack.rotate();
        desk.send(notice("n2"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(2);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void a_new_webhook_is_picked_up_when_the_old_one_is_gone() {
        desk.secret = desk.slack::webhook;
        desk.send(notice("n1"));
        desk.drain();
        desk.slack.rotate();
        desk.send(notice("n2"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(2);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void a_revoked_token_makes_dead_letters_and_mail_and_comes_back_with_a_new_one() {
        var revoked = desk.slack.bot();
        desk.secret = () -> revoked;
        desk.slack.rotate();
        desk.send(notice("n1"));
        desk.send(notice("n2"));
        desk.drain();

        assertThat(desk.queue.dead())
                .extracting(FakeQueue.Dead::reason)
                .containsExactly("invalid_auth", "invalid_auth");
        assertThat(desk.mails).hasSize(2);
        assertThat(desk.mails.getFirst().subject())
                .isEqualTo("[prod] No good backup of shop for 27 h");
        assertThat(desk.mails.getFirst().body()).contains("Slack did not take it: invalid_auth");

        desk.secret = desk.slack::bot;
        desk.queue.redrive();
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(2);
        assertThat(desk.mails).hasSize(2);
    }

    @Test
    void repeats_of_what_was_mailed_are_not_mailed_again() {
        var revoked = desk.slack.bot();
        desk.secret = () -> revoked;
        desk.slack.rotate();
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.send(about("shop/rpo", "n2", 30, false));
        desk.drain();
        assertThat(desk.mails).hasSize(1);
        assertThat(desk.queue.dead()).hasSize(1);

        desk.send(about("shop/rpo", "n3", 60, true));
        desk.drain();
        assertThat(desk.mails).as("the end is news").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_not_found", "invalid_blocks", "is_archived", "msg_too_long"})
    void what_slack_will_never_take_becomes_a_dead_letter_and_mail_at_once(String error) {
        desk.slack.next(FakeSlack.error(error));
        desk.send(notice("n1"));
        desk.send(notice("n2"));
        desk.drain();

        assertThat(desk.queue.dead())
                .containsExactly(new FakeQueue.Dead(NoticeJson.encode(notice("n1")), error));
        assertThat(desk.mails).hasSize(1);
        assertThat(desk.slack.posted()).as("the other one").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refusal_by_status_reads_the_secret_once_more(int status) {
        desk.send(notice("n1"));
        desk.slack.next(FakeSlack.status(status));
        desk.drain();

        assertThat(desk.queue.dead())
                .extracting(FakeQueue.Dead::reason)
                .containsExactly("HTTP " + status);
        assertThat(desk.slack.calls()).as("the secret is the same, so once").isEqualTo(1);
    }

    @Test
    void a_secret_that_cannot_be_read_just_now_makes_the_notice_wait() {
        desk.faults.arm(Fault.REQUEST_LOST, Among.ALL_CALLS, 1);
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.mails).isEmpty();
    }

    @Test
    void a_secret_that_is_not_there_makes_dead_letters_and_mail() {
        desk.secret =
                () -> {
                    throw new CloudException(Kind.NOT_FOUND, "no secret nightshift/slack");
                };
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.queue.dead()).hasSize(1);
        assertThat(desk.mails.getFirst().body()).contains("no secret nightshift/slack");
    }

    @Test
    void garbage_becomes_a_dead_letter_and_mail_not_an_endless_retry() {
        desk.queue.send("x".repeat(256 * 1024));
        desk.queue.send("");
        desk.queue.send("{\"id\":7}");
        desk.queue.send("[".repeat(5_000));
        desk.send(notice("n1"));
        desk.invoke();

        assertThat(desk.queue.isEmpty()).isTrue();
        assertThat(desk.queue.dead()).hasSize(4);
        assertThat(desk.mails).hasSize(4);
        assertThat(desk.slack.posted()).hasSize(1);
    }

    @Test
    void a_notice_in_the_envelope_of_sns_is_told_too() {
        var envelope =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("Type", "Notification")
                        .put("Message", NoticeJson.encode(notice("n1")));
        desk.queue.send(envelope.toString());
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void a_lasting_outage_is_mailed_once_and_slack_is_still_tried() {
        desk.send(notice("n1"));
        desk.send(Samples.loud("n2", Severity.INFO));
        for (int i = 0; i < 40; i++) {
            desk.slack.next(FakeSlack.status(500), FakeSlack.status(500));
        }
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(2);
        assertThat(desk.queue.dead()).isEmpty();
        assertThat(desk.mails).as("small talk waits").hasSize(1);
        assertThat(desk.mails.getFirst().body()).contains("still being tried");
    }

    @Test
    void what_cannot_even_be_mailed_stays_in_the_queue_and_is_buried_once() {
        desk.slack.removeChannel("#ops");
        var id = desk.send(notice("n1"));
        // slack, the dead letter, then the mail
        desk.faults.arm(Fault.DENIED, Among.WRITES, 3);
        assertThat(desk.invoke().stored()).containsExactly(id);
        assertThat(desk.queue.dead()).hasSize(1);
        assertThat(desk.mails).isEmpty();

        desk.drain();
        assertThat(desk.queue.dead()).hasSize(1);
        assertThat(desk.mails).hasSize(1);
    }

    @Test
    void out_of_time_it_leaves_the_rest_in_the_queue() {
        var message = new QueueMessage("m", "r", NoticeJson.encode(notice("n1")), Desk.START, 1);
        var queue = new FakeQueue(desk.clock, desk.faults, Duration.ofMinutes(9));
        var id = queue.send(message.body());
        var received = queue.receive();

        assertThat(desk.batchOn(queue).deliver(received, () -> false).stored()).containsExactly(id);
        assertThat(desk.slack.calls()).isZero();
    }

    @Test
    void one_notice_that_breaks_us_does_not_stop_the_others() {
        desk.breakOn("n1");
        desk.send(notice("n1"));
        desk.send(notice("n2"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.queue.dead()).hasSize(1);
        assertThat(desk.mails.getFirst().body()).contains("an error of the notifier");
    }

    @Test
    void two_functions_at_one_notice_post_it_once() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.invoke();
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
    }

    @Test
    void a_long_queue_is_told_whole() {
        Collections.nCopies(35, 0).forEach(i -> desk.send(notice("n" + desk.counter++)));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(35);
    }
}
