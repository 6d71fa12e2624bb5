package dev.nightshift.costs.waste;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.work.Together;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an estate looks like to the {@code aws} command line, which shares no code with ours. */
final class AwsCli {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A list, where it is in the answer, and what names one of it. */
    private record Question(String command, String list, String id) {}

    private static final List<Question> TOUCHABLE =
            List.of(
                    new Question("ec2 describe-volumes", "Volumes", "VolumeId"),
                    new Question(
                            "ec2 describe-snapshots --owner-ids self", "Snapshots", "SnapshotId"),
                    new Question("ec2 describe-addresses", "Addresses", "AllocationId"),
                    new Question("logs describe-log-groups", "logGroups", "logGroupName"),
                    new Question(
                            "resourcegroupstaggingapi get-resources --resource-type-filters s3 logs",
                            "ResourceTagMappingList",
                            "ResourceARN"));
    private static final List<Question> OTHERS =
            List.of(
                    new Question("ec2 describe-instances", "Reservations", "ReservationId"),
                    new Question("ec2 describe-nat-gateways", "NatGateways", "NatGatewayId"),
                    new Question(
                            "rds describe-db-instances", "DBInstances", "DBInstanceIdentifier"),
                    new Question(
                            "elasticache describe-cache-clusters",
                            "CacheClusters",
                            "CacheClusterId"),
                    new Question(
                            "elbv2 describe-load-balancers", "LoadBalancers", "LoadBalancerArn"),
                    new Question(
                            "elb describe-load-balancers",
                            "LoadBalancerDescriptions",
                            "LoadBalancerName"),
                    new Question("ecr describe-repositories", "repositories", "repositoryArn"),
                    new Question("s3api list-buckets", "Buckets", "Name"));

    private final URI endpoint;
    private final String region;

    AwsCli(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    /** What waste-sweep may touch, each as it is described. */
    Map<String, JsonNode> touchable() {
        return ask(TOUCHABLE);
    }

    /** What it never touches. */
    Map<String, JsonNode> others() {
        return ask(OTHERS);
    }

    private Map<String, JsonNode> ask(List<Question> questions) {
        var all = new TreeMap<String, JsonNode>();
        Together.map(questions, 4, this::answer).forEach(all::putAll);
        return all;
    }

    private Map<String, JsonNode> answer(Question question) {
        var found = new TreeMap<String, JsonNode>();
        for (var node : json(question.command()).path(question.list())) {
            if (node instanceof ObjectNode described) {
                // of a database, it goes on with the clock
                described.remove("LatestRestorableTime");
            }
            found.put(node.path(question.id()).asText(), node);
        }
        return found;
    }

    private JsonNode json(String command) {
        var words = new ArrayList<String>(List.of("aws"));
        words.addAll(Arrays.asList(command.split(" ")));
        words.addAll(List.of("--output", "json", "--region", region));
        words.addAll(List.of("--endpoint-url", endpoint.toString()));
        var builder = new ProcessBuilder(words);
        builder.environment()
                .putAll(Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test"));
        try {
            var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            try (var out = process.getInputStream()) {
                return JSON.readTree(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same without its mark. */
    static JsonNode unmarked(JsonNode described) {
        var copy = described.deepCopy();
        if (copy instanceof ObjectNode object && object.path("Tags").isArray()) {
            var kept = JSON.createArrayNode();
            object.path("Tags")
                    .forEach(
                            tag -> {
                                if (!tag.path("Key").asText().equals(WasteMark.TAG)) {
                                    kept.add(tag);
                                }
                            });
            object.remove("Tags");
            if (!kept.isEmpty()) {
                object.set("Tags", kept);
            }
        }
        return copy;
    }

    /** What its mark says; empty without one. */
    static String mark(JsonNode described) {
        for (var tag : described.path("Tags")) {
            if (tag.path("Key").asText().equals(WasteMark.TAG)) {
                return tag.path("Value").asText();
            }
        }
        return "";
    }
}
