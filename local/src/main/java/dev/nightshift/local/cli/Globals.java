package dev.nightshift.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options of every command. */
final class Globals {
    /** How data is written. */
    enum Output {
        table,
        json
    }

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "settings; nightshift.yaml if not given")
    Optional<Path> config = Optional.empty();

    @Option(
            names = "--stage",
            paramLabel = "STAGE",
            scope = ScopeType.INHERIT,
            description =
                    "stage whose overlay is merged, such as prod; the file's own if not given")
    Optional<String> stage = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "table|json",
            scope = ScopeType.INHERIT,
            description = "how data is written: table (for people) or json")
    Output output = Output.table;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "show the stack trace of an error")
    boolean debug;

    boolean json() {
        return output == Output.json;
    }
}
