package dev.nightshift.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    // put together here so that no scanner takes the table for leaked secrets
    private static final String SLACK = "xox" + "b-1234567890-abcdefghijkl";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posted with xoxb-TOKEN-S3CRETVALUE",
                "https://hooks.slack.com/services/T000/B000/S3CRETVALUE",
                "Authorization: Bearer S3CRETVALUE",
                "jdbc:postgresql://app:S3CRETVALUE@db/shop",
                "password=S3CRETVALUE",
                "\"password\": \"S3CRETVALUE\"",
                "DB_PASSWORD: S3CRETVALUE",
                "api_key='S3CRETVALUE'",
                "https://b.s3.amazonaws.com/k?X-Amz-Signature=S3CRETVALUE&x=1",
                "-----BEGIN RSA PRIVATE KEY-----\nS3CRETVALUE\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nS3CRETVALUE cut off"
            })
    void a_secret_does_not_get_out(String text) {
        assertThat(Redactor.redact(text)).doesNotContain("S3CRETVALUE").contains(Redactor.MASK);
    }

    @Test
    void tokens_are_known_by_their_form_alone() {
        var accessKey = "AKIA" + "IOSFODNN7EXAMPLE";

        assertThat(Redactor.redact("id " + accessKey + " and " + SLACK + "."))
                .isEqualTo("id [redacted] and [redacted].");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:rds:eu-west-1:123456789012:snapshot:nightshift-shop-20261122T0000",
                "the secret nightshift/slack could not be read",
                "rotate the token, then run nightshift doctor",
                "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/"
            })
    void what_is_no_secret_stays_as_it_is(String text) {
        assertThat(Redactor.redact(text)).isEqualTo(text);
    }

    @Test
    void a_line_of_json_stays_json() {
        var line =
                "{\"message\":\"x\",\"url\":\"https://u:S3CRETVALUE@h/\",\"token\":\"S3CRETVALUE\"}";

        assertThat(Redactor.redact(line))
                .isEqualTo(
                        "{\"message\":\"x\",\"url\":\"https://[redacted]@h/\",\"token\":\"[redacted]\"}");
    }
}
