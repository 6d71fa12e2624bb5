package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queues and who may use them. */
final class QueueMakers {
    private QueueMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Queue(), new QueuePolicy());
    }

    /** AWS::SQS::Queue. */
    record Queue() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SQS::Queue";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "QueueName DelaySeconds KmsMasterKeyId KmsDataKeyReusePeriodSeconds"
                            + " MaximumMessageSize MessageRetentionPeriod"
                            + " ReceiveMessageWaitTimeSeconds SqsManagedSseEnabled"
                            + " VisibilityTimeout RedrivePolicy* RedriveAllowPolicy* FifoQueue"
                            + " ContentBasedDeduplication Tags*");
        }

        private static ObjectNode settings(Declared declared) {
            return declared.without("QueueName", "Tags");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var name = declared.name("QueueName", 80);
            var sqs = declared.aws().sqs();
            return Sdk.ifThere(() -> sqs.getQueueUrl(get -> get.queueName(name)).queueUrl())
                    .map(
                            url -> {
                                var attributes =
                                        sqs.getQueueAttributes(
                                                        get ->
                                                                get.queueUrl(url)
                                                                        .attributeNames(
                                                                                QueueAttributeName
                                                                                        .ALL))
                                                .attributesAsStrings();
                                var tree = Attributes.tree(attributes);
                                tree.put("QueueName", name);
                                tree.set(
                                        "Tags",
                                        Tags.of(sqs.listQueueTags(l -> l.queueUrl(url)).tags()));
                                return Found.of(url, tree)
                                        .with("Arn", attributes.getOrDefault("QueueArn", ""))
                                        .with("QueueName", name)
                                        .with("QueueUrl", url);
                            });
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .sqs()
                    .createQueue(
                            create ->
                                    create.queueName(declared.name("QueueName", 80))
                                            .attributesWithStrings(
                                                    Attributes.of(settings(declared)))
                                            .tags(declared.tags()))
                    .queueUrl();
        }

        @Override
        public String update(Declared declared, Found found) {
            var sqs = declared.aws().sqs();
            sqs.setQueueAttributes(
                    set ->
                            set.queueUrl(found.id())
                                    .attributesWithStrings(
                                            Attributes.of(
                                                    settings(declared)
                                                            .without(List.of("FifoQueue")))));
            if (declared.has("Tags")) {
                sqs.tagQueue(tag -> tag.queueUrl(found.id()).tags(declared.tags()));
            }
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.sqs().deleteQueue(delete -> delete.queueUrl(id)));
        }
    }

    /** AWS::SQS::QueuePolicy. */
    record QueuePolicy() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SQS::QueuePolicy";
        }

        @Override
        public Schema schema() {
            return Schema.of("PolicyDocument* Queues");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return PolicyOn.each(declared, "Queues");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return PolicyOn.find(declared, "Queues", url -> policy(declared.aws(), url));
        }

        private static Optional<String> policy(Clients aws, String url) {
            return Sdk.ifThere(
                            () ->
                                    aws.sqs()
                                            .getQueueAttributes(
                                                    get ->
                                                            get.queueUrl(url)
                                                                    .attributeNames(
                                                                            QueueAttributeName
                                                                                    .POLICY)))
                    .map(answer -> answer.attributesAsStrings().getOrDefault("Policy", ""));
        }

        @Override
        public String create(Declared declared) {
            var document = declared.get("PolicyDocument").toString();
            return PolicyOn.put(declared, "Queues", url -> put(declared.aws(), url, document));
        }

        private static void put(Clients aws, String url, String document) {
            aws.sqs()
                    .setQueueAttributes(
                            set ->
                                    set.queueUrl(url)
                                            .attributes(
                                                    Map.of(QueueAttributeName.POLICY, document)));
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            PolicyOn.targets(id)
                    .forEach(
                            url ->
                                    Sdk.ifThere(
                                            () -> {
                                                put(aws, url, "");
                                                return url;
                                            }));
        }
    }
}
