package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
