package dev.nightshift.rollback.target;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An environment of AppConfig with two profiles: one deployment at a time, which runs until it is
 * settled; the emulator has none.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html">
 *     GetDeployment</a>
 */
final class FakeAppConfig extends StandIn {
    private static final int PAGE = 2;

    private static final class Deployed {
        final int number;
        final String profile;
        final String version;
        String state = "DEPLOYING";
        Instant completed = Instant.now();

        Deployed(int number, String profile, String version) {
            this.number = number;
            this.profile = profile;
            this.version = version;
        }
    }

    private final List<Deployed> deployments = new ArrayList<>();
    private final Set<Integer> deleted = new HashSet<>();
    private final int versions;

    FakeAppConfig(int versions) {
        this.versions = versions;
    }

    synchronized void deploy(String profile, String version) {
        deployments.add(new Deployed(deployments.size() + 1, profile, version));
    }

    synchronized void settle() {
        var newest = deployments.getLast();
        if (newest.state.equals("DEPLOYING") || newest.state.equals("BAKING")) {
            newest.state = "COMPLETE";
            newest.completed = Instant.now();
        }
    }

    synchronized void bake() {
        deployments.getLast().state = "BAKING";
    }

    synchronized void longAgo() {
        deployments.forEach(deployed -> deployed.completed = Instant.parse("2026-01-01T00:00:00Z"));
    }

    synchronized void delete(int version) {
        deleted.add(version);
    }

    synchronized String newest() {
        var newest = deployments.getLast();
        return newest.version + " " + newest.state;
    }

    @Override
    Reply answer(Ask ask) {
        var path = ask.path().split("/", -1);
        var what = ask.method() + " " + path[3] + (path.length > 5 ? " " + path[5] : "");
        return switch (what) {
            case "GET configurationprofiles" ->
                    Reply.json(object().put("Name", "flags-name").put("LocationUri", "hosted"));
            case "GET configurationprofiles hostedconfigurationversions" -> versions(ask);
            case "GET environments deployments" ->
                    path.length > 6
                            ? Reply.json(json(find(path[6])).put("DeploymentStrategyId", "slow"))
                            : list(ask);
            case "POST environments deployments" -> start(ask);
            case "DELETE environments deployments" -> stop(ask, find(path[6]));
            default -> Reply.no(404, "ResourceNotFoundException", what);
        };
    }

    private Reply start(Ask ask) {
        var version = ask.json().path("ConfigurationVersion").asText();
        if (running()) {
            return Reply.no(409, "ConflictException", "one runs");
        }
        if (!ask.json().path("DeploymentStrategyId").asText().equals("slow")
                || deleted.contains(Integer.parseInt(version))) {
            return Reply.no(400, "BadRequestException", "no such strategy or version");
        }
        deploy("flags-name", version);
        return Reply.json(json(deployments.getLast()));
    }

    private Reply stop(Ask ask, Deployed deployed) {
        boolean revert = "true".equals(ask.headers().get("Allow-Revert"));
        switch (deployed.state) {
            case "DEPLOYING" -> deployed.state = "ROLLED_BACK";
            case "BAKING", "COMPLETE" -> {
                if (!revert || deployed.completed.isBefore(Instant.now().minusSeconds(259_200))) {
                    return Reply.no(400, "BadRequestException", "not any more");
                }
                deployed.state = "REVERTED";
            }
            default -> {
                return Reply.no(400, "BadRequestException", "it is " + deployed.state);
            }
        }
        return Reply.json(json(deployed));
    }

    private boolean running() {
        return !deployments.isEmpty()
                && List.of("DEPLOYING", "BAKING").contains(deployments.getLast().state);
    }

    private Reply list(Ask ask) {
        int from = ask.field("next_token").map(Integer::parseInt).orElse(0);
        var answer = object();
        var items = answer.putArray("Items");
        deployments.reversed().stream()
                .skip(from)
                .limit(PAGE)
                .forEach(deployed -> items.add(json(deployed)));
        if (from + PAGE < deployments.size()) {
            answer.put("NextToken", Integer.toString(from + PAGE));
        }
        return Reply.json(answer);
    }

    /** One a page. */
    private Reply versions(Ask ask) {
        int version = ask.field("next_token").map(Integer::parseInt).orElse(versions);
        var answer = object();
        var items = answer.putArray("Items");
        if (!deleted.contains(version)) {
            items.addObject().put("VersionNumber", version);
        }
        if (version > 1) {
            answer.put("NextToken", Integer.toString(version - 1));
        }
        return Reply.json(answer);
    }

    private Deployed find(String number) {
        return deployments.get(Integer.parseInt(number) - 1);
    }

    private static ObjectNode json(Deployed deployed) {
        var json =
                object().put("DeploymentNumber", deployed.number)
                        .put("ConfigurationName", deployed.profile)
                        .put("ConfigurationVersion", deployed.version)
                        .put("State", deployed.state)
                        .put("PercentageComplete", deployed.state.equals("DEPLOYING") ? 20 : 100)
                        .put("StartedAt", "2026-11-28T07:00:00Z");
        if (deployed.state.equals("COMPLETE")) {
            json.put("CompletedAt", deployed.completed.toString());
        }
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
