package dev.nightshift.core.automation;

import java.util.List;
import java.util.Map;

/**
 * A statement of a function's IAM policy, declared beside the code that needs it.
 *
 * @param access a dry run is granted no {@link Access#WRITE} at all
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
    public Permission {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
        conditions = Map.copyOf(conditions);
    }

    /** Whether an action can change the estate. */
    public enum Access {
        READ,
        WRITE
    }

    public static Permission read(String why, List<String> actions, String... resources) {
        return new Permission(Access.READ, actions, List.of(resources), Map.of(), why);
    }

    public static Permission write(String why, List<String> actions, String... resources) {
        return new Permission(Access.WRITE, actions, List.of(resources), Map.of(), why);
    }

    /** The same, allowed only if every condition holds. */
    public Permission when(Map<String, Map<String, String>> conditions) {
        return new Permission(access, actions, resources, conditions, why);
    }
}
