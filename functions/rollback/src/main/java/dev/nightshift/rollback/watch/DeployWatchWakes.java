package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Wake;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The events that wake deploy-watch: those that its services and its settings ask for. */
final class DeployWatchWakes {
    private static final String TRAIL = "AWS API Call via CloudTrail";

    private final List<Wake> wakes = new ArrayList<>();

    private DeployWatchWakes() {}

    static List<Wake> of(DeployWatchSettings settings) {
        var made = new DeployWatchWakes();
        made.pipelines(settings);
        settings.services().stream()
                .map(Service::target)
                .map(Target::kind)
                .distinct()
                .sorted()
                .forEach(made::kind);
        return List.copyOf(made.wakes);
    }

    private void pipelines(DeployWatchSettings settings) {
        var names =
                settings.pipelines().values().stream().flatMap(List::stream).distinct().sorted();
        Wake.split("pipelines", "pipeline", names.toList()).stream()
                .map(
                        wake ->
                                wake.from(
                                        "aws.codepipeline",
                                        "CodePipeline Pipeline Execution State Change"))
                .forEach(wakes::add);
        if (!settings.stacks().isEmpty()) {
            // the name is a part of an id that nobody knows before
            wake("stacks", "aws.cloudformation", "CloudFormation Stack Status Change", Map.of());
        }
    }

    private void kind(String kind) {
        switch (kind) {
            case "ecs" -> wake(kind, "aws.ecs", "ECS Deployment State Change", Map.of());
            case "codedeploy" ->
                    wake(
                            kind,
                            "aws.codedeploy",
                            "CodeDeploy Deployment State-change Notification",
                            Map.of());
            case "lambda" ->
                    wake(
                            kind,
                            "aws.lambda",
                            TRAIL,
                            Map.of(
                                    "eventName",
                                    List.of("CreateAlias20150331", "UpdateAlias20150331")));
            case "appconfig" ->
                    wake(
                            kind,
                            "aws.appconfig",
                            TRAIL,
                            Map.of("eventName", List.of("StartDeployment")));
            case "beanstalk" -> {
                wake(
                        kind,
                        "aws.elasticbeanstalk",
                        "Elastic Beanstalk resource status change",
                        Map.of());
                wake(
                        kind + "-versions",
                        "aws.elasticbeanstalk",
                        TRAIL,
                        Map.of("eventName", List.of("UpdateEnvironment")));
            }
            default -> {
                // a tick finds it, or a webhook tells of it
            }
        }
    }

    private void wake(String name, String source, String type, Map<String, List<String>> detail) {
        wakes.add(new Wake(name, List.of(source), List.of(type), detail));
    }
}
