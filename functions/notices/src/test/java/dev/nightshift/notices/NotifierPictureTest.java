package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Picture;
import java.net.URI;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotifierPictureTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3};

    private final Desk desk = new Desk();

    @AfterEach
    void stop() {
        desk.close();
    }

    private static Notice pictured(String id) {
        return Samples.notice(id)
                .picturing(Picture.of("days.png", "Costs & days", PNG).orElseThrow());
    }

    @Test
    void a_picture_stands_below_its_notice() {
        desk.send(pictured("n1"));
        desk.drain();

        var head = desk.slack.posted().getFirst();
        assertThat(desk.slack.shared())
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.thread()).isEqualTo(head.ts);
                            assertThat(file.name()).isEqualTo("days.png");
                            assertThat(file.title()).isEqualTo("Costs & days");
                            assertThat(file.content()).isEqualTo(HexFormat.of().formatHex(PNG));
                        });
        assertThat(desk.slack.complaints()).isEmpty();

        desk.send(pictured("n1"));
        desk.drain();
        assertThat(desk.slack.shared()).as("told once").hasSize(1);
    }

    @Test
    void without_leave_for_files_the_notice_is_told_all_the_same() {
        desk.slack.refuseFiles();

        desk.send(pictured("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.slack.shared()).isEmpty();
        assertThat(desk.mails).isEmpty();
        assertThat(desk.log)
                .anyMatch(
                        line ->
                                line.contains("told without its picture")
                                        && line.contains("missing_scope"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatever_happens_to_a_picture_its_notice_is_told_once(int good) {
        for (int i = 0; i < good; i++) {
            desk.slack.next(FakeSlack.passes());
        }
        desk.slack.next(FakeSlack.status(503));

        desk.send(pictured("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.slack.shared()).isEmpty();
        assertThat(desk.log).anyMatch(line -> line.contains("told without its picture"));
    }

    @Test
    void a_webhook_shows_words_only() {
        desk.secret = desk.slack::webhook;

        desk.send(pictured("n1"));
        desk.drain();

        assertThat(desk.slack.posted()).hasSize(1);
        assertThat(desk.slack.shared()).isEmpty();
        assertThat(desk.slack.complaints()).isEmpty();
    }

    @Test
    void a_file_goes_to_slack_and_nowhere_else_and_without_the_token() {
        var bot = new SlackSecret.Bot("xoxb-1-secret", URI.create("https://slack.com/api"));

        var request = bot.upload("https://files.slack.com/upload/v1/abc", "AAAA");
        assertThat(request.bearer()).isEmpty();
        for (var elsewhere :
                new String[] {
                    "https://files.slack.com.example.org/x",
                    "http://files.slack.com/x",
                    "http://127.0.0.1/x",
                    "https://evilslack.com/x",
                    "file:///etc/passwd",
                    ""
                }) {
            assertThatThrownBy(() -> bot.upload(elsewhere, "AAAA"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
