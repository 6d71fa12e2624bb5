package dev.nightshift.rollback.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slack's published example, from "Verifying requests from Slack". */
class SlackSignatureTest {
    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final long TIMESTAMP = 1_531_420_618;
    private static final String SIGNATURE =
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static final String BODY =
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                    + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                    + "&user_name=roadrunner&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
                    + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                    + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

    @Test
    void the_published_example_is_accepted() {
        assertThat(SlackSignature.verified(example(), SECRET, at(0))).contains(SIGNATURE);
    }

    @ParameterizedTest
    @CsvSource({"300, true", "301, false", "-300, true", "-301, false", "31536000, false"})
    void a_request_counts_for_five_minutes_in_both_directions(long seconds, boolean counts) {
        assertThat(SlackSignature.verified(example(), SECRET, at(seconds)).isPresent())
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({
        "x, v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "1531420618, a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "1531420618, v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "1531420618, v0=A2114D57B48EAC39B9AD189DD8316235A7B4A8D21A10BD27519666489C69B503",
        "1531420618, v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b50",
        "1531420618, v0=",
        "'', ''",
        "-1531420618, v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        "99999999999999999999, v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    })
    void whatever_is_not_written_as_slack_does_is_refused(String timestamp, String signature) {
        var request =
                new HttpRequest(
                        "POST",
                        "/",
                        Map.of(
                                "X-Slack-Request-Timestamp",
                                timestamp,
                                "X-Slack-Signature",
                                signature),
                        BODY.getBytes(StandardCharsets.UTF_8));

        assertThat(SlackSignature.verified(request, SECRET, at(0))).isEmpty();
    }

    private static Instant at(long later) {
        return Instant.ofEpochSecond(TIMESTAMP + later);
    }

    private static HttpRequest example() {
        return new HttpRequest(
                "POST",
                "/",
                Map.of(
                        "x-slack-request-timestamp",
                        Long.toString(TIMESTAMP),
                        "x-slack-signature",
                        SIGNATURE),
                BODY.getBytes(StandardCharsets.UTF_8));
    }
}
