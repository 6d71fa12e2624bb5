package dev.nightshift.rollback.events;

import static dev.nightshift.rollback.events.DeploymentEvents.event;
import static dev.nightshift.rollback.events.EventFields.console;
import static dev.nightshift.rollback.events.EventFields.either;
import static dev.nightshift.rollback.events.EventFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.DeploymentEvents.Told;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Calls to APIs, which reach EventBridge only where a trail logs management events. A call that was
 * refused released nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html">
 *     AWS service events delivered via AWS CloudTrail</a>
 */
final class TrailEvents {
    private TrailEvents() {}

    static Optional<DeploymentEvent> decode(JsonNode event) {
        var detail = event.path("detail");
        if (text(detail, "errorCode").isPresent()) {
            return Optional.empty();
        }
        return switch (detail.path("eventSource").asText()
                + " "
                + detail.path("eventName").asText()) {
            case "lambda.amazonaws.com UpdateAlias20150331",
                    "lambda.amazonaws.com UpdateAlias",
                    "lambda.amazonaws.com CreateAlias20150331",
                    "lambda.amazonaws.com CreateAlias" ->
                    alias(event, detail);
            case "appconfig.amazonaws.com StartDeployment" -> appConfig(event, detail);
            case "elasticbeanstalk.amazonaws.com UpdateEnvironment" -> beanstalk(event, detail);
            default -> Optional.empty();
        };
    }

    /** An alias moves at once; one with two versions shifts its traffic. */
    private static Optional<DeploymentEvent> alias(JsonNode event, JsonNode detail) {
        var request = detail.path("requestParameters");
        var response = detail.path("responseElements");
        var function = text(request, "functionName").map(TrailEvents::functionName);
        var alias = text(request, "name").or(() -> text(response, "name"));
        var version = text(response, "functionVersion").or(() -> text(request, "functionVersion"));
        if (function.isEmpty() || alias.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        var weights = response.path("routingConfig").path("additionalVersionWeights");
        var shifting =
                Stream.concat(
                                weights.properties().stream()
                                        .filter(weight -> weight.getValue().asDouble() > 0)
                                        .map(weight -> weight.getKey()),
                                version.stream())
                        .max(
                                Comparator.comparingInt(String::length)
                                        .thenComparing(Comparator.naturalOrder()));
        return event(
                event,
                new Told(
                        Subject.of("lambda", function.get() + ":" + alias.get()),
                        shifting,
                        weights.isEmpty() ? Phase.SUCCEEDED : Phase.STARTED,
                        Identities.of(detail.path("userIdentity")),
                        Optional.of("version " + shifting.orElse("") + " of " + function.get()),
                        console(
                                event,
                                "lambda/home#/functions/%s/aliases/%s",
                                function.get(),
                                alias.get())));
    }

    /** From a name, an ARN, a part of one, and any of these with a qualifier. */
    private static String functionName(String text) {
        int at = text.indexOf("function:");
        var name = at < 0 ? text : text.substring(at + "function:".length());
        int qualifier = name.indexOf(':');
        return qualifier < 0 ? name : name.substring(0, qualifier);
    }

    /** It knows ids only, beside the name of the profile. */
    private static Optional<DeploymentEvent> appConfig(JsonNode event, JsonNode detail) {
        var request = detail.path("requestParameters");
        var response = detail.path("responseElements");
        var application = either(request, "ApplicationId", "applicationId");
        var environment = either(request, "EnvironmentId", "environmentId");
        var profile = either(request, "ConfigurationProfileId", "configurationProfileId");
        var version = either(request, "ConfigurationVersion", "configurationVersion");
        if (application.isEmpty() || environment.isEmpty() || profile.isEmpty()) {
            return Optional.empty();
        }
        var place = application.get() + "/" + environment.get() + "/";
        var named = either(response, "ConfigurationName", "configurationName");
        return event(
                event,
                new Told(
                        new Subject(
                                "appconfig",
                                named.filter(name -> !name.equals(profile.get()))
                                        .map(name -> Set.of(place + name, place + profile.get()))
                                        .orElse(Set.of(place + profile.get()))),
                        version,
                        Phase.STARTED,
                        Identities.of(detail.path("userIdentity")),
                        either(request, "Description", "description")
                                .or(() -> version.map(it -> "configuration version " + it)),
                        console(
                                event,
                                "systems-manager/appconfig/applications/%s/environments/%s",
                                application.get(),
                                environment.get())));
    }

    private static Optional<DeploymentEvent> beanstalk(JsonNode event, JsonNode detail) {
        var request = detail.path("requestParameters");
        var response = detail.path("responseElements");
        var application =
                text(response, "applicationName").or(() -> text(request, "applicationName"));
        var environment =
                text(response, "environmentName").or(() -> text(request, "environmentName"));
        var version = text(request, "versionLabel");
        // without a version it changes the settings of the environment
        if (application.isEmpty() || environment.isEmpty() || version.isEmpty()) {
            return Optional.empty();
        }
        return event(
                event,
                new Told(
                        Subject.of("beanstalk", application.get() + "/" + environment.get()),
                        version,
                        Phase.STARTED,
                        Identities.of(detail.path("userIdentity")),
                        version.map(label -> "application version " + label),
                        console(event, "elasticbeanstalk/home#/environments")));
    }
}
