package dev.nightshift.local.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@CommandLine.Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example, in ~/.bashrc or ~/.zshrc:", "  source <(nightshift completion)"})
final class CompletionCommand extends Command {
    @Spec private CommandSpec spec = CommandSpec.create();

    CompletionCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        print(AutoComplete.bash("nightshift", spec.root().commandLine()).strip());
        return Exit.OK;
    }
}
