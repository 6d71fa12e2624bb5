package dev.nightshift.cdk;

import dev.nightshift.backup.s3.S3BackupSettings.Transition;
import dev.nightshift.core.config.NoticeSettings.Approving;
import dev.nightshift.core.config.Regions;
import dev.nightshift.costs.summary.Budget;
import java.util.List;
import java.util.Optional;

/**
 * All that the stacks are made from: the effective settings of one stage, and how to deploy them.
 *
 * @param settings the effective settings as text, the stage's overlay merged in; what the functions
 *     read
 * @param slackSecret name in Secrets Manager
 * @param approvals who may approve with a button in Slack; empty: there are no buttons
 * @param emails who is told by e-mail what the notifier cannot tell
 * @param runbooks where they lie; {@code /<name>.md} is added
 * @param vaultTransition when copies in the vault move to a colder class
 * @param budgets of the settings of cost-report, that AWS is asked to watch, too
 * @param code where the deployable jars are
 */
public record Blueprint(
        String stage,
        Regions regions,
        String settings,
        String slackSecret,
        Optional<Approving> approvals,
        List<String> emails,
        String runbooks,
        List<Scheduled> automations,
        Optional<Transition> vaultTransition,
        List<Budget> budgets,
        Options options,
        Jars code) {
    public Blueprint {
        emails = List.copyOf(emails);
        automations = List.copyOf(automations);
        budgets = List.copyOf(budgets);
    }

    /** {@code nightshift-<stage>}: the main stack, and the prefix of every name in it. */
    String prefix() {
        return "nightshift-" + stage;
    }

    /** {@code nightshift-<stage>-<what>}. */
    String name(String what) {
        return prefix() + "-" + what;
    }

    /** A sentence that says where to read on. */
    String runbook(String name) {
        return "Runbook: " + runbooks + "/" + name + ".md";
    }

    /** Whether a slip of the hand must not take the stacks away. */
    boolean production() {
        return stage.equals("prod") || stage.equals("production");
    }
}
