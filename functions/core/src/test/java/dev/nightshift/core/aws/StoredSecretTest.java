package dev.nightshift.core.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.MotoServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoredSecretTest {
    private final MotoServer moto = MotoServer.start();
    private final SecretsManagerClient client =
            AwsClients.sync(
                    SecretsManagerClient.builder()
                            .endpointOverride(moto.endpoint())
                            .region(Region.EU_WEST_1)
                            .credentialsProvider(
                                    StaticCredentialsProvider.create(
                                            AwsBasicCredentials.create("test", "test"))));

    @AfterAll
    void stop() {
        client.close();
        moto.close();
    }

    @Test
    void a_new_version_is_seen_by_the_next_reader() {
        client.createSecret(secret -> secret.name("nightshift/contabo").secretString("one"));
        var secret = new StoredSecret(client, "nightshift/contabo");
        assertThat(secret.read()).isEqualTo("one");

        client.putSecretValue(
                version -> version.secretId("nightshift/contabo").secretString("two"));

        assertThat(secret.read()).isEqualTo("two");
    }

    @Test
    void a_secret_that_is_not_there_is_named() {
        assertThatThrownBy(() -> new StoredSecret(client, "nightshift/none").read())
                .hasMessageContaining("nightshift/none")
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void a_secret_of_bytes_has_no_text() {
        client.createSecret(
                secret ->
                        secret.name("nightshift/bytes")
                                .secretBinary(SdkBytes.fromByteArray(new byte[] {1, 2})));

        assertThatThrownBy(() -> new StoredSecret(client, "nightshift/bytes").read())
                .hasMessage("the secret nightshift/bytes has no text")
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED));
    }
}
