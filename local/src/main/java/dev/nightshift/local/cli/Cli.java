package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.overview.Backups;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** Puts the verbs together and turns every outcome into an exit code. */
public final class Cli {
    private final Session session;
    private final Function<Settings, Optional<BackupHistory>> backups;
    private final Supplier<RestoreBackend> restores;

    Cli(Session session) {
        this(session, Backups::of);
    }

    /**
     * @param backups where it is read how backups stand
     */
    Cli(Session session, Function<Settings, Optional<BackupHistory>> backups) {
        this(session, backups, RestoreBackend::ofEnvironment);
    }

    /**
     * @param restores where they read and write; asked for once it is known what to restore
     */
    Cli(
            Session session,
            Function<Settings, Optional<BackupHistory>> backups,
            Supplier<RestoreBackend> restores) {
        this.session = session;
        this.backups = backups;
        this.restores = restores;
    }

    /** The command line of this process. */
    static Cli ofProcess(List<AutomationSpec<?>> known) {
        var environment = System.getenv();
        return new Cli(
                new Session(
                        Terminal.ofProcess(environment),
                        Path.of(System.getProperty("nightshift.home", ".")).toAbsolutePath(),
                        Path.of("").toAbsolutePath(),
                        known,
                        environment,
                        Clock.systemUTC()));
    }

    /**
     * @return the exit code
     */
    int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    CommandLine commandLine() {
        var root = new Root();
        var line = new CommandLine(root);
        for (var verb :
                List.of(
                        new DemoCommand(session),
                        new ValidateCommand(session),
                        new SchemaCommand(session),
                        new PlanCommand(session),
                        new RunCommand(session),
                        new ApproveCommand(session),
                        new DeployCommand(session),
                        new InvokeCommand(session),
                        new DoctorCommand(session))) {
            line.addSubcommand(verb);
        }
        line.addSubcommand(RestoreCommand.with(session, restores));
        line.addSubcommand(RehearseCommand.with(session));
        line.addSubcommand(new ThawCommand(session));
        line.addSubcommand(
                new CommandLine(new HistoryCommand(session))
                        .addSubcommand(new HistoryBackupsCommand(session, backups)));
        line.addSubcommand(EmulatorCommand.with(session));
        line.addSubcommand(new CompletionCommand(session));
        line.addSubcommand(new CommandLine.HelpCommand());
        var ansi = session.terminal().color() ? Ansi.ON : Ansi.OFF;
        line.setColorScheme(CommandLine.Help.defaultColorScheme(ansi));
        session.terminal()
                .outWidth()
                .ifPresent(width -> line.setUsageHelpWidth(Math.clamp(width, 60, 110)));
        line.setOut(new PrintWriter(session.terminal().out(), true, UTF_8));
        line.setErr(new PrintWriter(session.terminal().err(), true, UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(this::misused);
        line.setExecutionExceptionHandler(
                (failure, command, result) -> failed(failure, root.globals.debug));
        line.setExecutionStrategy(
                result -> {
                    var helped = CommandLine.executeHelpRequest(result);
                    if (helped != null) {
                        return helped;
                    }
                    if (!result.hasSubcommand()) {
                        line.usage(session.terminal().err());
                        return Exit.USAGE.code();
                    }
                    return new CommandLine.RunLast().execute(result);
                });
        return line;
    }

    private int misused(ParameterException misuse, String[] arguments) {
        var command = misuse.getCommandLine();
        var said = new StringBuilder("nightshift: ").append(misuse.getMessage());
        var suggestions = new StringWriter();
        if (CommandLine.UnmatchedArgumentException.printSuggestions(
                misuse, new PrintWriter(suggestions))) {
            said.append("; ").append(suggestions.toString().strip().replaceAll("\\s*\\R\\s*", " "));
        }
        session.terminal().say(said.toString());
        session.terminal().say("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE.code();
    }

    /** Whether the process is on its way out, as after Ctrl-C. */
    private static boolean isStopping() {
        var probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException stopping) {
            return true;
        }
    }

    private int failed(Exception failure, boolean debug) {
        if (isStopping()) {
            return Exit.PARTIAL.code(); // what fails now fails because it is being ended
        }
        var told = Failures.of(failure);
        session.terminal().progressDone();
        for (var line : told.message().lines().toList()) {
            session.terminal().say("nightshift: " + line);
        }
        if (debug) {
            failure.printStackTrace(session.terminal().err());
        }
        return told.exit().code();
    }
}
