package dev.nightshift.local.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verbs that bring back what was backed up. */
@CommandLine.Command(
        name = "restore",
        synopsisSubcommandLabel = "s3|rds",
        description = "Restore a bucket or a database from its backups.",
        footer = {
            "",
            "Shows the plan, asks, restores beside what is there, and compares what came of it.",
            "Stopped half-way, run it again: what has been done is not done twice.",
            "",
            "Examples:",
            "  nightshift restore s3 --bucket media --at latest --to media-restored",
            "  nightshift restore s3 --bucket media --at 2d --to media --prefix invoices/",
            "  nightshift restore rds --database shop --at 2026-11-22T03:00:00Z --as shop-restored",
            "  nightshift restore rds --database shop --at latest --as shop-2 --from eu-central-1"
        })
final class RestoreCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @ParentCommand private Root root = new Root();

    private RestoreCommand() {}

    static CommandLine with(Session session, Supplier<RestoreBackend> backend) {
        return new CommandLine(new RestoreCommand())
                .addSubcommand(new RestoreS3Command(session, backend))
                .addSubcommand(new RestoreRdsCommand(session, backend));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "restore needs s3 or rds");
    }

    /** What both have in common: a moment, a plan, a question. */
    abstract static class Verb implements Callable<Integer> {
        private static final DateTimeFormatter STAMP =
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

        final Session session;
        private final Supplier<RestoreBackend> backend;

        @ParentCommand private RestoreCommand parent = new RestoreCommand();

        @Option(
                names = "--at",
                required = true,
                paramLabel = "TIME",
                description = "as of when: " + Moment.FORMS)
        private String at = "";

        @Option(names = "--yes", description = "do it without asking")
        private boolean yes;

        @Option(names = "--dry-run", description = "show the plan and stop")
        private boolean dryRun;

        Verb(Session session, Supplier<RestoreBackend> backend) {
            this.session = session;
            this.backend = backend;
        }

        abstract Exit run(RestoreBackend backend, Moment moment, Instant now);

        /** Refuses what is wrong whatever the account has. */
        abstract void check();

        @Override
        public final Integer call() {
            var now = session.clock().instant();
            var moment = Moment.parse(at, now);
            check();
            Accounts.admitToLoopback(session.environment());
            return run(backend.get(), moment, now).code();
        }

        Globals globals() {
            return parent.root.globals;
        }

        Terminal terminal() {
            return session.terminal();
        }

        void print(String data) {
            terminal().out().println(data);
        }

        void print(Table table) {
            terminal().out().print(table.render(terminal().outWidth(), terminal()::bold));
        }

        /** Whether to go on after the plan; says why not. */
        boolean isToProceed() {
            if (dryRun) {
                terminal().say("Dry run: nothing was changed.");
                return false;
            }
            if (yes) {
                return true;
            }
            Optional<Boolean> answer = terminal().ask("Proceed?");
            if (answer.isEmpty()) {
                terminal().say("Nothing was changed; --yes goes on where nobody can be asked.");
            } else if (!answer.get()) {
                terminal().say("Nothing was changed.");
            }
            return answer.orElse(false);
        }

        /** A file for what is too long for a terminal. */
        Path file(String about, Instant now) {
            return session.folder()
                    .resolve("nightshift-%s-%s.jsonl".formatted(about, STAMP.format(now)));
        }
    }
}
