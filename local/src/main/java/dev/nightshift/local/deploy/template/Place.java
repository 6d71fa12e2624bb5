package dev.nightshift.local.deploy.template;

/** Where a stack lives: what the pseudo-parameters {@code AWS::*} say. */
public record Place(String stackName, String account, String region) {
    /** {@code aws}, {@code aws-cn} or {@code aws-us-gov}. */
    public String partition() {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** The domain of the partition's service endpoints. */
    public String urlSuffix() {
        return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
    }

    /** An ARN of this stack; there is no stack of that name in the emulator. */
    public String stackId() {
        return "arn:%s:cloudformation:%s:%s:stack/%s/local"
                .formatted(partition(), region, account, stackName);
    }
}
