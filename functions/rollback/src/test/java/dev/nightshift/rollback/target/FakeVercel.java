package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A project of Vercel, whose domains move until they are settled. */
final class FakeVercel extends StandIn {
    static final String TOKEN = "vercel-token-123";

    /** Fewer than are asked for, as a vendor may. */
    private static final int PAGE = 2;

    private record Deployed(String id, String state, String target, boolean candidate, long at) {}

    private final Wire wire;
    private final List<Deployed> deployments = new ArrayList<>();
    private String production = "";
    private String movesTo = "";
    private String movedFrom = "";
    private String movedTo = "";
    private boolean keepsItsName;

    FakeVercel(Wire wire) {
        this.wire = wire;
    }

    synchronized void deploy(String id, String state, String target, boolean candidate) {
        deployments.add(
                new Deployed(
                        id, state, target, candidate, 1_790_000_000_000L + deployments.size()));
        if (state.equals("READY") && target.equals("production")) {
            production = id;
        }
    }

    synchronized void move(String to) {
        movesTo = to;
    }

    /** The project's own record of its production lags behind. */
    synchronized void keepsItsName() {
        keepsItsName = true;
    }

    synchronized void settle() {
        if (!movesTo.isEmpty()) {
            movedFrom = production;
            movedTo = movesTo;
            if (!keepsItsName) {
                production = movesTo;
            }
            movesTo = "";
        }
    }

    @Override
    Reply answer(Ask ask) {
        wire.record(ask.method() + " " + ask.path());
        if (!("Bearer " + TOKEN).equals(ask.headers().get("Authorization"))) {
            return no(403, "Not authorized");
        }
        if (!ask.field("teamId").equals(Optional.of("team_1"))) {
            return no(404, "Project not found");
        }
        var path = ask.path().split("/", -1);
        return switch (ask.method() + " " + path[1] + " " + path[2]) {
            case "GET v9 projects" -> Reply.json(project());
            case "GET v6 deployments" -> list(ask);
            case "GET v13 deployments" ->
                    deployments.stream()
                            .filter(deployed -> deployed.id().equals(path[3]))
                            .findFirst()
                            .map(
                                    deployed ->
                                            Reply.json(
                                                    object().put("id", deployed.id())
                                                            .put("readyState", deployed.state())
                                                            .put("target", deployed.target())))
                            .orElseGet(() -> no(404, "Deployment not found"));
            case "POST v1 projects" -> {
                if (!path[3].equals("prj_1") || !path[4].equals("rollback")) {
                    yield no(404, "Not found");
                }
                if (!movesTo.isEmpty()) {
                    yield no(409, "Another request is in progress");
                }
                move(path[5]);
                yield new Reply(201, Map.of(), "");
            }
            default -> no(404, "Not found");
        };
    }

    private ObjectNode project() {
        var project = object().put("id", "prj_1").put("name", "shop");
        project.putObject("targets").putObject("production").put("id", production);
        project.putObject("lastAliasRequest")
                .put("type", "rollback")
                .put("toDeploymentId", movesTo.isEmpty() ? movedTo : movesTo)
                .put("fromDeploymentId", movesTo.isEmpty() ? movedFrom : production)
                .put("jobStatus", movesTo.isEmpty() ? "succeeded" : "in-progress");
        return project;
    }

    private Reply list(Ask ask) {
        if (!ask.field("target").orElse("").equals("production")
                || !ask.field("state").orElse("").equals("READY")
                || !ask.field("projectId").orElse("").equals("prj_1")) {
            return no(400, "Which deployments?");
        }
        long until = ask.field("until").map(Long::parseLong).orElse(Long.MAX_VALUE);
        var answer = object();
        var list = answer.putArray("deployments");
        var matching =
                deployments.reversed().stream()
                        .filter(deployed -> deployed.at() < until)
                        .filter(deployed -> deployed.state().equals("READY"))
                        .filter(deployed -> deployed.target().equals("production"))
                        .toList();
        matching.stream()
                .limit(PAGE)
                .forEach(
                        deployed ->
                                list.addObject()
                                        .put("uid", deployed.id())
                                        .put("created", deployed.at())
                                        .put("isRollbackCandidate", deployed.candidate()));
        var pagination = answer.putObject("pagination");
        if (matching.size() > PAGE) {
            pagination.put("next", matching.get(PAGE - 1).at());
        } else {
            pagination.putNull("next");
        }
        return Reply.json(answer);
    }

    private static Reply no(int status, String message) {
        var body = object();
        body.putObject("error").put("code", "no").put("message", message);
        return new Reply(status, Map.of(), body.toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
