package dev.nightshift.core.automation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A statement of a function's IAM policy, declared beside the code that needs it.
 *
 * @param access a dry run is granted no {@link Access#WRITE} at all; {@link Access#KEEP} can only
 *     add to a folder of a bucket
 * @param actions for example {@code rds:CreateDBSnapshot}; never a wildcard
 * @param resources ARNs in which {@code {partition}}, {@code {account}} and {@code {region}} (the
 *     home region) stand for the deployment's own
 * @param conditions as in a policy document: operator, then key, then value
 * @param why what breaks without it
 */
public record Permission(
        Access access,
        List<String> actions,
        List<String> resources,
        Map<String, Map<String, String>> conditions,
        String why) {
    private static final Pattern FOLDER =
            Pattern.compile("arn:\\{partition}:s3:::[a-z0-9.-]+/[A-Za-z0-9/_-]+/\\*");

    private static final String ANY_KEY = "ForAllValues:StringLike";
    private static final String KEYS = "dynamodb:LeadingKeys";

    public Permission {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
        if (access == Access.KEEP) {
            requireNoMoreThanKeeping(actions, resources, conditions);
        }
    }

    /** What an action can change. */
    public enum Access {
        /** Nothing. */
        READ,
        /** Only what Nightshift keeps for itself, as the ledger is kept, also in a dry run. */
        KEEP,
        /** The estate. */
        WRITE
    }

    private static void requireNoMoreThanKeeping(
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, String>> conditions) {
        var object =
                actions.equals(List.of("s3:PutObject"))
                        && resources.stream()
                                .allMatch(resource -> FOLDER.matcher(resource).matches());
        var entry =
                actions.equals(List.of("dynamodb:PutItem"))
                        && conditions.getOrDefault(ANY_KEY, Map.of()).containsKey(KEYS);
        if (!object && !entry) {
            throw new IllegalArgumentException(
                    "keeping is s3:PutObject below a folder of one bucket, or dynamodb:PutItem in"
                            + " partitions of the ledger, not %s on %s"
                                    .formatted(actions, resources));
        }
    }

    public static Permission read(String why, List<String> actions, String... resources) {
        return new Permission(Access.READ, actions, List.of(resources), Map.of(), why);
    }

    /** To put objects of Nightshift's own into a folder, in dry runs, too. */
    public static Permission keep(String why, String... folders) {
        return new Permission(
                Access.KEEP, List.of("s3:PutObject"), List.of(folders), Map.of(), why);
    }

    /**
     * To put entries of Nightshift's own into the ledger, in dry runs, too.
     *
     * @param table its name
     * @param partition with what the partitions begin, such as {@code deployment#}
     */
    public static Permission note(String why, String table, String partition) {
        return new Permission(
                Access.KEEP,
                List.of("dynamodb:PutItem"),
                List.of("arn:{partition}:dynamodb:{region}:{account}:table/" + table),
                partitions(partition),
                why);
    }

    /** The condition that only entries whose partition begins so are touched. */
    public static Map<String, Map<String, String>> partitions(String partition) {
        return Map.of(
                ANY_KEY,
                Map.of(KEYS, partition + "*"),
                // no keys at all would satisfy the condition above
                "Null",
                Map.of(KEYS, "false"));
    }

    public static Permission write(String why, List<String> actions, String... resources) {
        return new Permission(Access.WRITE, actions, List.of(resources), Map.of(), why);
    }

    /** The same, allowed only if every condition holds. */
    public Permission when(Map<String, Map<String, String>> conditions) {
        return new Permission(access, actions, resources, conditions, why);
    }
}
