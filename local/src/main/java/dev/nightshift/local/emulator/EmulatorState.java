package dev.nightshift.local.emulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What has to be remembered to stop an emulator later, and nothing but it: a process by id and
 * start time (an id alone may by then be somebody else's), or a container by id.
 *
 * @param startedAt when the process started, as the operating system says, in milliseconds since
 *     the epoch; 0 if it does not say
 * @param container empty for a process
 */
record EmulatorState(
        URI endpoint, String kind, String why, long pid, long startedAt, String container) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static EmulatorState ofProcess(URI endpoint, String kind, String why, ProcessHandle process) {
        return new EmulatorState(endpoint, kind, why, process.pid(), startOf(process), "");
    }

    static EmulatorState ofContainer(URI endpoint, String kind, String why, String container) {
        return new EmulatorState(endpoint, kind, why, 0, 0, container);
    }

    static Path file(Path workDir) {
        return workDir.resolve(".nightshift").resolve("emulator.json");
    }

    static Path log(Path workDir) {
        return workDir.resolve(".nightshift").resolve("emulator.log");
    }

    static Optional<EmulatorState> read(Path workDir) {
        var file = file(workDir);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(Files.readString(file));
            return Optional.of(
                    new EmulatorState(
                            URI.create(json.path("endpoint").asText()),
                            json.path("kind").asText(),
                            json.path("why").asText(),
                            json.path("pid").asLong(),
                            json.path("startedAt").asLong(),
                            json.path("container").asText()));
        } catch (IOException | IllegalArgumentException e) {
            throw new EmulatorException(
                    "%s is not readable (%s): end the emulator it names, then delete the file"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    void write(Path workDir) {
        ObjectNode json =
                JSON.createObjectNode()
                        .put("endpoint", endpoint.toString())
                        .put("kind", kind)
                        .put("why", why)
                        .put("pid", pid)
                        .put("startedAt", startedAt)
                        .put("container", container);
        try {
            var file = file(workDir);
            var fresh = file.resolveSibling("emulator.json.new");
            Files.createDirectories(fresh.toAbsolutePath().getParent());
            Files.writeString(fresh, json.toPrettyString());
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void forget(Path workDir) {
        try {
            Files.deleteIfExists(file(workDir));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The very process that was started, if it still runs. */
    Optional<ProcessHandle> process() {
        return pid == 0
                ? Optional.empty()
                : ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> startOf(process) == startedAt);
    }

    RunningEmulator running() {
        return new RunningEmulator(endpoint, kind, why, true);
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
    }
}
