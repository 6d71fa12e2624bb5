package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    @ParameterizedTest(name = "{0} {2} -> {3}")
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    # status, Retry-After, body, verdict
                    200 | -         | ok                                     | Sent[spot=Optional.empty]
                    200 | -         | {'ok':true,'channel':'C1','ts':'1.2'}  | Sent[spot=Optional[Spot[channelId=C1, ts=1.2]]]
                    200 | -         | {'ok':false,'error':'channel_not_found'} | Undeliverable[error=channel_not_found]
                    200 | -         | {'ok':false,'error':'invalid_blocks'}  | Undeliverable[error=invalid_blocks]
                    200 | -         | {'ok':false,'error':'never_heard_of'}  | Undeliverable[error=never_heard_of]
                    200 | -         | {'ok':false,'error':'token_revoked'}   | RefreshSecret[error=token_revoked]
                    200 | -         | {'ok':false,'error':'invalid_auth'}    | RefreshSecret[error=invalid_auth]
                    200 | -         | {'ok':false,'error':'account_inactive'} | RefreshSecret[error=account_inactive]
                    200 | -         | {'ok':false,'error':'ratelimited'}     | RetryAfter[pause=PT30S]
                    200 | 7         | {'ok':false,'error':'ratelimited'}     | RetryAfter[pause=PT7S]
                    200 | -         | {'ok':false,'error':'internal_error'}  | Retry[why=Slack answered internal_error, down=false]
                    200 | -         | <html>log in to the hotel</html>       | Retry[why=what answered for Slack was not Slack, down=false]
                    200 | -         | {'ok':tr                               | Retry[why=what answered for Slack was not Slack, down=false]
                    200 | -         | {'ok':false}                           | Retry[why=what answered for Slack was not Slack, down=false]
                    429 | 120       | -                                      | RetryAfter[pause=PT2M]
                    429 | -         | -                                      | RetryAfter[pause=PT30S]
                    429 | soon      | -                                      | RetryAfter[pause=PT30S]
                    429 | -5        | -                                      | RetryAfter[pause=PT30S]
                    429 | 999999999 | -                                      | RetryAfter[pause=PT12H]
                    408 | -         | -                                      | Retry[why=Slack answered HTTP 408, down=false]
                    500 | -         | -                                      | Retry[why=Slack answered HTTP 500, down=false]
                    503 | 9         | -                                      | Retry[why=Slack answered HTTP 503, down=false]
                    401 | -         | -                                      | RefreshSecret[error=HTTP 401]
                    403 | -         | invalid_token                          | RefreshSecret[error=invalid_token]
                    403 | -         | action_prohibited                      | RefreshSecret[error=action_prohibited]
                    404 | -         | no_service                             | RefreshSecret[error=no_service]
                    404 | -         | channel_not_found                      | Undeliverable[error=channel_not_found]
                    410 | -         | channel_is_archived                    | Undeliverable[error=channel_is_archived]
                    400 | -         | invalid_payload                        | Undeliverable[error=invalid_payload]
                    302 | -         | -                                      | Undeliverable[error=HTTP 302]
                    413 | -         | <h1>too large</h1>                     | Undeliverable[error=HTTP 413]
                    """)
    void says_what_to_do(int status, String retryAfter, String body, String verdict) {
        var reply =
                new SlackReply.Answer(
                        status,
                        Optional.ofNullable(retryAfter),
                        body == null ? "" : body.replace('\'', '"'));

        assertThat(Verdict.of(reply)).hasToString(verdict);
    }

    @Test
    void silence_means_that_slack_is_down() {
        assertThat(Verdict.of(new SlackReply.Silence("no answer")))
                .isEqualTo(new Verdict.Retry("no answer", true));
    }
}
