package dev.nightshift.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/**
 * The second route to people, which needs no function of ours: alarms and the budget publish here
 * and SNS sends e-mail. It is not encrypted with a key, because CloudWatch cannot publish to a
 * topic under {@code aws/sns} and what is sent leaves as plain e-mail.
 */
final class Escalation extends Construct {
    final Topic topic;
    private final Blueprint blueprint;
    private int alarms;

    Escalation(Construct scope, Blueprint blueprint) {
        super(scope, "Escalation");
        this.blueprint = blueprint;
        topic =
                Topic.Builder.create(this, "Topic")
                        .topicName(blueprint.name("escalation"))
                        .displayName("Nightshift " + blueprint.stage())
                        .enforceSsl(true)
                        .build();
        allow("Alarms", "cloudwatch.amazonaws.com");
        allow("Budgets", "budgets.amazonaws.com");
        blueprint.emails().forEach(email -> topic.addSubscription(new EmailSubscription(email)));
    }

    /** Lets a service of this account publish. */
    void allow(String sid, String service) {
        topic.addToResourcePolicy(
                PolicyStatement.Builder.create()
                        .sid(sid)
                        .principals(List.of(ServicePrincipal.Builder.create(service).build()))
                        .actions(List.of("sns:Publish"))
                        .resources(List.of(topic.getTopicArn()))
                        .conditions(
                                Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                        .build());
    }

    /** An alarm that tells when it starts and when it is over. */
    Alarm alarm(Construct scope, String id, Watch watch) {
        var alarm =
                Alarm.Builder.create(scope, id)
                        .alarmName(blueprint.name(watch.name()))
                        .alarmDescription(watch.description())
                        .metric(watch.metric())
                        .comparisonOperator(watch.comparison())
                        .threshold(watch.threshold())
                        .evaluationPeriods(watch.periods())
                        .datapointsToAlarm(watch.periods())
                        .treatMissingData(watch.missing())
                        .build();
        alarm.addAlarmAction(new SnsAction(topic));
        alarm.addOkAction(new SnsAction(topic));
        alarms++;
        return alarm;
    }

    int alarms() {
        return alarms;
    }

    /** Alarms that others make, and that cost as these do. */
    void counts(int others) {
        alarms += others;
    }

    /**
     * What an alarm looks at.
     *
     * @param name after the prefix of the stage
     * @param missing what no data means; there is no default on purpose
     */
    record Watch(
            String name,
            String description,
            IMetric metric,
            ComparisonOperator comparison,
            double threshold,
            int periods,
            TreatMissingData missing) {}
}
