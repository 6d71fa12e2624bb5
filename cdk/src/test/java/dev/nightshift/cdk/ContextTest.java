package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextTest {
    @TempDir Path home = Path.of("");

    @BeforeEach
    void project() throws IOException {
        Files.createDirectories(home.resolve("cdk/src"));
        Files.writeString(home.resolve("cdk/cdk.json"), "{}");
        Files.writeString(home.resolve("nightshift.yaml"), "");
    }

    private static Context context(Map<String, Object> values) {
        return new Context(
                key -> Optional.ofNullable(values.get(key)),
                Map.of("CDK_DEFAULT_ACCOUNT", "111122223333"));
    }

    @Test
    void without_context_the_settings_are_those_of_the_project() {
        var request = context(Map.of()).request(home.resolve("cdk"));

        assertThat(request.config()).isEqualTo(home.resolve("nightshift.yaml"));
        assertThat(request.stage()).isEmpty();
        assertThat(request.options().account()).contains("111122223333");
        assertThat(context(Map.of()).request(home)).isEqualTo(request);
    }

    @Test
    void a_file_is_found_from_where_the_app_was_started_and_from_the_root() throws IOException {
        Files.writeString(home.resolve("cdk/other.yaml"), "");
        Files.writeString(home.resolve("mine.yaml"), "");

        assertThat(context(Map.of("config", "other.yaml")).request(home.resolve("cdk")).config())
                .isEqualTo(home.resolve("cdk/other.yaml"));
        assertThat(context(Map.of("config", "mine.yaml")).request(home.resolve("cdk")).config())
                .isEqualTo(home.resolve("mine.yaml"));
        assertThat(context(Map.of("config", "../mine.yaml")).request(home.resolve("cdk")).config())
                .isEqualTo(home.resolve("cdk/../mine.yaml"));
    }

    @Test
    void every_option_can_be_set() {
        var options =
                context(
                                Map.of(
                                        "permissionBoundary", "edge",
                                        "github", "acme/nightshift",
                                        "vaultLockDays", 30,
                                        "recoveryKeyAlias", "alias/dev-recovery",
                                        "budgetUsd", "50",
                                        "anomalyUsd", 10,
                                        "logDays", 365,
                                        "costsBucket", "acme-costs"))
                        .request(home)
                        .options();

        assertThat(options)
                .isEqualTo(
                        new Options(
                                Optional.of("111122223333"),
                                Optional.of("edge"),
                                Optional.of("acme/nightshift"),
                                Optional.empty(),
                                Optional.of(30),
                                "alias/dev-recovery",
                                50,
                                Optional.of(10),
                                365,
                                Optional.of("acme-costs")));
    }

    @Test
    void a_number_that_is_none_is_refused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> context(Map.of("budgetUsd", "much")).request(home))
                .withMessage("context budgetUsd is \"much\", but should be a whole number above 0");
    }

    @Test
    void a_bucket_that_cannot_be_one_is_refused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> context(Map.of("costsBucket", "Acme_Costs")).request(home))
                .withMessage(
                        "context costsBucket is \"Acme_Costs\", but should be the name of an S3"
                                + " bucket");
    }

    @Test
    void a_start_outside_of_the_project_says_where_to_start() throws IOException {
        var elsewhere = Files.createTempDirectory("elsewhere");

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> context(Map.of()).request(elsewhere))
                .withMessageContaining("start from its root or from cdk/");
    }
}
