package dev.nightshift.core.config;

import dev.nightshift.core.automation.AutomationSpec.Network;
import java.util.List;
import java.util.regex.Pattern;

/** How a function's place in a VPC is written. */
public final class NetworkShape {
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{8,17}");
    private static final Pattern SECURITY_GROUP = Pattern.compile("sg-[0-9a-f]{8,17}");

    private static final Field<List<String>> SUBNETS =
            Field.required(
                    "subnets",
                    Shapes.list(Shapes.pattern(SUBNET, "the id of a subnet"), 1, 16),
                    "Private subnets with a way to AWS's services.");
    private static final Field<List<String>> GROUPS =
            Field.required(
                    "securityGroups",
                    Shapes.list(securityGroup(), 1, 5),
                    "Of the function; what it is to reach lets it in.");

    public static final RecordShape<Network> SHAPE =
            Shapes.record(
                    values -> new Network(values.get(SUBNETS), values.get(GROUPS)),
                    SUBNETS,
                    GROUPS);

    private NetworkShape() {}

    /** The id of a security group. */
    public static Shape<String> securityGroup() {
        return Shapes.pattern(SECURITY_GROUP, "the id of a security group");
    }
}
