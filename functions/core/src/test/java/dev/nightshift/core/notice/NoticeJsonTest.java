package dev.nightshift.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.notice.Notice.ApprovalAsk;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.Notice.Picture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeJsonTest {
    private static final Notice NOTICE = notice(List.of("created <b>shop</b>", "schläft \"gut\""));

    @Test
    void a_notice_arrives_as_it_was_sent() {
        assertThat(NoticeJson.decode(NoticeJson.encode(NOTICE))).isEqualTo(NOTICE);
    }

    @Test
    void what_can_be_approved_arrives_and_is_destructive_unless_it_says_otherwise() {
        var asking =
                NOTICE.asking(
                        new ApprovalAsk(
                                "rds-backup",
                                "0a1b",
                                Instant.parse("2026-11-23T03:00:00Z"),
                                false));
        var text = NoticeJson.encode(asking);

        assertThat(NoticeJson.decode(text)).isEqualTo(asking);
        assertThat(NoticeJson.encode(NOTICE)).doesNotContain("\"ask\"");
        assertThat(
                        NoticeJson.decode(text.replace(",\"destructive\":false", ""))
                                .ask()
                                .orElseThrow()
                                .destructive())
                .isTrue();
    }

    @Test
    void a_picture_travels_with_its_notice_if_there_is_room() {
        var picture = Picture.of("days.png", "days", new byte[40_000]).orElseThrow();

        assertThat(NoticeJson.decode(NoticeJson.encode(NOTICE.picturing(picture))))
                .isEqualTo(NOTICE.picturing(picture));
        var huge = notice(Collections.nCopies(190, "x".repeat(1_000)));
        assertThat(NoticeJson.decode(NoticeJson.encode(huge.picturing(picture))))
                .as("words before pictures")
                .isEqualTo(huge);
        assertThat(Picture.of("days.png", "days", new byte[60_000])).isEmpty();
    }

    @Test
    void a_notice_is_not_lost_for_a_picture_that_cannot_be_read() {
        for (var picture :
                List.of(
                        "7",
                        "{}",
                        "{'file':'../x.png','title':'t','png':''}",
                        "{'file':'x.png','title':'t','png':'[redacted]'}")) {
            var text =
                    NoticeJson.encode(NOTICE)
                            .replaceFirst(
                                    "\\{", "{\"picture\":" + picture.replace('\'', '"') + ",");

            assertThat(NoticeJson.decode(text)).isEqualTo(NOTICE);
        }
    }

    @Test
    void fields_of_a_later_version_are_passed_over() {
        var later = NoticeJson.encode(NOTICE).replaceFirst("\\{", "{\"mood\":\"calm\",");

        assertThat(NoticeJson.decode(later)).isEqualTo(NOTICE);
    }

    @Test
    void a_notice_too_big_for_a_message_is_cut_and_says_so() {
        var huge = notice(Collections.nCopies(3_000, "€".repeat(5_000)));

        var text = NoticeJson.encode(huge);

        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(200 * 1024);
        assertThat(NoticeJson.decode(text).taken().getLast())
                .contains("more, see nightshift history");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"id\":1}",
                "not json",
                "{\"id\":\"a\",\"at\":\"yesterday\",\"severity\":\"INFO\"}",
                "{\"id\":\"a\",\"at\":\"2026-11-22T03:00:00Z\",\"severity\":\"LOUD\"}"
            })
    void what_is_not_a_notice_is_refused_as_such(String text) {
        assertThatThrownBy(() -> NoticeJson.decode(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Notice notice(List<String> taken) {
        return new Notice(
                "run-1",
                Instant.parse("2026-11-22T03:00:00Z"),
                Severity.WARNING,
                "prod",
                "rds-backup",
                "a title",
                List.of(new Fact("age", "3 h")),
                taken,
                List.of("copy of shop: queued"),
                List.of(new Link("Runbook", URI.create("https://example.com/rds-backup.md"))),
                "key",
                Optional.of(new Incident("rds-backup/shop/rpo", false)));
    }
}
