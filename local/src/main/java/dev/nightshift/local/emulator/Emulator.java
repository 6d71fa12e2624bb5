package dev.nightshift.local.emulator;

import dev.nightshift.local.emulator.Candidate.Attempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The emulator of one working folder. The order is: the one that {@code AWS_ENDPOINT_URL} names,
 * whatever it is; else the one already started from this folder; else a moto server on PATH; else
 * LocalStack in Docker; else moto in a virtual environment of Nightshift's own. What was started is
 * remembered in {@code .nightshift/emulator.json} of the folder, and nothing else is ever stopped.
 */
public final class Emulator {
    private static final List<Candidate> CANDIDATES =
            List.of(
                    new Candidate.MotoOnPath(),
                    new Candidate.LocalStackInDocker(),
                    new Candidate.MotoInVirtualEnvironment());

    private final Path workDir;
    private final Launcher launcher;

    private Emulator(Path workDir, Map<String, String> environment) {
        this.workDir = workDir;
        this.launcher = new Launcher(environment);
    }

    /**
     * The emulator of a folder.
     *
     * @param workDir where state and log are kept; made if it is not there
     */
    public static Emulator in(Path workDir) {
        return new Emulator(workDir, System.getenv());
    }

    /** The same, with an environment other than this process's. */
    public static Emulator in(Path workDir, Map<String, String> environment) {
        return new Emulator(workDir, environment);
    }

    /**
     * The emulator to use: the running one, or a freshly started one.
     *
     * @throws EmulatorException if there is none and none can be started
     */
    public static RunningEmulator ensure(Path workDir) {
        return in(workDir).start(EmulatorOptions.defaults());
    }

    /**
     * Starts the emulator, or gives the one that runs already.
     *
     * @throws EmulatorException if none can be started, the port is taken, or {@code
     *     AWS_ENDPOINT_URL} does not answer or is not on this machine
     */
    public RunningEmulator start(EmulatorOptions options) {
        return named().orElseGet(() -> locked(() -> ours().orElseGet(() -> fresh(options))));
    }

    /** The emulator that {@link #start} would give without starting anything, if it answers. */
    public Optional<RunningEmulator> status() {
        return named().or(this::ours);
    }

    /**
     * Ends the emulator that was started from this folder, and no other.
     *
     * @return what was ended; empty if nothing of ours was running
     */
    public Optional<RunningEmulator> stop() {
        return locked(
                () -> {
                    var state = EmulatorState.read(workDir);
                    var ended = state.filter(this::end).map(EmulatorState::running);
                    EmulatorState.forget(workDir);
                    return ended;
                });
    }

    /** Where the emulator writes what it has to say. */
    public Path log() {
        return EmulatorState.log(workDir);
    }

    /**
     * From now on every call needs the permission for it; calls made so far did not. Only moto
     * started with {@link EmulatorOptions#noAuthActions()} can do that.
     *
     * @throws EmulatorException if the emulator is not moto
     */
    public static void enforceIam(RunningEmulator emulator) {
        resetAuth(emulator, 0);
    }

    /** No permission is needed again, for the given number of calls. */
    public static void relaxIam(RunningEmulator emulator) {
        resetAuth(emulator, EmulatorOptions.CHECK_WHEN_ASKED);
    }

    /**
     * Refuses an address that is not on this machine, and tells what answers at one that is.
     *
     * @return {@code moto}, {@code localstack} or {@code unknown}
     * @throws EmulatorException if it is elsewhere, or nothing answers
     */
    public static String kindAt(URI endpoint) {
        return Endpoint.kindOf(Endpoint.onLoopback(endpoint.toString()))
                .orElseThrow(() -> new EmulatorException("nothing answers at " + endpoint));
    }

    private static void resetAuth(RunningEmulator emulator, long actions) {
        if (!emulator.kind().equals(RunningEmulator.MOTO)) {
            throw new EmulatorException(
                    "only moto checks IAM permissions on request; this is " + emulator.kind());
        }
        Endpoint.post(emulator.endpoint(), "/moto-api/reset-auth", Long.toString(actions));
    }

    private Optional<RunningEmulator> named() {
        var url = launcher.environment().getOrDefault("AWS_ENDPOINT_URL", "").strip();
        if (url.isEmpty()) {
            return Optional.empty();
        }
        URI endpoint = Endpoint.onLoopback(url);
        var kind = Endpoint.kindOf(endpoint);
        if (kind.isEmpty()) {
            throw new EmulatorException(
                    "AWS_ENDPOINT_URL is %s, where nothing answers; start it, or unset the variable"
                            .formatted(url));
        }
        var byUs =
                EmulatorState.read(workDir)
                        .filter(state -> state.endpoint().equals(endpoint))
                        .isPresent();
        return Optional.of(
                new RunningEmulator(endpoint, kind.get(), "AWS_ENDPOINT_URL names it", byUs));
    }

    private Optional<RunningEmulator> ours() {
        return EmulatorState.read(workDir)
                .filter(state -> !state.container().isEmpty() || state.process().isPresent())
                .filter(state -> Endpoint.kindOf(state.endpoint()).isPresent())
                .map(EmulatorState::running);
    }

    private RunningEmulator fresh(EmulatorOptions options) {
        // one that hangs or has died may be there still: a second one beside it helps nobody
        EmulatorState.read(workDir).ifPresent(this::end);
        EmulatorState.forget(workDir);
        options.port()
                .ifPresent(
                        port -> {
                            if (Endpoint.isTaken(port)) {
                                throw new EmulatorException(
                                        "port " + port + " on loopback is taken");
                            }
                        });
        var reasons = new ArrayList<String>();
        for (var candidate : CANDIDATES) {
            switch (candidate.start(launcher, workDir, options)) {
                case Attempt.Started(var state) -> {
                    return state.running();
                }
                case Attempt.NotHere(var reason) -> reasons.add(reason);
            }
        }
        throw new EmulatorException(
                "no emulator: "
                        + String.join("; ", reasons)
                        + ". Install one, for example: pip install 'moto[server]=="
                        + Candidate.MOTO_VERSION
                        + "'");
    }

    private boolean end(EmulatorState state) {
        if (!state.container().isEmpty()) {
            return launcher.find("docker")
                    .map(
                            docker ->
                                    launcher.run(
                                                            Duration.ofMinutes(1),
                                                            List.of(
                                                                    docker.toString(),
                                                                    "stop",
                                                                    state.container()),
                                                            EmulatorState.log(workDir))
                                                    .code()
                                            == 0)
                    .orElse(false);
        }
        var process = state.process();
        process.ifPresent(MotoServer::end);
        return process.isPresent();
    }

    /** Two commands at once would start two emulators and remember one. */
    private <T> T locked(Supplier<T> work) {
        var file = EmulatorState.file(workDir).resolveSibling("emulator.lock");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel =
                            FileChannel.open(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new EmulatorException(file + " cannot be locked");
                }
                return work.get();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
