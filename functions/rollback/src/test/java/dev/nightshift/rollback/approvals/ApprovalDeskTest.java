package dev.nightshift.rollback.approvals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.http.HttpAnswer;
import dev.nightshift.core.http.HttpFunction;
import dev.nightshift.core.http.HttpRequest;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.Faults.Among;
import dev.nightshift.core.testing.Faults.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalDeskTest {
    private static final Path EVENTS = Path.of("..", "..", "events", "approvals");

    private final Counter counter = new Counter();

    @Test
    void two_people_approve_what_is_destructive_and_the_automation_is_woken_once_both_have()
            throws IOException {
        counter.asking(true);

        assertThat(send("approve.json")).contains("\"statusCode\":200");
        assertThat(counter.replies).as("told later").isEmpty();
        assertThat(counter.approval().isGiven()).isFalse();
        counter.finish();
        assertThat(counter.woken).isEmpty();
        assertThat(counter.replies.getLast().toString())
                .contains("roadrunner (slack:U2CERLKJA) at 2026-11-21T")
                .contains("One more person has to approve it")
                .contains("\"nightshift-approve\"")
                .contains("\"replace_original\":true");

        assertThat(send("second-person.json")).contains("\"statusCode\":200");
        counter.finish();
        assertThat(counter.approval().isGiven()).isTrue();
        assertThat(counter.woken).containsExactly("rds-backup");
        assertThat(counter.replies.getLast().toString())
                .contains(" and coyote (slack:U0123456789) at ")
                .contains("&amp; its copy")
                .doesNotContain("\"nightshift-approve\"");
        assertThat(new Ledger(counter.store, new Scope("dev", "rds-backup")).history(10))
                .extracting(line -> line.outcome())
                .containsExactlyInAnyOrder("approved", "approved, waits for another");
    }

    @Test
    void a_no_is_on_record_and_wakes_nobody() throws IOException {
        counter.asking(false);

        send("reject.json");
        counter.finish();

        assertThat(counter.approval().no()).isPresent();
        assertThat(counter.woken).isEmpty();
        assertThat(counter.replies.getLast().toString())
                .contains("Rejected by roadrunner")
                .doesNotContain("\"nightshift-approve\"");
    }

    @Test
    void what_is_forged_or_sent_again_is_refused_without_a_word() throws IOException {
        counter.asking(false);

        assertThat(send("forged.json")).contains("\"statusCode\":401");
        assertThat(counter.approval().yes()).isEmpty();
        send("approve.json");
        counter.left.clear();
        assertThat(send("approve.json")).contains("\"statusCode\":401");
        assertThat(counter.left).isEmpty();
    }

    @Test
    void the_event_that_it_sends_itself_changes_nothing_that_people_said() throws IOException {
        counter.asking(false);

        send("inner.json");

        assertThat(counter.approval().yes()).isEmpty();
        assertThat(counter.woken).isEmpty();
        assertThat(counter.replies.getLast().toString()).contains("Nobody has answered");
    }

    @Test
    void another_event_is_an_error() {
        assertThatThrownBy(() -> pass("{\"trigger\":\"manual\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("neither a request");
    }

    @Test
    void the_same_person_twice_is_one_person() {
        counter.asking(true);

        assertThat(counter.approve(Counter.ADA)).isEqualTo(200);
        counter.clock.advance(Duration.ofSeconds(1));
        assertThat(counter.approve(Counter.ADA)).isEqualTo(200);

        assertThat(counter.approval().isGiven()).isFalse();
        assertThat(counter.approval().yes()).hasSize(1);
    }

    @Test
    void other_people_other_channels_and_other_plans_change_nothing_and_are_told_so() {
        counter.asking(false);
        var value = "rds-backup " + Counter.HASH;

        counter.press("U0MALLORY", Counter.CHANNEL, "nightshift-approve", value);
        counter.press(Counter.ADA, "C0000000000", "nightshift-approve", value);
        counter.press(
                Counter.ADA, Counter.CHANNEL, "nightshift-approve", "rds-backup " + "f".repeat(64));
        counter.press(
                Counter.ADA, Counter.CHANNEL, "nightshift-approve", "s3-backup " + Counter.HASH);
        counter.finish();

        assertThat(counter.approval().yes()).isEmpty();
        assertThat(counter.woken).isEmpty();
        assertThat(counter.replies)
                .allMatch(reply -> reply.path("response_type").asText().equals("ephemeral"))
                .extracting(reply -> reply.path("text").asText())
                .containsExactly(
                        "You are not among those who may approve.",
                        "Nothing is approved in this channel.",
                        "Nothing has changed: nobody asked for it.",
                        "Nothing has changed: nobody asked for it.");
    }

    @Test
    void once_it_has_expired_nothing_is_approved() {
        counter.asking(false);
        counter.clock.advance(Duration.ofDays(1));

        counter.approve(Counter.ADA);
        counter.finish();

        assertThat(counter.approval().yes()).isEmpty();
        assertThat(counter.replies.getLast().path("text").asText()).contains("it expired at");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "payload=", "payload=%7B", "text=hello", "payload=%22x%22"})
    void what_is_signed_and_no_press_changes_nothing(String body) {
        counter.asking(false);

        var status =
                counter.desk
                        .take(Counter.signed(body, Counter.SECRET, counter.clock.instant()))
                        .status();

        assertThat(status).isIn(200, 400);
        assertThat(counter.approval().yes()).isEmpty();
        assertThat(counter.left).isEmpty();
    }

    @Test
    void names_mention_nobody() {
        counter.asking(false);
        counter.approve(Counter.ADA);
        counter.finish();

        assertThat(counter.replies.getLast().toString())
                .contains("&lt;!channel&gt; &amp; co")
                .doesNotContain("<!channel>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.slack.com/x",
                "https://hooks.slack.com.evil.example/x",
                "https://hooks.slack.com@evil.example/x",
                "https://user@hooks.slack.com/x",
                "https://hooks.slack.com:8443/x",
                "https://evil.example/hooks.slack.com",
                "https://169.254.169.254/latest/meta-data/",
                "file:///etc/passwd",
                "//hooks.slack.com/x",
                "https://hooks.slack.com\\@evil.example",
                ""
            })
    void only_slacks_own_address_is_called(String address) {
        assertThat(Press.answer(address)).isEmpty();
    }

    @Test
    void slacks_own_address_is() {
        assertThat(Press.answer("https://hooks.slack.com/actions/T/1/x")).isPresent();
    }

    @Test
    void killed_before_or_after_any_call_a_second_press_ends_the_same() {
        for (var fault : List.of(Fault.KILLED_BEFORE, Fault.KILLED_AFTER)) {
            for (var nth = 1; ; nth++) {
                var one = new Counter().asking(false);
                one.faults.arm(fault, Among.ALL_CALLS, nth);
                var death = catchThrowable(() -> pressAndFinish(one));
                if (one.faults.hit().isEmpty()) {
                    assertThat(death).isNull();
                    assertThat(nth).isGreaterThan(7);
                    break;
                }
                assertThat(death).isInstanceOf(Faults.Killed.class);
                one.clock.advance(Duration.ofSeconds(1));
                pressAndFinish(one);
                assertThat(one.approval().isGiven()).isTrue();
                assertThat(one.approval().yes()).hasSize(1);
                assertThat(one.woken).isNotEmpty();
                assertThat(one.replies).isNotEmpty();
            }
        }
    }

    private static void pressAndFinish(Counter one) {
        one.approve(Counter.ADA);
        one.finish();
    }

    private String send(String file) throws IOException {
        return pass(Files.readAllBytes(EVENTS.resolve(file)));
    }

    /** As Lambda would: through the function's decoding. */
    private String pass(byte[] event) throws IOException {
        var function =
                new HttpFunction() {
                    @Override
                    protected HttpAnswer answer(HttpRequest request, Context context) {
                        return counter.desk.take(request);
                    }

                    @Override
                    protected void inner(JsonNode node, Context context) {
                        counter.desk.finish(node);
                    }
                };
        var out = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), out, noContext());
        assertThat(JsonMapper.builder().build().readTree(out.toByteArray()).isObject()).isTrue();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Context noContext() {
        return (Context)
                Proxy.newProxyInstance(
                        Context.class.getClassLoader(),
                        new Class<?>[] {Context.class},
                        (proxy, method, arguments) -> {
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}
