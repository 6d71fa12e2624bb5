package dev.nightshift.notices;

import static dev.nightshift.notices.Samples.about;
import static dev.nightshift.notices.Samples.notice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.notice.Severity;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people see in Slack, for notices that arrive in every order and more than once. */
class NotifierTest {
    private final Desk desk = new Desk();

    @AfterEach
    void close() {
        assertThat(desk.slack.complaints()).isEmpty();
        desk.close();
    }

    @Test
    void a_notice_is_posted_with_its_facts_and_its_runbook() {
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(1);
        var message = desk.slack.heads().getFirst();
        assertThat(message.channel).isEqualTo("C0000000001");
        assertThat(message.title()).isEqualTo("⚠️ No good backup of shop for 27 h");
        assertThat(message.allText())
                .contains("*last good backup*", "2026-11-21T00:00:00Z, 27 h ago")
                .contains("*Done*", "• started snapshot shop-20261122")
                .contains("*Not done*", "• copy to eu-central-1: 20 copies are in flight")
                .contains("<https://example.org/runbooks/rds-backup.md|Runbook>")
                .contains("warning · prod · rds-backup · 2026-11-22T03:00:00Z");
        assertThat(message.now().path("text").asText())
                .startsWith("⚠️ No good backup of shop for 27 h")
                .contains("last good backup: 2026-11-21T00:00:00Z, 27 h ago");
    }

    @Test
    void it_goes_to_the_channel_of_its_route() {
        desk.send(Samples.of("night", "n1"));
        desk.drain();

        assertThat(desk.slack.heads().getFirst().channel).isEqualTo("C0000000002");
    }

    @Test
    void a_notice_delivered_twice_is_posted_once() {
        desk.send(notice("n1"));
        desk.drain();
        desk.restart();
        desk.clock.advance(Duration.ofDays(13));
        desk.send(notice("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
    }

    @Test
    void notices_with_one_dedupe_key_are_told_once_within_the_window() {
        desk.send(Samples.withKey("n1", "same"));
        desk.drain();
        desk.clock.advance(Desk.WINDOW.minusSeconds(1));
        desk.send(Samples.withKey("n2", "same"));
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(1);

        desk.clock.advance(Duration.ofSeconds(1));
        desk.send(Samples.withKey("n3", "same"));
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(2);
    }

    @Test
    void a_worse_notice_is_told_though_its_key_is_the_same() {
        desk.send(Samples.withKey("n1", "same"));
        desk.send(Samples.loud("n2", Severity.CRITICAL));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(2);
    }

    @Test
    void an_incident_is_one_thread_whose_head_says_how_it_stands() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n2", 360, false));
        desk.drain();
        var head = desk.slack.heads().getFirst();
        assertThat(head.allText()).contains("open since 2026-11-22T03:00:00Z · told 2 times");

        desk.send(about("shop/rpo", "n3", 420, true));
        desk.drain();

        assertThat(desk.slack.heads()).containsExactly(head);
        assertThat(desk.slack.repliesTo(head)).hasSize(2);
        assertThat(head.versions).hasSize(3);
        assertThat(head.title()).isEqualTo("✅ shop has a good backup again");
        assertThat(head.allText()).contains("resolved after 7 h 0 min · told 3 times");
    }

    @Test
    void repeats_of_an_incident_only_count_up_in_its_head() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.send(about("shop/rpo", "n2", 30, false));
        desk.send(about("shop/rpo", "n3", 60, false));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.slack.heads().getFirst().allText())
                .contains("open since 2026-11-22T03:00:00Z · told 3 times");
    }

    @Test
    void a_repeat_delivered_twice_counts_once() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.send(about("shop/rpo", "n2", 30, false));
        desk.drain();
        desk.send(about("shop/rpo", "n2", 30, false));
        desk.drain();

        assertThat(desk.slack.heads().getFirst().allText()).contains("told 2 times");
    }

    @Test
    void what_opens_again_within_the_window_gets_a_new_thread() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.send(about("shop/rpo", "n2", 10, true));
        desk.drain();
        desk.send(about("shop/rpo", "n3", 20, false));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(2);
        assertThat(desk.slack.heads().getLast().allText())
                .contains("open since 2026-11-22T03:20:00Z");
    }

    @Test
    void a_late_notice_does_not_open_again_what_is_resolved() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.send(about("shop/rpo", "n3", 30, true));
        desk.drain();
        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n2", 20, false));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(1);
        var head = desk.slack.heads().getFirst();
        assertThat(head.title()).startsWith("✅");
        assertThat(desk.slack.repliesTo(head)).hasSize(2);

        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n4", 40, false));
        desk.drain();
        assertThat(desk.slack.heads()).as("this one is new").hasSize(2);
    }

    @Test
    void the_end_of_an_incident_that_nobody_heard_of_is_told() {
        desk.send(about("shop/rpo", "n1", 5, true));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(1);
        assertThat(desk.slack.heads().getFirst().title()).startsWith("✅");
        assertThat(desk.slack.heads().getFirst().allText()).contains("resolved");
    }

    @Test
    void a_thread_whose_head_was_deleted_is_opened_anew() {
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.slack.remove(desk.slack.heads().getFirst());
        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n2", 360, false));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(1);
        assertThat(desk.queue.dead()).isEmpty();
    }

    @Test
    void what_is_too_long_goes_on_in_the_thread_and_the_rest_is_counted() {
        desk.send(Samples.lengthy("n1", 100, 900));
        desk.drain();

        var head = desk.slack.heads().getFirst();
        assertThat(desk.slack.repliesTo(head)).hasSize(Courier.MAX_MESSAGES - 1);
        assertThat(desk.slack.repliesTo(head).getLast().allText()).containsPattern("… \\d+ more");
        var lines =
                desk.slack.posted().stream()
                        .flatMap(message -> message.allText().lines())
                        .filter(line -> line.startsWith("• "))
                        .count();
        assertThat(desk.slack.repliesTo(head).getLast().allText())
                .contains("… " + (100 - lines) + " more");
    }

    @Test
    void a_webhook_gets_plain_messages_and_no_repeats() {
        desk.secret = desk.slack::webhook;
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.send(about("shop/rpo", "n2", 30, false));
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(1);

        desk.send(about("shop/rpo", "n3", 60, true));
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(2);
        assertThat(desk.slack.posted().getLast().title()).startsWith("✅");

        desk.send(Samples.lengthy("n4", 100, 900));
        desk.drain();
        assertThat(desk.slack.posted()).hasSize(3);
        assertThat(desk.slack.posted().getLast().allText()).containsPattern("… \\d+ more");
    }

    @Test
    void a_webhook_that_gives_way_to_a_bot_starts_threads() {
        desk.secret = desk.slack::webhook;
        desk.send(about("shop/rpo", "n1", 0, false));
        desk.drain();
        desk.secret = desk.slack::bot;
        desk.restart();
        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n2", 360, false));
        desk.drain();
        desk.clock.advance(Desk.WINDOW);
        desk.send(about("shop/rpo", "n3", 720, false));
        desk.drain();

        assertThat(desk.slack.heads()).hasSize(2);
        assertThat(desk.slack.repliesTo(desk.slack.heads().getLast())).hasSize(1);
    }
}
