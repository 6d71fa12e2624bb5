package dev.nightshift.cdk;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.constructs.Construct;

/**
 * The table of what was done and why. It outlives the stack: {@code cdk deploy
 * --import-existing-resources} takes it up again.
 */
final class Ledger {
    private Ledger() {}

    static Table in(Construct scope, Blueprint blueprint) {
        return Table.Builder.create(scope, "Ledger")
                .tableName(blueprint.name("ledger"))
                .partitionKey(key("partition"))
                .sortKey(key("sort"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .timeToLiveAttribute("expiresAt")
                .pointInTimeRecoverySpecification(
                        PointInTimeRecoverySpecification.builder()
                                .pointInTimeRecoveryEnabled(true)
                                .build())
                .deletionProtection(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private static Attribute key(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
