package dev.nightshift.core.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.automation.CloudException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsErrorsTest {
    @ParameterizedTest
    @CsvSource({
        "400, ThrottlingException,     THROTTLED",
        "403, '',                      DENIED",
        "400, AccessDeniedException,   DENIED",
        "400, SnapshotQuotaExceeded,   QUOTA",
        "404, DBInstanceNotFound,      NOT_FOUND",
        "400, InvalidDBInstanceState,  REJECTED",
        "503, ServiceUnavailable,      UNREACHABLE",
    })
    void a_refusal_is_of_one_kind(int status, String code, Kind kind) {
        var refusal =
                AwsServiceException.builder()
                        .statusCode(status)
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode(code)
                                        .errorMessage("why")
                                        .build())
                        .build();

        assertThat(AwsErrors.translate("look", refusal).kind()).isEqualTo(kind);
    }

    @Test
    void a_refusal_without_a_code_is_still_a_sentence() {
        var refusal = AwsServiceException.builder().statusCode(403).build();

        assertThat(AwsErrors.translate("send", refusal))
                .hasMessage("could not send: HTTP 403; grant the action, or check the credentials");
    }

    @Test
    void missing_credentials_are_one_line() {
        var silence =
                SdkClientException.create(
                        "Unable to load credentials from any of the providers in the chain "
                                + "x".repeat(2_000));

        assertThat(AwsErrors.translate("look", silence).getMessage())
                .hasSizeLessThan(150)
                .contains("AWS_PROFILE");
    }
}
