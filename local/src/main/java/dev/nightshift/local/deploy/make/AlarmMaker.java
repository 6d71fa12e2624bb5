package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.PutCompositeAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/**
 * Alarms on metrics and alarms on alarms, which differ in how they are looked up and put.
 *
 * @param look finds one by its name
 */
record AlarmMaker(
        String type,
        Schema schema,
        BiFunction<CloudWatchClient, String, Optional<Seen>> look,
        Put put)
        implements ResourceMaker {
    private record Seen(String arn, ObjectNode tree) {}

    private interface Put {
        void put(CloudWatchClient cloudwatch, ObjectNode properties, String name);
    }

    static final AlarmMaker METRIC =
            new AlarmMaker(
                    "AWS::CloudWatch::Alarm",
                    Schema.of(
                            "AlarmName AlarmDescription ActionsEnabled AlarmActions OKActions"
                                    + " InsufficientDataActions MetricName Namespace Statistic"
                                    + " ExtendedStatistic Dimensions{Name Value} Period Unit"
                                    + " EvaluationPeriods DatapointsToAlarm Threshold"
                                    + " ComparisonOperator TreatMissingData"
                                    + " EvaluateLowSampleCountPercentile ThresholdMetricId Metrics* Tags*"),
                    (cloudwatch, name) ->
                            cloudwatch
                                    .describeAlarms(get -> get.alarmNames(name))
                                    .metricAlarms()
                                    .stream()
                                    .findFirst()
                                    .map(alarm -> new Seen(alarm.alarmArn(), Sdk.tree(alarm))),
                    (cloudwatch, properties, name) ->
                            cloudwatch.putMetricAlarm(
                                    Sdk.fill(PutMetricAlarmRequest.builder(), properties)
                                            .alarmName(name)
                                            .build()));

    static final AlarmMaker COMPOSITE =
            new AlarmMaker(
                    "AWS::CloudWatch::CompositeAlarm",
                    Schema.of(
                            "AlarmName AlarmDescription AlarmRule ActionsEnabled AlarmActions"
                                    + " OKActions InsufficientDataActions ActionsSuppressor"
                                    + " ActionsSuppressorWaitPeriod"
                                    + " ActionsSuppressorExtensionPeriod Tags*"),
                    (cloudwatch, name) ->
                            cloudwatch
                                    .describeAlarms(
                                            get ->
                                                    get.alarmNames(name)
                                                            .alarmTypesWithStrings(
                                                                    "CompositeAlarm"))
                                    .compositeAlarms()
                                    .stream()
                                    .findFirst()
                                    .map(alarm -> new Seen(alarm.alarmArn(), Sdk.tree(alarm))),
                    (cloudwatch, properties, name) ->
                            cloudwatch.putCompositeAlarm(
                                    Sdk.fill(PutCompositeAlarmRequest.builder(), properties)
                                            .alarmName(name)
                                            .build()));

    private static String name(Declared declared) {
        return declared.name("AlarmName", 255);
    }

    @Override
    public Optional<Found> find(Declared declared) {
        var cloudwatch = declared.aws().cloudwatch();
        return look.apply(cloudwatch, name(declared))
                .map(
                        seen -> {
                            var tags = seen.tree().putArray("Tags");
                            cloudwatch
                                    .listTagsForResource(list -> list.resourceARN(seen.arn()))
                                    .tags()
                                    .forEach(tag -> tags.add(Sdk.tree(tag)));
                            return Found.of(name(declared), seen.tree()).with("Arn", seen.arn());
                        });
    }

    @Override
    public String create(Declared declared) {
        put.put(declared.aws().cloudwatch(), declared.properties(), name(declared));
        return name(declared);
    }

    @Override
    public String update(Declared declared, Found found) {
        create(declared);
        if (declared.has("Tags")) {
            var tags =
                    declared.tags().entrySet().stream()
                            .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                            .toList();
            declared.aws()
                    .cloudwatch()
                    .tagResource(tag -> tag.resourceARN(found.attribute("Arn")).tags(tags));
        }
        return found.id();
    }

    @Override
    public void delete(String id, Clients aws) {
        Sdk.ifThere(() -> aws.cloudwatch().deleteAlarms(delete -> delete.alarmNames(id)));
    }
}
