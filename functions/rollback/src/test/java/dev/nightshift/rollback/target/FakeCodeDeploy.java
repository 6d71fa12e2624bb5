package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment group of CodeDeploy: one deployment at a time, which runs until it is settled, is
 * stopped with or without going back, or fails.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html">
 *     DeploymentInfo</a>
 */
final class FakeCodeDeploy extends StandIn {
    private static final int PAGE = 2;

    private static final class Deployed {
        final String id;
        final JsonNode revision;
        final String creator;
        final String description;
        final Instant created;
        String status;
        int done;

        Deployed(String id, JsonNode revision, String creator, String description, Instant at) {
            this.id = id;
            this.revision = revision;
            this.creator = creator;
            this.description = description;
            this.created = at;
            this.status = "InProgress";
        }
    }

    private final List<Deployed> deployments = new ArrayList<>();
    private final Instant start = Instant.now().minusSeconds(3_600);

    /** A person's deployment of a bundle, which runs. */
    synchronized String deploy(String bundle) {
        return deploy(revision(bundle), "user", "");
    }

    synchronized String deploy(String bundle, String description) {
        return deploy(revision(bundle), "user", description);
    }

    synchronized String deployByItself(String bundle) {
        return deploy(revision(bundle), "codeDeployRollback", "");
    }

    synchronized void end(String status, int done) {
        deployments.getLast().status = status;
        deployments.getLast().done = done;
    }

    synchronized void settle() {
        if (deployments.getLast().status.equals("InProgress")) {
            end("Succeeded", 4);
        }
    }

    synchronized String newestBundle() {
        return deployments.getLast().revision.path("s3Location").path("key").asText();
    }

    private String deploy(JsonNode revision, String creator, String description) {
        var id = "d-%03d".formatted(deployments.size() + 1);
        deployments.add(
                new Deployed(
                        id, revision, creator, description, start.plusSeconds(deployments.size())));
        return id;
    }

    @Override
    Reply answer(Ask ask) {
        var json = ask.json();
        if (!json.path("applicationName").asText("shop").equals("shop")) {
            return Reply.no(400, "ApplicationDoesNotExistException", "no such application");
        }
        return switch (ask.target()) {
            case "GetDeploymentGroup" -> {
                var answer = object();
                deployments.stream()
                        .filter(deployed -> deployed.status.equals("Succeeded"))
                        .reduce((_, newer) -> newer)
                        .ifPresent(
                                last ->
                                        answer.putObject("deploymentGroupInfo")
                                                .putObject("lastSuccessfulDeployment")
                                                .put("deploymentId", last.id));
                yield Reply.json(answer);
            }
            case "ListDeployments" -> list(json);
            case "BatchGetDeployments" -> {
                if (json.path("deploymentIds").size() > 25) {
                    yield Reply.no(400, "BatchLimitExceededException", "25 at most");
                }
                var answer = object();
                var infos = answer.putArray("deploymentsInfo");
                json.path("deploymentIds").forEach(id -> infos.add(info(find(id.asText()))));
                yield Reply.json(answer);
            }
            case "GetDeployment" -> {
                var found = json.path("deploymentId").asText();
                if (deployments.stream().noneMatch(deployed -> deployed.id.equals(found))) {
                    yield Reply.no(400, "DeploymentDoesNotExistException", "no " + found);
                }
                var answer = object();
                answer.set("deploymentInfo", info(find(found)));
                yield Reply.json(answer);
            }
            case "StopDeployment" -> stop(json);
            case "CreateDeployment" -> {
                if (deployments.getLast().status.equals("InProgress")) {
                    yield Reply.no(400, "DeploymentLimitExceededException", "one runs");
                }
                yield Reply.json(
                        object().put(
                                        "deploymentId",
                                        deploy(
                                                json.path("revision"),
                                                "user",
                                                json.path("description").asText())));
            }
            default -> Reply.no(400, "InvalidAction", ask.target());
        };
    }

    private Reply list(JsonNode json) {
        if (json.path("createTimeRange").path("start").isMissingNode()) {
            return Reply.no(400, "InvalidTimeRangeException", "since when?");
        }
        int from = json.path("nextToken").asInt(0);
        var answer = object();
        var ids = answer.putArray("deployments");
        deployments.stream().skip(from).limit(PAGE).forEach(deployed -> ids.add(deployed.id));
        if (from + PAGE < deployments.size()) {
            answer.put("nextToken", Integer.toString(from + PAGE));
        }
        return Reply.json(answer);
    }

    private Reply stop(JsonNode json) {
        var running = find(json.path("deploymentId").asText());
        if (!running.status.equals("InProgress")) {
            return Reply.no(400, "DeploymentAlreadyCompletedException", running.status);
        }
        running.status = "Stopped";
        if (json.path("autoRollbackEnabled").asBoolean()) {
            deployments.stream()
                    .filter(deployed -> deployed.status.equals("Succeeded"))
                    .reduce((_, newer) -> newer)
                    .ifPresent(last -> deploy(last.revision, "codeDeployRollback", ""));
        }
        return Reply.json(object().put("status", "Pending"));
    }

    private Deployed find(String id) {
        return deployments.stream()
                .filter(deployed -> deployed.id.equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode info(Deployed deployed) {
        var info =
                object().put("deploymentId", deployed.id)
                        .put("applicationName", "shop")
                        .put("deploymentGroupName", "prod")
                        .put("creator", deployed.creator)
                        .put("description", deployed.description)
                        .put("status", deployed.status)
                        .put("createTime", deployed.created.getEpochSecond());
        info.set("revision", deployed.revision);
        info.putObject("deploymentOverview")
                .put("Succeeded", deployed.done)
                .put("Pending", 4 - deployed.done)
                .put("InProgress", 0)
                .put("Failed", 0)
                .put("Skipped", 0)
                .put("Ready", 0);
        if (!deployed.status.equals("InProgress")) {
            info.put("completeTime", Instant.now().getEpochSecond());
        }
        return info;
    }

    private static JsonNode revision(String bundle) {
        var revision = object().put("revisionType", "S3");
        revision.putObject("s3Location").put("bucket", "bundles").put("key", bundle);
        return revision;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
