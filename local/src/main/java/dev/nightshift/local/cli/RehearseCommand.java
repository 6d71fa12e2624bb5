package dev.nightshift.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParentCommand;

/** Verbs that try out what happens in an emergency. */
@CommandLine.Command(
        name = "rehearse",
        synopsisSubcommandLabel = "rollback",
        description = "Try out what would be done in an emergency. Changes nothing.",
        footer = {
            "",
            "Examples:",
            "  nightshift rehearse rollback shop-api",
            "  nightshift rehearse rollback shop-api --event alarm.json"
        })
final class RehearseCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @ParentCommand private Root root = new Root();

    RehearseCommand() {}

    static CommandLine with(Session session) {
        return new CommandLine(new RehearseCommand())
                .addSubcommand(new RehearseRollbackCommand(session));
    }

    Globals globals() {
        return root.globals;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "rehearse needs rollback");
    }
}
