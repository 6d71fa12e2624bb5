package dev.nightshift.local.cli;

import dev.nightshift.core.config.SchemaWriter;
import picocli.CommandLine;

@CommandLine.Command(
        name = "schema",
        description = "Print the JSON Schema of nightshift.yaml, for editors.",
        footer = {
            "",
            "Example:",
            "  nightshift schema > nightshift.schema.json",
            "  then begin nightshift.yaml with",
            "  # yaml-language-server: $schema=nightshift.schema.json"
        })
final class SchemaCommand extends Command {
    SchemaCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        print(SchemaWriter.schema(session.known()).strip());
        return Exit.OK;
    }
}
