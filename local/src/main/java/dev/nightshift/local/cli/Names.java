package dev.nightshift.local.cli;

/** What the bundle calls its resources in an account (docs/architecture.md). */
final class Names {
    private Names() {}

    static String function(String stage, String name) {
        return prefix(stage) + name;
    }

    static String ledger(String stage) {
        return prefix(stage) + "ledger";
    }

    static String notices(String stage) {
        return prefix(stage) + "notices";
    }

    static String topicArn(Accounts.Identity identity, String region, String stage) {
        return "arn:%s:sns:%s:%s:%s"
                .formatted(identity.partition(), region, identity.account(), notices(stage));
    }

    private static String prefix(String stage) {
        return "nightshift-" + stage + "-";
    }
}
