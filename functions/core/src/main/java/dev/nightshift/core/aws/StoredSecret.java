package dev.nightshift.core.aws;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A secret of Secrets Manager, read each time it is asked for, so that a new version is seen.
 * Nothing of what is in it is ever in a message.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     GetSecretValue</a>
 */
public final class StoredSecret {
    private final SecretsManagerClient secrets;
    private final String name;

    public StoredSecret(SecretsManagerClient secrets, String name) {
        this.secrets = secrets;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /**
     * Its text as it is now.
     *
     * @throws CloudException if it could not be read; {@code REJECTED} if it has no text
     */
    public String read() {
        try {
            var value = secrets.getSecretValue(request -> request.secretId(name)).secretString();
            return Optional.ofNullable(value)
                    .orElseThrow(
                            () ->
                                    new CloudException(
                                            Kind.REJECTED, "the secret " + name + " has no text"));
        } catch (SdkException failure) {
            throw AwsErrors.translate("read the secret " + name, failure);
        }
    }
}
