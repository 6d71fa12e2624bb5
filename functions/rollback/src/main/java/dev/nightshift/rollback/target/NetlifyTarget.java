package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.text.Urls;
import dev.nightshift.rollback.service.Target;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Netlify site publishes. A deploy that is being built would be published over what was gone
 * back to, and so nothing is begun beside it.
 *
 * @see <a href="https://open-api.netlify.com/#tag/deploy/operation/restoreSiteDeploy">
 *     restoreSiteDeploy</a>
 * @see <a href="https://docs.netlify.com/api-and-cli-guides/api-guides/get-started-with-api/">
 *     Netlify API</a>
 */
final class NetlifyTarget extends CarefulTarget {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 5;
    private static final String READY = "ready";

    /** Every other state leads to one of these. */
    private static final Set<String> ENDED = Set.of(READY, "error", "rejected", "deleted");

    private final TokenApi netlify;
    private final Target.NetlifySite target;

    NetlifyTarget(TokenApi netlify, Target.NetlifySite target) {
        this.netlify = netlify;
        this.target = target;
    }

    @Override
    public Standing observe() {
        var published =
                netlify.get("read the site " + target.site(), site("")).path("published_deploy");
        var current = published.path("id").asText();
        if (current.isEmpty()) {
            throw new CloudException(
                    Kind.NOT_FOUND, "the site " + target.site() + " has published nothing yet");
        }
        var all = deploys();
        var made = time(published, "created_at").orElse(Instant.MAX);
        return new Standing(
                current,
                time(published, "published_at"),
                100,
                all.stream()
                        .filter(deploy -> state(deploy).equals(READY))
                        .filter(deploy -> time(deploy, "published_at").isPresent())
                        .filter(
                                deploy ->
                                        time(deploy, "created_at")
                                                .filter(at -> at.isBefore(made))
                                                .isPresent())
                        .map(
                                deploy ->
                                        new Standing.Former(
                                                deploy.path("id").asText(),
                                                time(deploy, "published_at"),
                                                Optional.empty()))
                        .toList(),
                all.stream()
                        .filter(deploy -> !ENDED.contains(state(deploy)))
                        .findFirst()
                        .map(
                                deploy ->
                                        "the deploy %s is %s"
                                                .formatted(
                                                        deploy.path("id").asText(),
                                                        state(deploy))));
    }

    @Override
    Optional<String> obstacle(Standing standing, String to) {
        return netlify.find("read the deploy " + to, site("/deploys/" + Urls.part(to)))
                .map(
                        deploy ->
                                state(deploy).equals(READY)
                                        ? Optional.<String>empty()
                                        : Optional.of(
                                                "the deploy %s is %s, not ready"
                                                        .formatted(to, state(deploy))))
                .orElseGet(
                        () ->
                                Optional.of(
                                        "there is no deploy %s at Netlify any more: it removes old ones"
                                                .formatted(to)));
    }

    @Override
    String looked(String to) {
        return "the deploy " + to + " is ready, and none is being built";
    }

    @Override
    Step begin(Standing standing, String to, String token) {
        netlify.post("go back to " + to, site("/deploys/" + Urls.part(to) + "/restore"));
        return new Step.Begun("Netlify publishes " + to + " again");
    }

    /** Those of production, the newest first. */
    private List<JsonNode> deploys() {
        var all = new ArrayList<JsonNode>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            var answer =
                    netlify.get(
                            "list the deploys of " + target.site(),
                            site("/deploys?production=true&page=" + page + "&per_page=" + PAGE));
            answer.forEach(all::add);
            if (answer.size() < PAGE) {
                break;
            }
        }
        // the filter is Netlify's; this is ours
        all.removeIf(deploy -> !deploy.path("context").asText().equals("production"));
        return all;
    }

    private String site(String rest) {
        return "/api/v1/sites/" + Urls.part(target.site()) + rest;
    }

    private static String state(JsonNode deploy) {
        return deploy.path("state").asText();
    }

    private static Optional<Instant> time(JsonNode deploy, String name) {
        try {
            return Optional.of(deploy.path(name).asText())
                    .filter(text -> !text.isEmpty() && !text.equals("null"))
                    .map(Instant::parse);
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }
}
