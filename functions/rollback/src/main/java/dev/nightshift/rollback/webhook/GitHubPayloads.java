package dev.nightshift.rollback.webhook;

import static dev.nightshift.rollback.events.EventFields.line;
import static dev.nightshift.rollback.events.EventFields.link;
import static dev.nightshift.rollback.events.EventFields.text;
import static dev.nightshift.rollback.events.EventFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.IrreversibleMark;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Deployments and workflows of GitHub. The payload of a deployment may hold what GitHub itself does
 * not know: {@code {"nightshift": {"revision": "42", "irreversible": true}}}. The mark of an
 * irreversible release may be in the description of a deployment or the message of a commit too.
 *
 * @see <a href="https://docs.github.com/en/webhooks/webhook-events-and-payloads">Webhook events and
 *     payloads</a>
 */
final class GitHubPayloads {
    private static final String KIND = "github";
    private static final int SHORT = 7;

    private GitHubPayloads() {}

    /**
     * @param event as the header {@code X-GitHub-Event} names it
     */
    static Optional<DeploymentEvent> decode(String event, JsonNode body) {
        var repository = text(body, "repository", "full_name");
        return repository.flatMap(
                name ->
                        switch (event) {
                            case "deployment" -> deployment(name, body);
                            case "deployment_status" -> status(name, body);
                            case "workflow_run" -> workflow(name, body);
                            default -> Optional.<DeploymentEvent>empty();
                        });
    }

    private static Optional<DeploymentEvent> deployment(String repository, JsonNode body) {
        var deployment = body.path("deployment");
        return time(text(deployment, "created_at"))
                .map(
                        at ->
                                of(
                                        repository,
                                        deployment,
                                        deployment.path("id").asText() + "-created",
                                        Phase.STARTED,
                                        at,
                                        link(
                                                text(body, "repository", "html_url")
                                                        .map(url -> url + "/deployments"))));
    }

    private static Optional<DeploymentEvent> status(String repository, JsonNode body) {
        var status = body.path("deployment_status");
        var phase =
                switch (status.path("state").asText()) {
                    case "queued", "pending", "waiting", "in_progress" ->
                            Optional.of(Phase.STARTED);
                    case "success" -> Optional.of(Phase.SUCCEEDED);
                    case "failure", "error" -> Optional.of(Phase.FAILED);
                    // a deployment becomes inactive when the next one succeeds
                    default -> Optional.<Phase>empty();
                };
        var at = time(text(status, "created_at"));
        if (phase.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                of(
                        repository,
                        body.path("deployment"),
                        status.path("id").asText() + "-" + phase.get(),
                        phase.get(),
                        at.get(),
                        link(text(status, "log_url").or(() -> text(status, "target_url")))));
    }

    private static DeploymentEvent of(
            String repository,
            JsonNode deployment,
            String id,
            Phase phase,
            Instant at,
            Optional<URI> link) {
        var ours = deployment.path("payload").path("nightshift");
        var commit =
                text(deployment, "ref")
                        .map(
                                ref ->
                                        ref
                                                + text(deployment, "sha")
                                                        .filter(sha -> sha.length() > SHORT)
                                                        .map(
                                                                sha ->
                                                                        " at "
                                                                                + sha.substring(
                                                                                        0, SHORT))
                                                        .orElse(""));
        return new DeploymentEvent(
                "github-" + id,
                new Subject(
                        KIND,
                        text(deployment, "environment")
                                .map(name -> Set.of(repository, repository + "@" + name))
                                .orElse(Set.of(repository))),
                text(ours, "revision"),
                phase,
                at,
                line(text(deployment, "creator", "login")),
                line(text(deployment, "description").or(() -> commit)),
                link,
                ours.path("irreversible").asBoolean()
                        || IrreversibleMark.isIn(text(deployment, "description")));
    }

    /** Of all workflows only those are meant that the settings name: most of them are tests. */
    private static Optional<DeploymentEvent> workflow(String repository, JsonNode body) {
        var run = body.path("workflow_run");
        var phase =
                switch (body.path("action").asText()) {
                    case "requested", "in_progress" -> Optional.of(Phase.STARTED);
                    case "completed" -> conclusion(run.path("conclusion").asText());
                    default -> Optional.<Phase>empty();
                };
        var name = text(run, "name");
        var at =
                time(
                        phase.filter(it -> it == Phase.STARTED)
                                .flatMap(_ -> text(run, "run_started_at"))
                                .or(() -> text(run, "updated_at")));
        if (phase.isEmpty() || name.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new DeploymentEvent(
                        "github-run-" + run.path("id").asText() + "-" + phase.get(),
                        new Subject(KIND, Set.of(repository + "@" + name.get())),
                        Optional.empty(),
                        phase.get(),
                        at.get(),
                        line(text(run, "actor", "login")),
                        line(text(run, "head_commit", "message").or(() -> name)),
                        link(text(run, "html_url")),
                        IrreversibleMark.isIn(text(run, "head_commit", "message"))));
    }

    private static Optional<Phase> conclusion(String word) {
        return switch (word) {
            case "success" -> Optional.of(Phase.SUCCEEDED);
            case "failure", "timed_out", "startup_failure" -> Optional.of(Phase.FAILED);
            case "cancelled" -> Optional.of(Phase.STOPPED);
            default -> Optional.empty();
        };
    }
}
