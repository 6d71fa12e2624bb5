package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.StoredSecret;

/** {@link SecretSource} on a secret of Secrets Manager. */
final class SecretsManagerSource implements SecretSource {
    private final StoredSecret secret;

    SecretsManagerSource(StoredSecret secret) {
        this.secret = secret;
    }

    @Override
    public SlackSecret read() {
        try {
            return SlackSecret.parse(secret.read());
        } catch (IllegalArgumentException unusable) {
            throw new CloudException(
                    Kind.REJECTED, secret.name() + ": " + unusable.getMessage(), unusable);
        }
    }
}
