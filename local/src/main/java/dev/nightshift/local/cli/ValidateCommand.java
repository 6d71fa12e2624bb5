package dev.nightshift.local.cli;

import dev.nightshift.core.config.ConfigException;
import picocli.CommandLine;

@CommandLine.Command(
        name = "validate",
        description = "Check nightshift.yaml and the overlay of its stage.",
        footer = {
            "",
            "Examples:",
            "  nightshift validate",
            "  nightshift validate --config ops/nightshift.yaml --stage prod",
            "  nightshift validate --output json | jq '.problems[].message'"
        })
final class ValidateCommand extends Command {
    ValidateCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var file = session.configFile(globals().config);
        try {
            var settings = session.settings(globals());
            if (globals().json()) {
                var answer = Json.object();
                answer.put("file", file.toString());
                answer.put("valid", true);
                answer.put("stage", settings.stage());
                var names = answer.putArray("automations");
                settings.automations().forEach(automation -> names.add(automation.name()));
                answer.putArray("problems");
                print(Json.pretty(answer));
            } else {
                var table = new Table("AUTOMATION", "SCHEDULE", "MODE", "TIMEOUT", "MEMORY");
                settings.automations()
                        .forEach(
                                automation ->
                                        table.row(
                                                automation.name(),
                                                automation.schedule().expression(),
                                                automation.apply() ? "apply" : "dry run",
                                                automation.timeout().toSeconds() + " s",
                                                automation.memoryMb() + " MB"));
                print(table);
                terminal().say("%s is fine (stage %s).".formatted(file, settings.stage()));
            }
            return Exit.OK;
        } catch (ConfigException refused) {
            if (!globals().json()) {
                throw refused;
            }
            var answer = Json.object();
            answer.put("file", file.toString());
            answer.put("valid", false);
            var problems = answer.putArray("problems");
            for (var problem : refused.problems()) {
                problems.addObject()
                        .put("file", problem.file())
                        .put("line", problem.line())
                        .put("column", problem.column())
                        .put("path", problem.path())
                        .put("message", problem.message());
            }
            print(Json.pretty(answer));
            return Exit.USAGE;
        }
    }
}
