package dev.nightshift.local.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs of this machine; the environment is handed in, so that a test can be poorer. */
record Launcher(Map<String, String> environment) {
    Launcher {
        environment = Map.copyOf(environment);
    }

    /** Where PATH finds a program. */
    Optional<Path> find(String program) {
        for (var folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            var candidate = Path.of(folder).resolve(program);
            if (!folder.isEmpty()
                    && Files.isExecutable(candidate)
                    && !Files.isDirectory(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    /** What a program that ends by itself said, and how it ended (-1: not within the time). */
    record Ended(int code, String output) {
        String lastLine() {
            return output.strip().lines().reduce((first, second) -> second).orElse("");
        }
    }

    Ended run(Duration limit, List<String> command, Path log) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            var process = builder(command, log).start();
            process.getOutputStream().close();
            var ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            return new Ended(ended ? process.exitValue() : -1, Files.readString(log));
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while running " + command.getFirst(), e);
        }
    }

    /**
     * Starts a program that goes on after this one has ended. With setsid, where there is one, it
     * has a session of its own, so that neither Ctrl-C nor a closed terminal reaches it; setsid
     * replaces itself by the program, which keeps the process id.
     */
    Process detached(List<String> command, Map<String, String> more, Path log) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var words = new ArrayList<String>();
        find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
        words.addAll(command);
        var builder = builder(words, log);
        builder.environment().putAll(more);
        var process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private ProcessBuilder builder(List<String> command, Path log) {
        var builder = new ProcessBuilder(command);
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
