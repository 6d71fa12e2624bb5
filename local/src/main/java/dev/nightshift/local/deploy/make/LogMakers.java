package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutMetricFilterRequest;

/** Logs, and metrics made of them. */
final class LogMakers {
    private LogMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new LogGroup(), new MetricFilter());
    }

    /** AWS::Logs::LogGroup. */
    record LogGroup() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Logs::LogGroup";
        }

        @Override
        public Schema schema() {
            return Schema.of("LogGroupName RetentionInDays KmsKeyId LogGroupClass Tags*");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("LogGroupName", 512);
            var logs = declared.aws().logs();
            return logs
                    .describeLogGroupsPaginator(list -> list.logGroupNamePrefix(name))
                    .logGroups()
                    .stream()
                    .filter(group -> group.logGroupName().equals(name))
                    .findFirst()
                    .map(
                            group -> {
                                var tree = JsonNodeFactory.instance.objectNode();
                                tree.put("LogGroupName", name);
                                tree.put("RetentionInDays", group.retentionInDays());
                                tree.put("KmsKeyId", group.kmsKeyId());
                                tree.put("LogGroupClass", group.logGroupClassAsString());
                                var arn = declared.arn("logs", "log-group:" + name);
                                tree.set(
                                        "Tags",
                                        Tags.of(
                                                logs.listTagsForResource(l -> l.resourceArn(arn))
                                                        .tags()));
                                return Found.of(name, tree).with("Arn", arn + ":*");
                            });
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("LogGroupName", 512);
            declared.aws()
                    .logs()
                    .createLogGroup(
                            create -> {
                                create.logGroupName(name);
                                if (declared.has("KmsKeyId")) {
                                    create.kmsKeyId(declared.text("KmsKeyId"));
                                }
                                if (declared.has("LogGroupClass")) {
                                    create.logGroupClass(declared.text("LogGroupClass"));
                                }
                                if (declared.has("Tags")) {
                                    create.tags(declared.tags());
                                }
                            });
            retain(declared, name);
            return name;
        }

        private static void retain(Declared declared, String name) {
            if (declared.has("RetentionInDays")) {
                declared.aws()
                        .logs()
                        .putRetentionPolicy(
                                put ->
                                        put.logGroupName(name)
                                                .retentionInDays(
                                                        declared.get("RetentionInDays").asInt()));
            }
        }

        @Override
        public String update(Declared declared, Found found) {
            retain(declared, found.id());
            if (declared.has("Tags")) {
                var arn = declared.arn("logs", "log-group:" + found.id());
                declared.aws()
                        .logs()
                        .tagResource(tag -> tag.resourceArn(arn).tags(declared.tags()));
            }
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.logs().deleteLogGroup(delete -> delete.logGroupName(id)));
        }
    }

    /** AWS::Logs::MetricFilter. */
    record MetricFilter() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Logs::MetricFilter";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "FilterName FilterPattern LogGroupName MetricTransformations{MetricName"
                            + " MetricNamespace MetricValue DefaultValue Unit Dimensions{Key"
                            + " Value}}");
        }

        /** The service has dimensions as a map, and names that begin in lower case. */
        private static ObjectNode settings(Declared declared) {
            var settings = declared.properties().deepCopy();
            settings.path("MetricTransformations")
                    .forEach(
                            transformation -> {
                                if (transformation instanceof ObjectNode object
                                        && object.has("Dimensions")) {
                                    var list = object.get("Dimensions");
                                    var map = object.putObject("Dimensions");
                                    list.forEach(
                                            d ->
                                                    map.put(
                                                            d.path("Key").asText(),
                                                            d.path("Value").asText()));
                                }
                            });
            return Names.lower(settings);
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return settings(declared);
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("FilterName", 512);
            var group = declared.text("LogGroupName");
            return Sdk.ifThere(
                            () ->
                                    declared
                                            .aws()
                                            .logs()
                                            .describeMetricFiltersPaginator(
                                                    list ->
                                                            list.logGroupName(group)
                                                                    .filterNamePrefix(name))
                                            .metricFilters()
                                            .stream()
                                            .filter(filter -> filter.filterName().equals(name))
                                            .findFirst())
                    .flatMap(filter -> filter)
                    .map(filter -> Found.of(group + "|" + name, Sdk.tree(filter)));
        }

        @Override
        public String create(Declared declared) {
            var name = declared.name("FilterName", 512);
            declared.aws()
                    .logs()
                    .putMetricFilter(
                            Sdk.fill(PutMetricFilterRequest.builder(), settings(declared))
                                    .filterName(name)
                                    .build());
            return declared.text("LogGroupName") + "|" + name;
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            var bar = id.indexOf('|');
            Sdk.ifThere(
                    () ->
                            aws.logs()
                                    .deleteMetricFilter(
                                            delete ->
                                                    delete.logGroupName(id.substring(0, bar))
                                                            .filterName(id.substring(bar + 1))));
        }
    }
}
