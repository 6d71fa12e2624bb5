package dev.nightshift.local.cli;

import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ScopeType;

/** The command itself, without a verb. */
@Command(
        name = "nightshift",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        versionProvider = Root.Version.class,
        synopsisSubcommandLabel = "VERB",
        description = "The ops crew for a small team's AWS accounts.",
        footer = {
            "",
            "First steps:",
            "  nightshift demo              the whole story on this machine, no account needed",
            "  nightshift doctor            what is missing here, and what to do about it",
            "  nightshift plan rds-backup   what would be done, and why; changes nothing",
            "",
            "Exit codes: 0 ok, 1 findings or failed actions, 2 usage or settings, 3 partial,",
            "4 denied or unreachable. Data goes to standard output, words to standard error."
        })
final class Root {
    @Mixin Globals globals = new Globals();

    /** As the build wrote it into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Optional.ofNullable(Root.class.getPackage().getImplementationVersion());
            return new String[] {"nightshift " + version.orElse("(not from a jar)")};
        }
    }
}
