package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One service of ECS with its deployments, which the emulator does not go on with: a new one runs
 * beside the old until it is settled.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html">
 *     Deployment</a>
 */
final class FakeEcs extends StandIn {
    static final String ARN = "arn:aws:ecs:eu-central-1:123456789012:task-definition/shop:";
    private static final int PAGE = 2;

    private record Deployed(String definition, String state, String reason, int running) {}

    private final Deque<Deployed> deployments = new ArrayDeque<>();
    private final Set<Integer> deregistered = new HashSet<>();
    private int revisions;
    private String controller = "ECS";

    FakeEcs(int revisions, int released) {
        this.revisions = revisions;
        deployments.add(new Deployed(ARN + released, "COMPLETED", "completed.", 4));
    }

    synchronized void deploy(String definition) {
        var old = deployments.removeFirst();
        deployments.clear();
        deployments.add(new Deployed(definition, "IN_PROGRESS", "in progress.", 1));
        deployments.add(new Deployed(old.definition(), "COMPLETED", "completed.", 3));
    }

    /** The newest deployment fails, and the circuit breaker goes back from it. */
    synchronized void breakCircuit() {
        var failed = deployments.removeFirst();
        var old = deployments.removeFirst();
        deployments.add(
                new Deployed(
                        old.definition(),
                        "IN_PROGRESS",
                        "ECS deployment circuit breaker: rolling back.",
                        3));
        deployments.add(new Deployed(failed.definition(), "FAILED", "tasks failed to start.", 0));
    }

    synchronized void fail() {
        var newest = deployments.removeFirst();
        deployments.addFirst(
                new Deployed(newest.definition(), "FAILED", "tasks failed to start.", 0));
    }

    synchronized void settle() {
        var newest = deployments.removeFirst();
        deployments.clear();
        deployments.add(new Deployed(newest.definition(), "COMPLETED", "completed.", 4));
    }

    synchronized void deregister(int revision) {
        deregistered.add(revision);
    }

    synchronized void controlledBy(String type) {
        controller = type;
    }

    @Override
    Reply answer(Ask ask) {
        return switch (ask.target()) {
            case "DescribeServices" -> services();
            case "ListTaskDefinitions" -> definitions(ask);
            case "DescribeTaskDefinition" -> definition(ask.json().path("taskDefinition").asText());
            case "UpdateService" -> update(ask.json().path("taskDefinition").asText());
            default -> Reply.no(400, "InvalidAction", ask.target());
        };
    }

    private Reply services() {
        var service =
                object().put("serviceName", "shop")
                        .put("status", "ACTIVE")
                        .put("taskDefinition", deployments.getFirst().definition());
        service.putObject("deploymentController").put("type", controller);
        var list = service.putArray("deployments");
        var status = "PRIMARY";
        for (var deployment : deployments) {
            list.addObject()
                    .put("status", status)
                    .put("taskDefinition", deployment.definition())
                    .put("createdAt", 1_790_000_000)
                    .put("runningCount", deployment.running())
                    .put("rolloutState", deployment.state())
                    .put("rolloutStateReason", deployment.reason());
            status = "ACTIVE";
        }
        var answer = object();
        answer.putArray("services").add(service);
        answer.putArray("failures");
        return Reply.json(answer);
    }

    private Reply definitions(Ask ask) {
        var json = ask.json();
        if (!json.path("sort").asText().equals("DESC")
                || !json.path("status").asText().equals("ACTIVE")) {
            return Reply.no(400, "ClientException", "ask for the newest active ones");
        }
        List<String> all = new ArrayList<>();
        for (int revision = revisions; revision > 0; revision--) {
            if (!deregistered.contains(revision)) {
                all.add(ARN + revision);
            }
        }
        int from = json.path("nextToken").asInt(0);
        var answer = object();
        var arns = answer.putArray("taskDefinitionArns");
        all.stream().skip(from).limit(PAGE).forEach(arns::add);
        if (from + PAGE < all.size()) {
            answer.put("nextToken", Integer.toString(from + PAGE));
        }
        return Reply.json(answer);
    }

    private Reply definition(String arn) {
        int revision = Integer.parseInt(arn.substring(ARN.length()));
        if (revision > revisions) {
            return Reply.no(400, "ClientException", "Unable to describe task definition.");
        }
        var answer = object();
        answer.putObject("taskDefinition")
                .put("taskDefinitionArn", arn)
                .put("status", deregistered.contains(revision) ? "INACTIVE" : "ACTIVE");
        return Reply.json(answer);
    }

    private Reply update(String arn) {
        if (!controller.equals("ECS")) {
            return Reply.no(
                    400,
                    "InvalidParameterException",
                    "Unable to update task definition on services with a CODE_DEPLOY deployment controller.");
        }
        if (deregistered.contains(Integer.parseInt(arn.substring(ARN.length())))) {
            return Reply.no(400, "ClientException", "TaskDefinition is inactive");
        }
        deploy(arn);
        return services();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
