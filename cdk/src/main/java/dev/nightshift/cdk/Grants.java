package dev.nightshift.cdk;

import dev.nightshift.core.automation.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * The statements of the functions' roles, written out: what a role may do is read here and in the
 * rooms' specs, and nowhere else.
 */
final class Grants {
    private Grants() {}

    /** Its own log group, which the stack makes. */
    static PolicyStatement logs(ILogGroup group) {
        return statement(
                "Logs",
                List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                List.of(group.getLogGroupArn()));
    }

    /** X-Ray knows no resources. */
    static PolicyStatement traces() {
        return statement(
                "Traces",
                List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"),
                List.of("*"));
    }

    /** Conditional writes are puts. */
    static PolicyStatement ledger(ITable table, List<String> actions) {
        return statement("Ledger", actions, List.of(table.getTableArn()));
    }

    static PolicyStatement publish(String sid, ITopic topic) {
        return statement(sid, List.of("sns:Publish"), List.of(topic.getTopicArn()));
    }

    static PolicyStatement send(String sid, IQueue queue) {
        return statement(sid, List.of("sqs:SendMessage"), List.of(queue.getQueueArn()));
    }

    /**
     * Lets Lambda put the function into a VPC. The role is asked, so that the function's code could
     * do it as well; the second statement sees to it that it cannot.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html">Giving
     *     Lambda functions access to resources in an Amazon VPC</a>
     */
    static List<PolicyStatement> network(String function) {
        var actions =
                List.of(
                        "ec2:AssignPrivateIpAddresses",
                        "ec2:CreateNetworkInterface",
                        "ec2:DeleteNetworkInterface",
                        "ec2:DescribeNetworkInterfaces",
                        "ec2:DescribeSubnets",
                        "ec2:UnassignPrivateIpAddresses");
        var code =
                PolicyStatement.Builder.create()
                        .sid("NetworkForLambdaOnly")
                        .effect(Effect.DENY)
                        .actions(actions)
                        .resources(List.of("*"))
                        .build();
        code.addCondition(
                "ArnEquals",
                Map.of(
                        "lambda:SourceFunctionArn",
                        "arn:%s:lambda:%s:%s:function:%s"
                                .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, function)));
        return List.of(statement("Network", actions, List.of("*")), code);
    }

    /** What a room's spec asks for, in its order. */
    static List<PolicyStatement> of(List<Permission> permissions, String region) {
        var statements = new ArrayList<PolicyStatement>();
        var reads = 0;
        var keeps = 0;
        var writes = 0;
        for (var permission : permissions) {
            var sid =
                    switch (permission.access()) {
                        case READ -> "Read" + ++reads;
                        case KEEP -> "Keep" + ++keeps;
                        case WRITE -> "Write" + ++writes;
                    };
            var resources =
                    permission.resources().stream()
                            .map(resource -> placed(resource, region))
                            .toList();
            var statement = statement(sid, permission.actions(), resources);
            new TreeMap<>(permission.conditions())
                    .forEach(
                            (operator, tests) ->
                                    statement.addCondition(operator, placed(tests, region)));
            statements.add(statement);
        }
        return statements;
    }

    static PolicyStatement statement(String sid, List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .sid(sid)
                .actions(actions)
                .resources(resources)
                .build();
    }

    private static Map<String, String> placed(Map<String, String> tests, String region) {
        var placed = new TreeMap<String, String>();
        tests.forEach((key, value) -> placed.put(key, placed(value, region)));
        return placed;
    }

    private static String placed(String text, String region) {
        return text.replace("{partition}", Aws.PARTITION)
                .replace("{account}", Aws.ACCOUNT_ID)
                .replace("{region}", region);
    }
}
