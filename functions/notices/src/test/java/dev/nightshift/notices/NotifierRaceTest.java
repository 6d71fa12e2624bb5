package dev.nightshift.notices;

import static dev.nightshift.notices.Samples.about;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.NoticeJson;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Several functions at work on the same queue at the same time. */
class NotifierRaceTest {
    private static final int FUNCTIONS = 4;

    @RepeatedTest(10)
    void one_notice_handed_out_several_times_is_posted_once() throws Exception {
        try (var desk = new Desk()) {
            var same = about("shop/rpo", "n1", 0, false);
            race(desk, IntStream.range(0, FUNCTIONS).mapToObj(i -> same).toList());

            assertThat(desk.slack.posted()).hasSize(1);
        }
    }

    @RepeatedTest(10)
    void notices_of_one_incident_open_one_thread() throws Exception {
        try (var desk = new Desk()) {
            race(
                    desk,
                    IntStream.range(0, FUNCTIONS)
                            .mapToObj(i -> unlike(about("shop/rpo", "n" + i, i, false)))
                            .toList());

            assertThat(desk.slack.heads()).hasSize(1);
            assertThat(desk.slack.repliesTo(desk.slack.heads().getFirst())).hasSize(FUNCTIONS - 1);
            assertThat(desk.queue.dead()).isEmpty();
        }
    }

    /** With a dedupe key of its own, so that it is not folded into the others. */
    private static Notice unlike(Notice notice) {
        return new Notice(
                notice.id(),
                notice.at(),
                notice.severity(),
                notice.stage(),
                notice.automation(),
                notice.title(),
                notice.facts(),
                notice.taken(),
                notice.left(),
                notice.links(),
                "key-of-" + notice.id(),
                notice.incident());
    }

    /** Each function takes one of the notices, all at once; what they leave is told afterwards. */
    private static void race(Desk desk, List<Notice> notices)
            throws InterruptedException, ExecutionException {
        for (var notice : notices) {
            desk.queue.send(NoticeJson.encode(notice));
        }
        var messages = desk.queue.receive();
        try (var functions = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    messages.stream()
                            .map(
                                    message ->
                                            functions.submit(
                                                    () ->
                                                            desk.batchOn(desk.queue)
                                                                    .deliver(
                                                                            List.of(message),
                                                                            () -> true)))
                            .toList();
            for (int i = 0; i < messages.size(); i++) {
                if (running.get(i).get().stored().isEmpty()) {
                    desk.queue.delete(messages.get(i).id());
                }
            }
        }
        desk.drain();
    }
}
