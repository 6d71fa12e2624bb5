package dev.nightshift.cdk;

import java.util.Optional;

/**
 * What concerns the deployment and not the night's work.
 *
 * @param account to deploy to; empty leaves the templates good for any
 * @param permissionBoundary name of the account's managed policy that every role must stay within
 * @param github {@code owner/repo} that may deploy through its environment named as the stage
 * @param githubProvider ARN of GitHub's identity provider if the account already has it; an account
 *     can have it only once
 * @param vaultLockDays how long nobody, the root user included, can delete from the vault; can be
 *     chosen only when the vault is made
 * @param recoveryKeyAlias what copies in the recovery region are encrypted with
 * @param budgetUsd a month; spending beyond it is told
 * @param anomalyUsd the least impact of a cost anomaly that AWS tells of; empty makes no monitor
 * @param logDays how long logs are kept
 * @param costsBucket to make for what the costs' automations keep; empty where it is there already,
 *     or none is wanted
 */
public record Options(
        Optional<String> account,
        Optional<String> permissionBoundary,
        Optional<String> github,
        Optional<String> githubProvider,
        Optional<Integer> vaultLockDays,
        String recoveryKeyAlias,
        int budgetUsd,
        Optional<Integer> anomalyUsd,
        int logDays,
        Optional<String> costsBucket) {
    static final Options DEFAULTS =
            new Options(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    "alias/nightshift-recovery",
                    20,
                    Optional.empty(),
                    90,
                    Optional.empty());
}
