package dev.nightshift.notices;

import dev.nightshift.core.automation.CloudException;

/** Where the Slack secret is kept. */
@FunctionalInterface
interface SecretSource {
    /**
     * The secret as it is now.
     *
     * @throws CloudException if it could not be read; {@code REJECTED} if it is not one
     */
    SlackSecret read();
}
