package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackSecretTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            textBlock =
                    """
                    {'botToken':'xoxb-1-secret'}                                                | https://slack.com/api/chat.postMessage
                    {'botToken':'xoxb-1-secret','apiBaseUrl':'https://slack-gov.com/api/'}      | https://slack-gov.com/api/chat.postMessage
                    {'botToken':'xoxb-1-secret','apiBaseUrl':'http://127.0.0.1:9/api'}          | http://127.0.0.1:9/api/chat.postMessage
                    {'webhookUrl':'https://hooks.slack.com/services/T/B/secret','note':'x'}     | https://hooks.slack.com/services/T/B/secret
                    {'webhookUrl':'http://localhost:9/services/T/B/secret','botToken':''}       | http://localhost:9/services/T/B/secret
                    """)
    void says_where_to_send(String json, String target) {
        var secret = SlackSecret.parse(json.replace('\'', '"'));
        var body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();

        assertThat(secret.request("chat.postMessage", body).target()).hasToString(target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "xoxb-1-secret",
                "[]",
                "{}",
                "null",
                "{'botToken':7}",
                "{'botToken':'xoxb-1-secret','webhookUrl':'https://hooks.slack.com/secret'}",
                "{'botToken':'xoxb-1-secret with space'}",
                "{'botToken':'xoxb-1-secret\\r\\nX-Header: 1'}",
                "{'botToken':'xoxb-1-secret','apiBaseUrl':'http://slack.com/secret'}",
                "{'webhookUrl':'http://hooks.slack.com/secret'}",
                "{'webhookUrl':'ftp://hooks.slack.com/secret'}",
                "{'webhookUrl':'https:///secret'}",
                "{'webhookUrl':'http://127.0.0.1.example.org/secret'}",
                "{'webhookUrl':'not an address, secret'}",
            })
    void refuses_what_is_no_secret_without_quoting_it(String json) {
        assertThatThrownBy(() -> SlackSecret.parse(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the Slack secret")
                .hasMessageNotContaining("xoxb")
                .hasMessageNotContaining("/secret")
                .hasNoCause();
    }

    @Test
    void does_not_show_itself() {
        var bot = SlackSecret.parse("{\"botToken\":\"xoxb-1-secret\"}");
        var hook = SlackSecret.parse("{\"webhookUrl\":\"https://hooks.slack.com/secret\"}");
        var body = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();

        assertThat(bot + " " + hook + " " + bot.request("m", body) + hook.request("m", body))
                .doesNotContain("secret", "xoxb");
    }
}
