package dev.nightshift.local.cli;

import dev.nightshift.local.deploy.DeployedResource;
import dev.nightshift.local.deploy.Deviation;
import dev.nightshift.local.deploy.LocalDeployment;
import dev.nightshift.local.deploy.Progress;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.RunningEmulator;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.QueuePump;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "deploy",
        description = "Synthesize the CDK app and make all of it in the emulator.",
        footer = {
            "",
            "Every resource of the template is made by its own API call in the emulator that",
            "AWS_ENDPOINT_URL names (or that runs here), and compared with the template afterwards.",
            "To deploy to AWS: cd cdk && npx cdk deploy --all",
            "",
            "Examples:",
            "  export AWS_ENDPOINT_URL=$(nightshift emulator start)",
            "  nightshift deploy --local",
            "  nightshift deploy --local --config ops/nightshift.yaml --stage dev"
        })
final class DeployCommand extends Command {
    @Option(names = "--local", description = "into the emulator; AWS itself is for cdk deploy")
    private boolean local;

    DeployCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        if (!local) {
            throw new Trouble(
                    Exit.USAGE,
                    "deploy needs --local; to AWS itself goes: cd cdk && npx cdk deploy --all");
        }
        var settings = session.settings(globals());
        var emulator =
                Emulator.in(session.folder(), session.environment())
                        .status()
                        .orElseThrow(
                                () ->
                                        new Trouble(
                                                Exit.UNREACHABLE,
                                                "no emulator runs; start one: export"
                                                        + " AWS_ENDPOINT_URL=$(nightshift emulator"
                                                        + " start)"));
        Accounts.admitToLoopback(session.environment());
        terminal().say("Synthesizing stage %s …".formatted(settings.stage()));
        var out = session.home().resolve("target/cdk.out");
        Synthesis.run(session.home(), session.configFile(globals().config), globals().stage, out);
        terminal().say("Deploying into %s at %s …".formatted(emulator.kind(), emulator.endpoint()));
        var result = LocalDeployment.deploy(out, emulator.endpoint(), progress());
        if (emulator.kind().equals(RunningEmulator.MOTO)) {
            QueuePump.takeOver(Account.emulator(emulator.endpoint()), settings.regions().home());
        }
        terminal().progressDone();
        if (globals().json()) {
            var json = Json.object();
            json.put("endpoint", emulator.endpoint().toString());
            json.put("asDeclared", result.asDeclared());
            var outputs = json.putObject("outputs");
            result.outputs()
                    .forEach(
                            (stack, values) -> {
                                var node = outputs.putObject(stack);
                                values.forEach(node::put);
                            });
            var resources = json.putArray("resources");
            result.resources().forEach(resource -> resources.add(resource.toString()));
            var faults = json.putArray("faults");
            result.faults().forEach(fault -> faults.add(fault.toString()));
            print(Json.pretty(json));
        } else {
            var table = new Table("STACK", "OUTPUT", "VALUE");
            result.outputs()
                    .forEach(
                            (stack, values) ->
                                    values.forEach((name, value) -> table.row(stack, name, value)));
            if (!table.isEmpty()) {
                print(table);
            }
        }
        for (Deviation fault : result.faults()) {
            terminal().say("not as declared: " + fault);
        }
        terminal()
                .say(
                        "%d resources, %s."
                                .formatted(
                                        result.resources().size(),
                                        result.asDeclared()
                                                ? "all as the template says"
                                                : result.faults().size() + " differences"));
        return result.asDeclared() ? Exit.OK : Exit.FINDINGS;
    }

    private Progress progress() {
        return new Progress() {
            @Override
            public void resource(DeployedResource resource) {
                terminal().progress("  " + resource);
            }

            @Override
            public void note(String line) {
                terminal().progressDone();
                terminal().say("  " + line);
            }
        };
    }
}
