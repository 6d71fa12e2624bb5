package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.text.Urls;
import dev.nightshift.rollback.service.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Production of a Vercel project, taken back by Vercel's Instant Rollback. While domains move, the
 * deployment that they move to is current, and Vercel is busy. Afterwards Vercel gives production's
 * domains to no new deployment until somebody promotes one.
 *
 * @see <a href="https://vercel.com/docs/instant-rollback">Instant Rollback</a>
 * @see <a href="https://vercel.com/docs/rest-api">Vercel REST API</a>
 */
final class VercelTarget extends CarefulTarget {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;
    private static final Set<String> MOVING = Set.of("pending", "in-progress");

    private final TokenApi vercel;
    private final Target.VercelProject target;

    VercelTarget(TokenApi vercel, Target.VercelProject target) {
        this.vercel = vercel;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var project = project();
        var moving =
                Optional.of(project.path("lastAliasRequest"))
                        .filter(request -> MOVING.contains(request.path("jobStatus").asText()));
        var production = project.path("targets").path("production");
        var current =
                moving.map(request -> request.path("toDeploymentId").asText())
                        .or(() -> moved(project))
                        .orElseGet(() -> production.path("id").asText());
        if (current.isEmpty()) {
            throw new CloudException(
                    Kind.NOT_FOUND, "the project " + target.project() + " has no production yet");
        }
        var all = deployments(project.path("id").asText());
        var made =
                all.stream()
                        .filter(deployment -> id(deployment).equals(current))
                        .findFirst()
                        .map(VercelTarget::made)
                        .or(
                                () ->
                                        Optional.of(production.path("createdAt").asLong())
                                                .filter(millis -> millis > 0)
                                                .map(Instant::ofEpochMilli))
                        .orElse(Instant.MAX);
        return new Standing(
                current,
                Optional.empty(),
                100,
                all.stream()
                        .filter(deployment -> made(deployment).isBefore(made))
                        .map(
                                deployment ->
                                        new Standing.Former(
                                                id(deployment),
                                                Optional.empty(),
                                                obstacle(deployment)))
                        .toList(),
                moving.map(
                        request ->
                                "the %s to %s is %s"
                                        .formatted(
                                                request.path("type").asText("move"),
                                                request.path("toDeploymentId").asText(),
                                                request.path("jobStatus").asText())));
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        var known = standing.former(to);
        if (known.isPresent() && known.get().obstacle().isPresent()) {
            return known.get().obstacle();
        }
        var deployment =
                vercel.find(
                        "read the deployment " + to,
                        "/v13/deployments/" + Urls.part(to) + query(""));
        if (deployment.isEmpty()) {
            return Optional.of("there is no deployment " + to + " at Vercel any more");
        }
        var state = deployment.get().path("readyState").asText();
        if (!state.equals("READY")) {
            return Optional.of("the deployment " + to + " is " + state + ", not READY");
        }
        return deployment.get().path("target").asText().equals("production")
                ? Optional.empty()
                : Optional.of(
                        "the deployment " + to + " was never in production: it cannot be gone to");
    }

    @Override
    String looked(String to) {
        return "the deployment " + to + " is READY, and no domains move";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        vercel.post(
                "go back to " + to,
                "/v1/projects/%s/rollback/%s%s"
                        .formatted(
                                Urls.part(project().path("id").asText()),
                                Urls.part(to),
                                query("description=" + Urls.part("nightshift " + token))));
        return new Step.Begun("Vercel points production at " + to);
    }

    /** Where production went from what the project may still call its production. */
    private static Optional<String> moved(JsonNode project) {
        return Optional.of(project.path("lastAliasRequest"))
                .filter(request -> request.path("jobStatus").asText().equals("succeeded"))
                .filter(
                        request ->
                                request.path("fromDeploymentId")
                                        .asText()
                                        .equals(
                                                project.path("targets")
                                                        .path("production")
                                                        .path("id")
                                                        .asText()))
                .map(request -> request.path("toDeploymentId").asText());
    }

    private JsonNode project() {
        return vercel.get(
                "read the project " + target.project(),
                "/v9/projects/" + Urls.part(target.project()) + query(""));
    }

    /** Those of production that are ready, the newest first. */
    private List<JsonNode> deployments(String project) {
        var all = new ArrayList<JsonNode>();
        var until = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer =
                    vercel.get(
                            "list the deployments of " + target.project(),
                            "/v6/deployments"
                                    + query(
                                            "projectId=%s&target=production&state=READY&limit=%d%s"
                                                    .formatted(Urls.part(project), PAGE, until)));
            answer.path("deployments").forEach(all::add);
            long next = answer.path("pagination").path("next").asLong(0);
            if (next == 0) {
                break;
            }
            until = "&until=" + next;
        }
        return all;
    }

    private String query(String rest) {
        var team = target.team().map(id -> "teamId=" + Urls.part(id)).orElse("");
        var both = team.isEmpty() || rest.isEmpty() ? team + rest : team + "&" + rest;
        return both.isEmpty() ? "" : "?" + both;
    }

    private static Optional<String> obstacle(JsonNode deployment) {
        var candidate = deployment.path("isRollbackCandidate");
        return candidate.isBoolean() && !candidate.asBoolean()
                ? Optional.of(
                        "Vercel does not go back to "
                                + id(deployment)
                                + ": it never had production's domains, or the plan goes back one"
                                + " step only")
                : Optional.empty();
    }

    private static String id(JsonNode deployment) {
        return deployment.path("uid").asText();
    }

    private static Instant made(JsonNode deployment) {
        return Instant.ofEpochMilli(deployment.path("created").asLong());
    }
}
