package dev.nightshift.rollback.events;

import static dev.nightshift.rollback.events.EventFields.text;
import static dev.nightshift.rollback.events.EventFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.release.IrreversibleMark;
import java.net.URI;
import java.util.Optional;

/**
 * Reads events of EventBridge that tell of deployments. Fields that AWS adds are ignored; an event
 * that lacks what is needed, or is about something else, is none.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/ref/welcome.html">EventBridge events
 *     reference</a>
 */
public final class DeploymentEvents {
    private DeploymentEvents() {}

    public static Optional<DeploymentEvent> decode(JsonNode event) {
        return switch (event.path("detail-type").asText()) {
            case "CodePipeline Pipeline Execution State Change" ->
                    PipelineEvents.codePipeline(event);
            case "CodeDeploy Deployment State-change Notification" ->
                    PipelineEvents.codeDeploy(event);
            case "CloudFormation Stack Status Change" -> PipelineEvents.cloudFormation(event);
            case "ECS Deployment State Change" -> PlatformEvents.ecs(event);
            case "Elastic Beanstalk resource status change" -> PlatformEvents.beanstalk(event);
            case "AWS API Call via CloudTrail" -> TrailEvents.decode(event);
            default -> Optional.empty();
        };
    }

    /**
     * An event with what all have.
     *
     * @param told from which the words are taken
     */
    static Optional<DeploymentEvent> event(JsonNode event, Told told) {
        return text(event, "id")
                .flatMap(
                        id ->
                                time(text(event, "detail", "eventTime"))
                                        .or(() -> time(text(event, "time")))
                                        .map(
                                                at ->
                                                        new DeploymentEvent(
                                                                id,
                                                                told.subject(),
                                                                told.revision(),
                                                                told.phase(),
                                                                at,
                                                                EventFields.line(told.by()),
                                                                EventFields.line(told.what()),
                                                                told.link(),
                                                                IrreversibleMark.isIn(
                                                                        told.what()))));
    }

    /** What is particular to one kind of event. */
    record Told(
            Subject subject,
            Optional<String> revision,
            Phase phase,
            Optional<String> by,
            Optional<String> what,
            Optional<URI> link) {}
}
