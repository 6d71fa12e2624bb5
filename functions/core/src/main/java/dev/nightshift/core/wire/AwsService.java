package dev.nightshift.core.wire;

import java.util.Locale;

/** The services that are asked over the wire. */
public enum AwsService {
    CLOUDWATCH("CloudWatch", "monitoring", "GraniteServiceVersion20100801"),
    DYNAMODB("DynamoDb", "dynamodb", "DynamoDB_20120810"),
    LAMBDA("Lambda", "lambda", ""),
    S3("S3", "s3", "");

    private final String name;
    private final String prefix;
    private final String target;

    AwsService(String name, String prefix, String target) {
        this.name = name;
        this.prefix = prefix;
        this.target = target;
    }

    /** First part of the name of its host, and what is signed for. */
    String prefix() {
        return prefix;
    }

    /** What stands before an operation in {@code X-Amz-Target}. */
    String target() {
        return target;
    }

    String environmentVariable() {
        return "AWS_ENDPOINT_URL_" + name.toUpperCase(Locale.ROOT);
    }

    String systemProperty() {
        return "aws.endpointUrl" + name;
    }

    String profileProperty() {
        return name.toLowerCase(Locale.ROOT);
    }
}
