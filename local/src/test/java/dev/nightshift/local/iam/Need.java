package dev.nightshift.local.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a call needs to be granted.
 *
 * @param resource an ARN, or {@code *} if it is not looked at
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     Service Authorization Reference</a>
 */
record Need(String action, String resource) {
    static final String ANY = "*";

    /** Services that sign with another name than the one that policies have for them. */
    private static final Map<String, String> PREFIXES = Map.of("monitoring", "cloudwatch");

    /** Calls that policies know by another name. */
    private static final Map<String, String> NAMES =
            Map.of("budgets:DescribeBudgets", "budgets:ViewBudget");

    /** Of the ones in use: those that make something, and can tag it at once. */
    private static final Pattern MAKES = Pattern.compile("(Create|Copy|Restore).*");

    private static final Pattern QUEUE =
            Pattern.compile("\"QueueUrl\"\\s*:\\s*\"[^\"]*/(\\d{12})/([^\"]+)\"");

    static List<Need> of(Call call) {
        if (call.service().equals("s3")) {
            return S3Needs.of(call);
        }
        var service = PREFIXES.getOrDefault(call.service(), call.service());
        var operation =
                call.operation()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "what is %s %s of %s?"
                                                        .formatted(
                                                                call.method(),
                                                                call.target(),
                                                                call.service())));
        var needs = new ArrayList<Need>();
        var action = service + ":" + operation;
        if (action.equals("sts:GetCallerIdentity")) {
            // everybody may ask who he is
            return List.of();
        }
        needs.add(new Need(NAMES.getOrDefault(action, action), resource(call)));
        boolean tags = call.form().keySet().stream().anyMatch(Need::isTag);
        if (service.equals("ec2") && MAKES.matcher(operation).matches() && tags) {
            needs.add(new Need("ec2:CreateTags", ANY));
        }
        return needs;
    }

    private static boolean isTag(String field) {
        return field.startsWith("TagSpecification");
    }

    private static String resource(Call call) {
        return switch (call.service()) {
            case "sts" -> call.form().getOrDefault("RoleArn", ANY);
            case "sqs" -> {
                var queue = QUEUE.matcher(call.text());
                yield queue.find()
                        ? "arn:aws:sqs:eu-west-1:%s:%s".formatted(queue.group(1), queue.group(2))
                        : ANY;
            }
            default -> ANY;
        };
    }
}
