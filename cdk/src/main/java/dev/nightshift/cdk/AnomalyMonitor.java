package dev.nightshift.cdk;

import java.util.List;
import software.amazon.awscdk.services.ce.CfnAnomalyMonitor;
import software.amazon.awscdk.services.ce.CfnAnomalySubscription;
import software.constructs.Construct;

/**
 * AWS's own Cost Anomaly Detection over all services of the account, told by the second route. An
 * account can have one such monitor only, so it is made only when asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cost-management/latest/userguide/getting-started-ad.html">
 *     Cost Anomaly Detection</a>
 */
final class AnomalyMonitor {
    private AnomalyMonitor() {}

    /**
     * @param leastUsd impact of an anomaly that is told
     */
    static void in(Construct scope, Blueprint blueprint, Escalation escalation, int leastUsd) {
        escalation.allow("Anomalies", "costalerts.amazonaws.com");
        var monitor =
                CfnAnomalyMonitor.Builder.create(scope, "Anomalies")
                        .monitorName(blueprint.prefix())
                        .monitorType("DIMENSIONAL")
                        .monitorDimension("SERVICE")
                        .resourceTags(
                                HouseTags.of(blueprint, HouseTags.SHARED).entrySet().stream()
                                        .map(
                                                tag ->
                                                        CfnAnomalyMonitor.ResourceTagProperty
                                                                .builder()
                                                                .key(tag.getKey())
                                                                .value(tag.getValue())
                                                                .build())
                                        .toList())
                        .build();
        CfnAnomalySubscription.Builder.create(scope, "AnomalyAlerts")
                .subscriptionName(blueprint.prefix())
                .monitorArnList(List.of(monitor.getAttrMonitorArn()))
                .frequency("IMMEDIATE")
                .resourceTags(
                        HouseTags.of(blueprint, HouseTags.SHARED).entrySet().stream()
                                .map(
                                        tag ->
                                                CfnAnomalySubscription.ResourceTagProperty.builder()
                                                        .key(tag.getKey())
                                                        .value(tag.getValue())
                                                        .build())
                                .toList())
                .thresholdExpression(
                        """
                        {"Dimensions":{"Key":"ANOMALY_TOTAL_IMPACT_ABSOLUTE",\
                        "MatchOptions":["GREATER_THAN_OR_EQUAL"],"Values":["%d"]}}"""
                                .formatted(leastUsd))
                .subscribers(
                        List.of(
                                CfnAnomalySubscription.SubscriberProperty.builder()
                                        .type("SNS")
                                        .address(escalation.topic.getTopicArn())
                                        .build()))
                .build();
    }
}
