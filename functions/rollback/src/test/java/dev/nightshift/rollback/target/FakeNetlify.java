package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A site of Netlify and its deploys. */
final class FakeNetlify extends StandIn {
    static final String TOKEN = "netlify-token-123";

    private record Deployed(String id, String state, String context, Instant made) {
        JsonNode json() {
            var json =
                    object().put("id", id)
                            .put("state", state)
                            .put("context", context)
                            .put("created_at", made.toString());
            return state.equals("ready")
                    ? json.put("published_at", made.plusSeconds(60).toString())
                    : json.putNull("published_at");
        }
    }

    private final Wire wire;
    private final List<Deployed> deploys = new ArrayList<>();
    private String published = "";

    FakeNetlify(Wire wire) {
        this.wire = wire;
    }

    synchronized void deploy(String id, String state, String context) {
        deploys.add(
                new Deployed(
                        id,
                        state,
                        context,
                        Instant.parse("2026-11-01T00:00:00.123Z")
                                .plusSeconds(3_600L * deploys.size())));
        if (state.equals("ready") && context.equals("production")) {
            published = id;
        }
    }

    @Override
    Reply answer(Ask ask) {
        wire.record(ask.method() + " " + ask.path());
        if (!("Bearer " + TOKEN).equals(ask.headers().get("Authorization"))) {
            return no(401, "Access Denied");
        }
        var path = ask.path().split("/", -1);
        if (!ask.path().startsWith("/api/v1/sites/site-1")) {
            return no(404, "Not Found");
        }
        var found = path.length > 6 ? find(path[6]) : find(published);
        return switch (ask.method() + " " + path.length) {
            case "GET 5" -> {
                var site = object().put("id", "site-1");
                found.ifPresent(deploy -> site.set("published_deploy", deploy.json()));
                yield Reply.json(site);
            }
            case "GET 6" -> list(ask);
            case "GET 7" ->
                    found.map(deploy -> Reply.json(deploy.json()))
                            .orElseGet(() -> no(404, "Not Found"));
            case "POST 8" -> {
                if (found.isEmpty() || !path[7].equals("restore")) {
                    yield no(404, "Not Found");
                }
                published = path[6];
                yield Reply.json(found.get().json());
            }
            default -> no(404, "Not Found");
        };
    }

    private Reply list(Ask ask) {
        int page = Integer.parseInt(ask.field("page").orElse("1"));
        int size = Integer.parseInt(ask.field("per_page").orElse("30"));
        var answer = JsonNodeFactory.instance.arrayNode();
        deploys.reversed().stream()
                .skip((page - 1L) * size)
                .limit(Math.min(size, 100))
                .forEach(deploy -> answer.add(deploy.json()));
        return Reply.json(answer);
    }

    private Optional<Deployed> find(String id) {
        return deploys.stream().filter(deploy -> deploy.id().equals(id)).findFirst();
    }

    private static Reply no(int status, String message) {
        return new Reply(
                status, Map.of(), object().put("code", status).put("message", message).toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
