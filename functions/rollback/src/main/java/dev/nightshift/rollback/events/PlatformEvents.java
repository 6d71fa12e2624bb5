package dev.nightshift.rollback.events;

import static dev.nightshift.rollback.events.DeploymentEvents.event;
import static dev.nightshift.rollback.events.EventFields.console;
import static dev.nightshift.rollback.events.EventFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.DeploymentEvents.Told;
import java.util.Optional;

/** ECS and Elastic Beanstalk. Neither says which revision it is about. */
final class PlatformEvents {
    private PlatformEvents() {}

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_service_deployment_events.html">
     *     Amazon ECS service deployment state change events</a>
     */
    static Optional<DeploymentEvent> ecs(JsonNode event) {
        var detail = event.path("detail");
        var service = serviceOf(event);
        var phase =
                switch (detail.path("eventName").asText()) {
                    case "SERVICE_DEPLOYMENT_IN_PROGRESS" -> Optional.of(Phase.STARTED);
                    case "SERVICE_DEPLOYMENT_COMPLETED" -> Optional.of(Phase.SUCCEEDED);
                    case "SERVICE_DEPLOYMENT_FAILED" -> Optional.of(Phase.FAILED);
                    default -> Optional.<Phase>empty();
                };
        if (service.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        var name = service.get();
        int slash = name.indexOf('/');
        return event(
                event,
                new Told(
                        Subject.of("ecs", name),
                        Optional.empty(),
                        phase.get(),
                        Optional.empty(),
                        text(detail, "reason"),
                        console(
                                event,
                                "ecs/v2/clusters/%s/services/%s/deployments",
                                name.substring(0, slash),
                                name.substring(slash + 1))));
    }

    /** arn:aws:ecs:region:account:service/CLUSTER/SERVICE. */
    private static Optional<String> serviceOf(JsonNode event) {
        return Optional.of(event.path("resources").path(0).asText())
                .map(arn -> arn.split(":service/", 2))
                .filter(parts -> parts.length == 2 && parts[1].matches("[^/]+/[^/]+"))
                .map(parts -> parts[1]);
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.eventbridge.html">
     *     Using Elastic Beanstalk with Amazon EventBridge</a>
     */
    static Optional<DeploymentEvent> beanstalk(JsonNode event) {
        var detail = event.path("detail");
        var application = text(detail, "ApplicationName");
        var environment = text(detail, "EnvironmentName");
        var phase =
                switch (detail.path("Status").asText()) {
                    case "Environment update started", "Environment creation started" ->
                            Optional.of(Phase.STARTED);
                    case "Environment update successful", "Environment creation successful" ->
                            Optional.of(Phase.SUCCEEDED);
                    case "Environment update failed", "Environment creation failed" ->
                            Optional.of(Phase.FAILED);
                    default -> Optional.<Phase>empty();
                };
        if (application.isEmpty() || environment.isEmpty() || phase.isEmpty()) {
            return Optional.empty();
        }
        return event(
                event,
                new Told(
                        Subject.of("beanstalk", application.get() + "/" + environment.get()),
                        Optional.empty(),
                        phase.get(),
                        Optional.empty(),
                        text(detail, "Message"),
                        console(event, "elasticbeanstalk/home#/environments")));
    }
}
