package dev.nightshift.cdk;

import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.scheduler.CfnScheduleGroup;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;

/** What the automations of one stage share. */
record Bundle(
        Blueprint blueprint,
        Table ledger,
        Topic notices,
        Queue undelivered,
        Escalation escalation,
        LayerVersion settings,
        CfnScheduleGroup scheduleGroup) {}
