package dev.nightshift.rollback.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.text.Urls;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenApiTest {
    private static final String TOKEN = "s3cret-token-of-theirs";

    private final CountDownLatch end = new CountDownLatch(1);
    private StandIn.Reply reply = new StandIn.Reply(200, Map.of(), "{}");
    private boolean hangs;
    private int calls;

    private final StandIn vendor =
            new StandIn() {
                @Override
                Reply answer(Ask ask) {
                    calls++;
                    if (hangs) {
                        try {
                            end.await();
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                    }
                    return reply;
                }
            };

    @AfterEach
    void stop() {
        end.countDown();
        vendor.close();
    }

    @Test
    void a_refusal_says_what_the_vendor_said_and_nothing_of_the_token() {
        reply =
                new StandIn.Reply(
                        403,
                        Map.of(),
                        "{\"error\":{\"message\":\"token "
                                + TOKEN
                                + " may not\\n\\u001b[31mdo this\"}}");
        assertThatThrownBy(() -> api().get("read it", "/x"))
                .hasMessageStartingWith("could not read it: Vendor answered 403: token ")
                .hasMessageContaining("check the token")
                .hasMessageNotContainingAny(TOKEN, "\n", "\u001b");
    }

    @Test
    void asked_too_often_it_says_for_how_long() {
        reply = new StandIn.Reply(429, Map.of("Retry-After", "17"), "{\"message\":\"slow\"}");
        assertThat(failure(() -> api().get("read it", "/x"), Kind.THROTTLED))
                .contains("slow", "17 s");
    }

    @Test
    void a_redirect_is_not_followed() {
        reply = new StandIn.Reply(302, Map.of("Location", vendor.endpoint() + "/y"), "");
        failure(() -> api().post("do it", "/x"), Kind.REJECTED);
        assertThat(calls).isEqualTo(1);
    }

    @Test
    void what_is_no_answer_is_told_as_none() {
        reply = new StandIn.Reply(200, Map.of(), "<html>proxy</html>");
        assertThat(failure(() -> api().get("read it", "/x"), Kind.UNREACHABLE))
                .doesNotContain("proxy");
        reply = new StandIn.Reply(200, Map.of(), "{\"a\":\"" + "x".repeat(5 << 20) + "\"}");
        failure(() -> api().get("read it", "/x"), Kind.UNREACHABLE);
        hangs = true;
        assertThat(failure(() -> api().get("read it", "/x"), Kind.UNREACHABLE))
                .contains("no answer in 500 ms");
    }

    @Test
    void a_secret_that_holds_no_token_is_not_sent() {
        var broken =
                TokenApi.onLoopback(
                        "Vendor",
                        vendor.endpoint(),
                        () -> "not a\r\ntoken",
                        Duration.ofMillis(500));
        assertThat(failure(() -> broken.get("read it", "/x"), Kind.DENIED))
                .doesNotContain("not a\r");
        assertThat(calls).isZero();
    }

    @Test
    void tokens_go_over_https_or_stay_on_this_machine() {
        assertThatThrownBy(
                        () -> TokenApi.of("Vendor", URI.create("http://example.com"), () -> TOKEN))
                .hasMessageContaining("https");
        assertThatThrownBy(
                        () ->
                                TokenApi.onLoopback(
                                        "Vendor",
                                        URI.create("http://example.com"),
                                        () -> TOKEN,
                                        Duration.ofSeconds(1)))
                .hasMessageContaining("not on this machine");
    }

    @Test
    void names_cannot_leave_their_place_in_a_path() {
        assertThat(Urls.part("../a b?c&d")).isEqualTo("..%2Fa%20b%3Fc%26d");
    }

    private TokenApi api() {
        return TokenApi.onLoopback(
                "Vendor", vendor.endpoint(), () -> TOKEN, Duration.ofMillis(500));
    }

    private static String failure(Runnable ask, Kind kind) {
        var failure =
                org.assertj.core.api.Assertions.catchThrowableOfType(
                        CloudException.class, ask::run);
        assertThat(failure.kind()).isEqualTo(kind);
        return failure.getMessage();
    }
}
