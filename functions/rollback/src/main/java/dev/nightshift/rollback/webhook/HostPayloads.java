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
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Deployments to production of Vercel and Netlify; previews are none of our business. */
final class HostPayloads {
    private static final String PRODUCTION = "production";

    private HostPayloads() {}

    /**
     * @see <a href="https://vercel.com/docs/webhooks/webhooks-api">Webhooks API Reference</a>
     */
    static Optional<DeploymentEvent> vercel(JsonNode body) {
        var type = body.path("type").asText();
        var phase =
                switch (type) {
                    case "deployment.created" -> Optional.of(Phase.STARTED);
                    case "deployment.succeeded", "deployment.ready", "deployment.promoted" ->
                            Optional.of(Phase.SUCCEEDED);
                    case "deployment.error" -> Optional.of(Phase.FAILED);
                    case "deployment.canceled" -> Optional.of(Phase.STOPPED);
                    default -> Optional.<Phase>empty();
                };
        var payload = body.path("payload");
        var deployment = payload.path("deployment");
        var id = text(deployment, "id");
        var names = names(text(payload, "project", "id"), text(deployment, "name"));
        boolean toProduction =
                payload.path("target").asText().equals(PRODUCTION)
                        || type.equals("deployment.promoted");
        if (phase.isEmpty()
                || id.isEmpty()
                || names.isEmpty()
                || !body.path("createdAt").isIntegralNumber()
                || !toProduction) {
            return Optional.empty();
        }
        var meta = deployment.path("meta");
        return Optional.of(
                new DeploymentEvent(
                        "vercel-" + text(body, "id").orElse(id.get() + type),
                        new Subject("vercel", names),
                        id,
                        phase.get(),
                        Instant.ofEpochMilli(body.path("createdAt").asLong()),
                        line(
                                commit(meta, "CommitAuthorName")
                                        .or(() -> commit(meta, "CommitAuthorLogin"))
                                        .or(() -> text(payload, "user", "id"))),
                        line(commit(meta, "CommitMessage")),
                        link(text(payload, "links", "deployment")),
                        IrreversibleMark.isIn(commit(meta, "CommitMessage"))));
    }

    private static Optional<String> commit(JsonNode meta, String field) {
        return Stream.of("github", "gitlab", "bitbucket")
                .flatMap(host -> text(meta, host + field).stream())
                .findFirst();
    }

    /**
     * @see <a href="https://docs.netlify.com/site-deploys/notifications/">Deploy notifications</a>
     */
    static Optional<DeploymentEvent> netlify(JsonNode body) {
        var phase =
                switch (body.path("state").asText()) {
                    case "new", "enqueued", "building", "uploading", "processing" ->
                            Optional.of(Phase.STARTED);
                    case "ready" -> Optional.of(Phase.SUCCEEDED);
                    case "error" -> Optional.of(Phase.FAILED);
                    default -> Optional.<Phase>empty();
                };
        var id = text(body, "id");
        var names = names(text(body, "site_id"), text(body, "name"));
        var at = phase.flatMap(it -> netlifyTime(it, body));
        if (id.isEmpty()
                || names.isEmpty()
                || at.isEmpty()
                || !body.path("context").asText().equals(PRODUCTION)) {
            return Optional.empty();
        }
        var failure = text(body, "error_message").filter(_ -> phase.get() == Phase.FAILED);
        return Optional.of(
                new DeploymentEvent(
                        "netlify-" + id.get() + "-" + phase.get(),
                        new Subject("netlify", names),
                        id,
                        phase.get(),
                        at.get(),
                        line(text(body, "committer")),
                        line(failure.or(() -> text(body, "title"))),
                        link(
                                text(body, "admin_url")
                                        .map(url -> url + "/deploys/" + id.get())
                                        .or(() -> text(body, "deploy_ssl_url"))),
                        IrreversibleMark.isIn(text(body, "title"))));
    }

    private static Optional<Instant> netlifyTime(Phase phase, JsonNode body) {
        var first =
                switch (phase) {
                    case STARTED -> "created_at";
                    case SUCCEEDED -> "published_at";
                    case FAILED, STOPPED -> "updated_at";
                };
        return time(text(body, first).or(() -> text(body, "updated_at")));
    }

    private static Set<String> names(Optional<String> one, Optional<String> other) {
        return Stream.of(one, other)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
