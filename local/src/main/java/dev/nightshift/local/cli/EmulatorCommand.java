package dev.nightshift.local.cli;

import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.EmulatorOptions;
import dev.nightshift.local.emulator.RunningEmulator;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verbs for the emulator of this folder. */
@CommandLine.Command(
        name = "emulator",
        synopsisSubcommandLabel = "start|stop|status",
        description = "Start, stop or show an AWS emulator on loopback.",
        footer = {
            "",
            "Takes the one that AWS_ENDPOINT_URL names, else a moto_server on PATH, else LocalStack in",
            "Docker, else moto in a virtual environment of its own; says which, and why.",
            "",
            "Examples:",
            "  export AWS_ENDPOINT_URL=$(nightshift emulator start)",
            "  nightshift emulator start --port 5600",
            "  nightshift emulator status --output json",
            "  nightshift emulator stop"
        })
final class EmulatorCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @ParentCommand private Root root = new Root();

    private EmulatorCommand() {}

    static CommandLine with(Session session) {
        return new CommandLine(new EmulatorCommand())
                .addSubcommand(new Start(session))
                .addSubcommand(new Stop(session))
                .addSubcommand(new Status(session));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "emulator needs start, stop or status");
    }

    /** A verb under a verb: the global options are two levels up. */
    private abstract static class Verb implements java.util.concurrent.Callable<Integer> {
        final Session session;

        @ParentCommand private EmulatorCommand parent = new EmulatorCommand();

        Verb(Session session) {
            this.session = session;
        }

        void show(RunningEmulator running) {
            if (parent.root.globals.json()) {
                session.terminal()
                        .out()
                        .println(
                                Json.pretty(
                                        Json.object()
                                                .put("running", true)
                                                .put("endpoint", running.endpoint().toString())
                                                .put("kind", running.kind())
                                                .put("why", running.why())
                                                .put("ours", running.startedByUs())));
            } else {
                session.terminal().out().println(running.endpoint());
            }
            session.terminal().say("%s: %s".formatted(running.kind(), running.why()));
        }

        boolean json() {
            return parent.root.globals.json();
        }
    }

    @CommandLine.Command(
            name = "start",
            description = "Start it, or name the one that runs; prints its endpoint.",
            footer = {"", "Example:", "  export AWS_ENDPOINT_URL=$(nightshift emulator start)"})
    private static final class Start extends Verb {
        @Option(names = "--port", paramLabel = "PORT", description = "a free one if not given")
        private Optional<Integer> port = Optional.empty();

        Start(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var options = EmulatorOptions.defaults();
            var running =
                    Emulator.in(session.folder(), session.environment())
                            .start(port.map(options::onPort).orElse(options));
            show(running);
            if (!session.environment().containsKey("AWS_ENDPOINT_URL")) {
                session.terminal()
                        .say("Use it with: export AWS_ENDPOINT_URL=" + running.endpoint());
            }
            return Exit.OK.code();
        }
    }

    @CommandLine.Command(
            name = "stop",
            description = "End the one that was started from this folder, and no other.",
            footer = {"", "Example:", "  nightshift emulator stop"})
    private static final class Stop extends Verb {
        Stop(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var stopped = Emulator.in(session.folder(), session.environment()).stop();
            session.terminal()
                    .say(
                            stopped.map(
                                            was ->
                                                    "Stopped %s at %s."
                                                            .formatted(was.kind(), was.endpoint()))
                                    .orElse("Nothing was started from this folder."));
            return Exit.OK.code();
        }
    }

    @CommandLine.Command(
            name = "status",
            description = "Show whether one answers; exits with 4 if none does.",
            footer = {"", "Example:", "  nightshift emulator status --output json"})
    private static final class Status extends Verb {
        Status(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            var running = Emulator.in(session.folder(), session.environment()).status();
            running.ifPresent(this::show);
            if (running.isEmpty()) {
                if (json()) {
                    session.terminal()
                            .out()
                            .println(Json.pretty(Json.object().put("running", false)));
                }
                session.terminal().say("No emulator runs; start one: nightshift emulator start");
            }
            return running.isPresent() ? Exit.OK.code() : Exit.UNREACHABLE.code();
        }
    }
}
