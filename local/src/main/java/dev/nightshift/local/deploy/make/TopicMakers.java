package dev.nightshift.local.deploy.make;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics, who may use them, and who listens. */
final class TopicMakers {
    private TopicMakers() {}

    static List<ResourceMaker> all() {
        return List.of(new Topic(), new TopicPolicy(), new Subscription());
    }

    /** AWS::SNS::Topic. */
    record Topic() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SNS::Topic";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "TopicName DisplayName KmsMasterKeyId SignatureVersion TracingConfig"
                            + " FifoTopic ContentBasedDeduplication Tags*");
        }

        private static String name(Declared declared) {
            return declared.name("TopicName", 256);
        }

        private static List<Tag> tags(Declared declared) {
            return declared.tags().entrySet().stream()
                    .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                    .toList();
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var arn = declared.arn("sns", name(declared));
            var sns = declared.aws().sns();
            return Sdk.ifThere(() -> sns.getTopicAttributes(get -> get.topicArn(arn)).attributes())
                    .map(
                            attributes -> {
                                var tree = Attributes.tree(attributes);
                                tree.put("TopicName", name(declared));
                                var tags = tree.putArray("Tags");
                                sns.listTagsForResource(list -> list.resourceArn(arn))
                                        .tags()
                                        .forEach(tag -> tags.add(Sdk.tree(tag)));
                                return Found.of(arn, tree)
                                        .with("TopicArn", arn)
                                        .with("TopicName", name(declared));
                            });
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .sns()
                    .createTopic(
                            create ->
                                    create.name(name(declared))
                                            .attributes(
                                                    Attributes.of(
                                                            declared.without("TopicName", "Tags")))
                                            .tags(tags(declared)))
                    .topicArn();
        }

        @Override
        public String update(Declared declared, Found found) {
            var sns = declared.aws().sns();
            Attributes.of(declared.without("TopicName", "Tags", "FifoTopic"))
                    .forEach(
                            (name, value) ->
                                    sns.setTopicAttributes(
                                            set ->
                                                    set.topicArn(found.id())
                                                            .attributeName(name)
                                                            .attributeValue(value)));
            if (declared.has("Tags")) {
                sns.tagResource(tag -> tag.resourceArn(found.id()).tags(tags(declared)));
            }
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.sns().deleteTopic(delete -> delete.topicArn(id)));
        }
    }

    /** AWS::SNS::TopicPolicy. */
    record TopicPolicy() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SNS::TopicPolicy";
        }

        @Override
        public Schema schema() {
            return Schema.of("PolicyDocument* Topics");
        }

        @Override
        public ObjectNode expected(Declared declared) {
            return PolicyOn.each(declared, "Topics");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            return PolicyOn.find(
                    declared,
                    "Topics",
                    arn ->
                            Sdk.ifThere(
                                            () ->
                                                    declared.aws()
                                                            .sns()
                                                            .getTopicAttributes(
                                                                    get -> get.topicArn(arn)))
                                    .map(answer -> answer.attributes().getOrDefault("Policy", "")));
        }

        @Override
        public String create(Declared declared) {
            var document = declared.get("PolicyDocument").toString();
            return PolicyOn.put(
                    declared,
                    "Topics",
                    arn ->
                            declared.aws()
                                    .sns()
                                    .setTopicAttributes(
                                            set ->
                                                    set.topicArn(arn)
                                                            .attributeName("Policy")
                                                            .attributeValue(document)));
        }

        @Override
        public String update(Declared declared, Found found) {
            return create(declared);
        }

        @Override
        public void delete(String id, Clients aws) {
            // a topic always has a policy; without one of ours only its owner may use it
            for (var arn : PolicyOn.targets(id)) {
                var owner = arn.split(":", -1)[4];
                var document =
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":\
                        {"AWS":"%s"},"Action":"sns:Publish","Resource":"%s"}]}"""
                                .formatted(owner, arn);
                Sdk.ifThere(
                        () ->
                                aws.sns()
                                        .setTopicAttributes(
                                                set ->
                                                        set.topicArn(arn)
                                                                .attributeName("Policy")
                                                                .attributeValue(document)));
            }
        }
    }

    /** AWS::SNS::Subscription. */
    record Subscription() implements ResourceMaker {
        @Override
        public String type() {
            return "AWS::SNS::Subscription";
        }

        @Override
        public Schema schema() {
            return Schema.of(
                    "TopicArn Protocol Endpoint RawMessageDelivery RedrivePolicy* FilterPolicy*"
                            + " FilterPolicyScope DeliveryPolicy* SubscriptionRoleArn");
        }

        private static ObjectNode settings(Declared declared) {
            return declared.without("TopicArn", "Protocol", "Endpoint");
        }

        @Override
        public Optional<Found> find(Declared declared) {
            var sns = declared.aws().sns();
            var topic = declared.text("TopicArn");
            return Sdk.ifThere(
                            () ->
                                    sns
                                            .listSubscriptionsByTopicPaginator(
                                                    list -> list.topicArn(topic))
                                            .subscriptions()
                                            .stream()
                                            .filter(
                                                    s ->
                                                            s.protocol()
                                                                            .equals(
                                                                                    declared.text(
                                                                                            "Protocol"))
                                                                    && s.endpoint()
                                                                            .equals(
                                                                                    declared.text(
                                                                                            "Endpoint")))
                                            .findFirst())
                    .flatMap(subscription -> subscription)
                    .map(
                            subscription -> {
                                var arn = subscription.subscriptionArn();
                                var tree = Sdk.tree(subscription);
                                // an unconfirmed one has no ARN, and nothing more to tell
                                if (arn.startsWith("arn:")) {
                                    tree.setAll(
                                            Attributes.tree(
                                                    sns.getSubscriptionAttributes(
                                                                    get -> get.subscriptionArn(arn))
                                                            .attributes()));
                                }
                                return Found.of(arn, tree).with("Arn", arn);
                            });
        }

        @Override
        public String create(Declared declared) {
            return declared.aws()
                    .sns()
                    .subscribe(
                            subscribe ->
                                    subscribe
                                            .topicArn(declared.text("TopicArn"))
                                            .protocol(declared.text("Protocol"))
                                            .endpoint(declared.text("Endpoint"))
                                            .attributes(Attributes.of(settings(declared)))
                                            .returnSubscriptionArn(true))
                    .subscriptionArn();
        }

        @Override
        public String update(Declared declared, Found found) {
            Attributes.of(settings(declared))
                    .forEach(
                            (name, value) ->
                                    declared.aws()
                                            .sns()
                                            .setSubscriptionAttributes(
                                                    set ->
                                                            set.subscriptionArn(found.id())
                                                                    .attributeName(name)
                                                                    .attributeValue(value)));
            return found.id();
        }

        @Override
        public void delete(String id, Clients aws) {
            Sdk.ifThere(() -> aws.sns().unsubscribe(delete -> delete.subscriptionArn(id)));
        }
    }
}
