package dev.nightshift.rollback.events;

import static dev.nightshift.rollback.events.DeploymentEvents.event;
import static dev.nightshift.rollback.events.EventFields.console;
import static dev.nightshift.rollback.events.EventFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.DeploymentEvents.Told;
import java.util.Optional;

/** CodePipeline, CodeDeploy and CloudFormation. */
final class PipelineEvents {
    private PipelineEvents() {}

    /**
     * A pipeline says who started it and what it runs, not where that goes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html">
     *     Monitoring CodePipeline events</a>
     */
    static Optional<DeploymentEvent> codePipeline(JsonNode event) {
        var detail = event.path("detail");
        var name = text(detail, "pipeline");
        var phase =
                switch (detail.path("state").asText()) {
                    case "STARTED", "RESUMED" -> Optional.of(Phase.STARTED);
                    case "SUCCEEDED" -> Optional.of(Phase.SUCCEEDED);
                    case "FAILED" -> Optional.of(Phase.FAILED);
                    case "STOPPED", "CANCELED", "SUPERSEDED" -> Optional.of(Phase.STOPPED);
                    default -> Optional.<Phase>empty();
                };
        if (name.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        var execution = text(detail, "execution-id");
        var trigger = detail.path("execution-trigger");
        return event(
                event,
                new Told(
                        Subject.of("pipeline", name.get()),
                        Optional.empty(),
                        phase.get(),
                        text(trigger, "trigger-detail")
                                .filter(arn -> arn.startsWith("arn:"))
                                .map(Identities::ofArn)
                                .or(() -> text(trigger, "trigger-type")),
                        Optional.of(
                                "pipeline "
                                        + name.get()
                                        + execution.map(id -> ", execution " + id).orElse("")),
                        execution.flatMap(
                                id ->
                                        console(
                                                event,
                                                "codesuite/codepipeline/pipelines/%s/executions/%s/timeline",
                                                name.get(),
                                                id))));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html">
     *     Monitoring deployments with Amazon CloudWatch Events</a>
     */
    static Optional<DeploymentEvent> codeDeploy(JsonNode event) {
        var detail = event.path("detail");
        var application = text(detail, "application");
        var group = text(detail, "deploymentGroup");
        var id = text(detail, "deploymentId");
        var phase =
                switch (detail.path("state").asText()) {
                    case "START", "READY" -> Optional.of(Phase.STARTED);
                    case "SUCCESS" -> Optional.of(Phase.SUCCEEDED);
                    case "FAILURE" -> Optional.of(Phase.FAILED);
                    case "STOP" -> Optional.of(Phase.STOPPED);
                    default -> Optional.<Phase>empty();
                };
        if (application.isEmpty() || group.isEmpty() || id.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        return event(
                event,
                new Told(
                        Subject.of("codedeploy", application.get() + "/" + group.get()),
                        id,
                        phase.get(),
                        Optional.empty(),
                        Optional.of("deployment " + id.get()),
                        console(event, "codesuite/codedeploy/deployments/%s", id.get())));
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html">
     *     Stack Status Change event detail</a>
     */
    static Optional<DeploymentEvent> cloudFormation(JsonNode event) {
        var id = text(event.path("detail"), "stack-id");
        var name = id.flatMap(PipelineEvents::stackName);
        var status = event.path("detail").path("status-details");
        var phase = stackPhase(status.path("status").asText());
        if (name.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        return event(
                event,
                new Told(
                        Subject.of("stack", name.get()),
                        Optional.empty(),
                        phase.get(),
                        Optional.empty(),
                        Optional.of(
                                "stack "
                                        + name.get()
                                        + text(status, "status-reason")
                                                .filter(why -> phase.get().isFailure())
                                                .map(why -> ": " + why)
                                                .orElse("")),
                        console(
                                event,
                                "cloudformation/home#/stacks/events?stackId=%s",
                                id.orElse(""))));
    }

    /** arn:aws:cloudformation:region:account:stack/NAME/uuid. */
    private static Optional<String> stackName(String id) {
        var parts = id.split("/", -1);
        return parts.length == 3 ? Optional.of(parts[1]) : Optional.empty();
    }

    private static Optional<Phase> stackPhase(String status) {
        return switch (status) {
            case "CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "IMPORT_IN_PROGRESS" ->
                    Optional.of(Phase.STARTED);
            case "CREATE_COMPLETE",
                    "UPDATE_COMPLETE",
                    "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                    "IMPORT_COMPLETE" ->
                    Optional.of(Phase.SUCCEEDED);
            default ->
                    status.contains("ROLLBACK")
                                    || (status.endsWith("_FAILED") && !status.startsWith("DELETE"))
                            ? Optional.of(Phase.FAILED)
                            : Optional.empty();
        };
    }
}
