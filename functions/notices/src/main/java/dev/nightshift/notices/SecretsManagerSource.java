package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** {@link SecretSource} on a secret of Secrets Manager. */
final class SecretsManagerSource implements SecretSource {
    private final SecretsManagerClient secrets;
    private final String name;

    SecretsManagerSource(SecretsManagerClient secrets, String name) {
        this.secrets = secrets;
        this.name = name;
    }

    @Override
    public SlackSecret read() {
        try {
            var value = secrets.getSecretValue(request -> request.secretId(name)).secretString();
            return SlackSecret.parse(Optional.ofNullable(value).orElse(""));
        } catch (SdkException failure) {
            throw AwsErrors.translate("read the secret " + name, failure);
        } catch (IllegalArgumentException unusable) {
            throw new CloudException(Kind.REJECTED, name + ": " + unusable.getMessage(), unusable);
        }
    }
}
