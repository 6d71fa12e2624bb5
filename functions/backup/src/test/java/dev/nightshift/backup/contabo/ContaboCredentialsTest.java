package dev.nightshift.backup.contabo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContaboCredentialsTest {
    @Test
    void are_read_and_encoded_as_they_are_and_never_shown() {
        var credentials =
                ContaboCredentials.parse(
                        "nightshift/contabo",
                        "{\"clientId\":\"INT-1\",\"clientSecret\":\"a&b=c\",\"apiUser\":\"o@e.com\","
                                + "\"apiPassword\":\"p ä%\",\"note\":\"more is no harm\"}");

        assertThat(credentials.form())
                .isEqualTo(
                        "grant_type=password&client_id=INT-1&client_secret=a%26b%3Dc"
                                + "&username=o%40e.com&password=p+%C3%A4%25");
        assertThat(credentials.toString())
                .isEqualTo("credentials of the secret nightshift/contabo");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "hunter2-not-json",
                "[]",
                "{\"clientId\":\"hunter2\"}",
                "{\"clientId\":\"hunter2\",\"clientSecret\":\"hunter2\",\"apiUser\":\"hunter2\","
                        + "\"apiPassword\":\" \"}",
                "{\"clientId\":\"hunter2\",\"clientSecret\":\"hunter2\",\"apiUser\":\"hunter2\","
                        + "\"apiPassword\":22}",
            })
    void what_is_none_is_refused_and_not_quoted(String json) {
        assertThatThrownBy(() -> ContaboCredentials.parse("nightshift/contabo", json))
                .hasMessageContaining("nightshift/contabo")
                .hasMessageNotContaining("hunter2")
                .hasNoCause()
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.REJECTED));
    }
}
