package dev.nightshift.local.emulator;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Starts one moto server and waits until it answers. */
final class MotoServer {
    private static final Duration BOOT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private MotoServer() {}

    static Candidate.Attempt start(
            Launcher launcher, Path workDir, EmulatorOptions options, Path program, String why) {
        var port = options.port().orElseGet(Endpoint::freePort);
        var endpoint = URI.create("http://127.0.0.1:" + port);
        var log = EmulatorState.log(workDir);
        Process process;
        try {
            process =
                    launcher.detached(
                            List.of(
                                    program.toString(),
                                    "-H",
                                    "127.0.0.1",
                                    "-p",
                                    Integer.toString(port)),
                            Map.of(
                                    "INITIAL_NO_AUTH_ACTION_COUNT",
                                    Long.toString(options.noAuthActions()),
                                    // the policies that AWS manages, which roles may attach
                                    "MOTO_IAM_LOAD_MANAGED_POLICIES",
                                    "true"),
                            log);
        } catch (IOException e) {
            return new Candidate.Attempt.NotHere(program + " does not start: " + e.getMessage());
        }
        if (answersWithin(BOOT, endpoint, process::isAlive)) {
            var state =
                    EmulatorState.ofProcess(
                            endpoint, RunningEmulator.MOTO, why, process.toHandle());
            state.write(workDir);
            return new Candidate.Attempt.Started(state);
        }
        end(process.toHandle());
        return new Candidate.Attempt.NotHere(
                "%s did not answer (%s)".formatted(program, lastLine(log)));
    }

    /** Waits until something answers; gives up at once when there is nothing left to wait for. */
    static boolean answersWithin(Duration limit, URI endpoint, BooleanSupplier alive) {
        var end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end && alive.getAsBoolean()) {
            if (Endpoint.kindOf(endpoint).isPresent()) {
                return true;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return false;
    }

    /** Ends a process, gently first. */
    static void end(ProcessHandle process) {
        process.destroy();
        try {
            process.onExit().get(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            process.destroyForcibly();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new EmulatorException("process " + process.pid() + " cannot be ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while ending " + process.pid(), e);
        }
    }

    private static String lastLine(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> !line.isBlank())
                    .reduce((first, second) -> second)
                    .orElse("no output");
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }
}
