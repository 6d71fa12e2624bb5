package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.backup.s3.S3BackupSettings.ColdClass;
import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryStackTest {
    private static final Template RECOVERY = Sample.Prod.RECOVERY;

    @Test
    void the_key_rotates_and_outlives_the_stack() {
        var key = RECOVERY.one("AWS::KMS::Key", each -> true);

        assertThat(key.at("/EnableKeyRotation").asBoolean()).isTrue();
        assertThat(key.at("/PendingWindowInDays").asInt()).isEqualTo(30);
        assertThat(key.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(key.json().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        var alias = RECOVERY.one("AWS::KMS::Alias", each -> true);
        assertThat(alias.text("AliasName")).isEqualTo("alias/nightshift-recovery");
        assertThat(Template.refersTo(alias.at("/TargetKeyId"), key)).isTrue();
    }

    @Test
    void the_vault_keeps_every_version_and_outlives_the_stack() {
        var vault = RECOVERY.one("AWS::S3::Bucket", each -> true);

        assertThat(vault.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
        assertThat(vault.json().path("DeletionPolicy").asText()).isEqualTo("Retain");
        assertThat(vault.json().path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
        assertThat(vault.at("/PublicAccessBlockConfiguration").properties())
                .hasSize(4)
                .allMatch(entry -> entry.getValue().asBoolean());
        var encryption = vault.at("/BucketEncryption/ServerSideEncryptionConfiguration/0");
        assertThat(encryption.at("/ServerSideEncryptionByDefault/SSEAlgorithm").asText())
                .isEqualTo("aws:kms");
        assertThat(encryption.at("/BucketKeyEnabled").asBoolean()).isTrue();
        assertThat(vault.at("/ObjectLockConfiguration/Rule/DefaultRetention").toString())
                .isEqualTo("{\"Days\":30,\"Mode\":\"COMPLIANCE\"}");
        assertThat(
                        RECOVERY.one("AWS::S3::BucketPolicy", each -> true)
                                .at("/PolicyDocument")
                                .toString())
                .contains("\"aws:SecureTransport\":\"false\"", "\"s3:TlsVersion\":1.2");
    }

    @Test
    void a_vault_is_locked_only_if_asked_for() {
        var recovery = new Template(Sample.synthesize(Sample.blueprint()).recovery());
        var vault = recovery.one("AWS::S3::Bucket", each -> true);

        assertThat(vault.properties().has("ObjectLockEnabled")).isFalse();
        assertThat(vault.properties().has("ObjectLockConfiguration")).isFalse();
    }

    @Test
    void copies_move_to_the_colder_class_that_the_settings_name_and_manifests_do_not() {
        var vault =
                new Template(Project.Stages.DEV.recovery()).one("AWS::S3::Bucket", each -> true);

        assertThat(rule(vault, "colder-copies").toString())
                .isEqualTo(
                        "{\"Id\":\"colder-copies\","
                                + "\"NoncurrentVersionTransitions\":["
                                + "{\"StorageClass\":\"GLACIER_IR\",\"TransitionInDays\":30}],"
                                + "\"Prefix\":\"data/\",\"Status\":\"Enabled\","
                                + "\"Transitions\":["
                                + "{\"StorageClass\":\"GLACIER_IR\",\"TransitionInDays\":30}]}");
        assertThat(rule(vault, "abandoned-uploads").at("/Status").asText()).isEqualTo("Enabled");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "STANDARD_IA, 45, STANDARD_IA",
        "INTELLIGENT_TIERING, 0, INTELLIGENT_TIERING",
        "GLACIER_IR, 1, GLACIER_IR"
    })
    void each_colder_class_has_its_name_in_the_template(ColdClass to, int days, String name) {
        var vault =
                new Template(
                                Sample.synthesize(
                                                Sample.blueprint(
                                                        new Transition(Duration.ofDays(days), to)))
                                        .recovery())
                        .one("AWS::S3::Bucket", each -> true);

        var rule = rule(vault, "colder-copies");
        for (var kind : List.of("/Transitions/0", "/NoncurrentVersionTransitions/0")) {
            assertThat(rule.at(kind + "/StorageClass").asText()).as(kind).isEqualTo(name);
            assertThat(rule.at(kind + "/TransitionInDays").asInt()).as(kind).isEqualTo(days);
        }
    }

    @Test
    void without_such_a_setting_nothing_moves_and_nothing_ever_expires() {
        var plain = new Template(Sample.synthesize(Sample.blueprint()).recovery());
        var vault = plain.one("AWS::S3::Bucket", each -> true);

        assertThat(vault.at("/LifecycleConfiguration/Rules")).hasSize(1);
        assertThat(
                        new Template(Project.Stages.DEV.recovery())
                                .one("AWS::S3::Bucket", each -> true)
                                .at("/LifecycleConfiguration")
                                .toString())
                .doesNotContain("Expiration");
    }

    private static JsonNode rule(Template.Resource vault, String id) {
        for (var rule : vault.at("/LifecycleConfiguration/Rules")) {
            if (rule.path("Id").asText().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("no rule " + id + " in " + vault.at("/LifecycleConfiguration"));
    }
}
