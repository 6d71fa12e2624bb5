package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.PutFunctionEventInvokeConfigRequest;
import software.amazon.awssdk.services.lambda.model.UpdateEventSourceMappingRequest;

/** What wakes a function, and what becomes of what it does not take. */
final class TriggerMakers {
    private TriggerMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new EventSourceMapping(), new EventInvokeConfig(), new LambdaPermission());
    }

    /** AWS::Lambda::EventSourceMapping. */
    record EventSourceMapping() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::EventSourceMapping";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "FunctionName EventSourceArn BatchSize MaximumBatchingWindowInSeconds Enabled"
                            + " FunctionResponseTypes ScalingConfig{MaximumConcurrency}"
                            + " FilterCriteria{Filters{Pattern}} Tags*");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            // the function is told apart by its ARN, and how the mapping was found says which
            return declared.without("FunctionName");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return declared
                    .aws()
                    .lambda()
                    .listEventSourceMappingsPaginator(
                            list ->
                                    list.functionName(declared.text("FunctionName"))
                                            .eventSourceArn(declared.text("EventSourceArn")))
                    .eventSourceMappings()
                    .stream()
                    .findFirst()
                    .map(
                            mapping -> {
                                var tree = Sdk.tree(mapping);
                                tree.put("Enabled", !"Disabled".equals(mapping.state()));
                                tree.set("Tags", Tags.of(tags(declared.aws(), mapping)));
                                return Found.of(mapping.uuid(), tree)
                                        .with("Id", mapping.uuid())
                                        .with("EventSourceMappingArn", arn(mapping));
                            });
        }

        private static String arn(EventSourceMappingConfiguration mapping) {
            return Optional.ofNullable(mapping.eventSourceMappingArn()).orElse("");
        }

        private static Map<String, String> tags(
                Clients aws, EventSourceMappingConfiguration mapping) {
            return arn(mapping).isEmpty()
                    ? Map.of()
                    : aws.lambda().listTags(list -> list.resource(arn(mapping))).tags();
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .lambda()
                    .createEventSourceMapping(
                            Sdk.fill(
                                            CreateEventSourceMappingRequest.builder(),
                                            declared.without("Tags"))
                                    .tags(declared.tags())
                                    .build())
                    .uuid();
        }

        @Override
        public String update(Declared declared, Found found) {
            declared.aws()
                    .lambda()
                    .updateEventSourceMapping(
                            Sdk.fill(
                                            UpdateEventSourceMappingRequest.builder(),
                                            declared.without("EventSourceArn", "Tags"))
                                    .uuid(found.id())
                                    .build());
            var arn = found.attribute("EventSourceMappingArn");
            if (declared.has("Tags") && !arn.isEmpty()) {
                declared.aws().lambda().tagResource(t -> t.resource(arn).tags(declared.tags()));
            }
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.lambda().deleteEventSourceMapping(delete -> delete.uuid(id)));
        }
    }

    /** AWS::Lambda::EventInvokeConfig: what becomes of asynchronous invocations. */
    record EventInvokeConfig() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::Lambda::EventInvokeConfig";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "FunctionName Qualifier MaximumEventAgeInSeconds MaximumRetryAttempts"
                            + " DestinationConfig{OnFailure{Destination} OnSuccess{Destination}}");
        }

        private static String id(Declared declared) {
            return declared.text("FunctionName") + "|" + declared.text("Qualifier");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return declared.without("FunctionName", "Qualifier");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return Sdk.ifThere(
                            () ->
                                    declared.aws()
                                            .lambda()
                                            .getFunctionEventInvokeConfig(
                                                    get ->
                                                            get.functionName(
                                                                            declared.text(
                                                                                    "FunctionName"))
                                                                    .qualifier(
                                                                            declared.text(
                                                                                    "Qualifier"))))
                    .map(config -> Found.of(id(declared), Sdk.tree(config)));
        }

        @Override
        public String create(Declared declared) {
            declared.aws()
                    .lambda()
                    .putFunctionEventInvokeConfig(
                            Sdk.fill(
                                            PutFunctionEventInvokeConfigRequest.builder(),
                                            declared.properties())
                                    .build());
            return id(declared);
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
                            aws.lambda()
                                    .deleteFunctionEventInvokeConfig(
                                            delete ->
                                                    delete.functionName(id.substring(0, bar))
                                                            .qualifier(id.substring(bar + 1))));
        }
    }
}
