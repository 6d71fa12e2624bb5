package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightshift.cdk.Jars;
import dev.nightshift.local.cli.Checkup.State;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Looks at the programs of this machine. */
final class MachineCheckup {
    private static final String AREA = "machine";
    private static final Pattern MAJOR = Pattern.compile("(\\d+)\\.\\d+");
    private static final int NODE = 20;

    private final Map<String, String> environment;
    private final Path home;

    MachineCheckup(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    List<Checkup> look() {
        return List.of(
                Checkup.ok(
                        AREA, "JDK", Runtime.version() + " in " + System.getProperty("java.home")),
                node(),
                moto(),
                optional("aws", "aws CLI", "to look at effects: pip install awscli", "--version"),
                optional(
                        "docker",
                        "Docker",
                        "only for emulators in containers; moto needs none",
                        "version",
                        "--format",
                        "server {{.Server.Version}}"),
                functionJars(),
                system());
    }

    private Checkup node() {
        var found = run("node", "--version");
        var advice = "install Node %d or newer (nodejs.org); the CDK app needs it".formatted(NODE);
        if (found.isEmpty()) {
            return new Checkup(AREA, "Node", State.MISSING, "not on PATH", advice);
        }
        var major = MAJOR.matcher(found.get());
        return major.find() && Integer.parseInt(major.group(1)) >= NODE
                ? Checkup.ok(AREA, "Node", found.get())
                : new Checkup(AREA, "Node", State.MISSING, found.get() + " is too old", advice);
    }

    private Checkup moto() {
        return find("moto_server")
                .map(path -> Checkup.ok(AREA, "moto_server", path.toString()))
                .orElseGet(
                        () ->
                                find("python3").isPresent()
                                        ? new Checkup(
                                                AREA,
                                                "moto_server",
                                                State.OPTIONAL,
                                                "not on PATH",
                                                "a private copy is installed when it is needed, or: pip"
                                                        + " install 'moto[server]'")
                                        : new Checkup(
                                                AREA,
                                                "moto_server",
                                                State.MISSING,
                                                "not on PATH, and no python3 either",
                                                "install Python 3 and: pip install 'moto[server]'"));
    }

    private Checkup optional(String program, String label, String advice, String... question) {
        return run(program, question)
                .map(version -> Checkup.ok(AREA, label, version))
                .orElseGet(() -> new Checkup(AREA, label, State.OPTIONAL, "not to be had", advice));
    }

    private Checkup functionJars() {
        var missing =
                Jars.rooms().stream()
                        .filter(
                                room ->
                                        !Files.isRegularFile(
                                                home.resolve(
                                                        "functions/%s/target/%s-lambda.jar"
                                                                .formatted(room, room))))
                        .toList();
        return missing.isEmpty()
                ? Checkup.ok(AREA, "function jars", "built")
                : new Checkup(
                        AREA,
                        "function jars",
                        State.MISSING,
                        "not built: " + String.join(", ", missing),
                        "./mvnw -DskipTests package");
    }

    private static Checkup system() {
        var name = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return name.startsWith("Linux")
                ? Checkup.ok(AREA, "system", name)
                : new Checkup(
                        AREA,
                        "system",
                        State.OPTIONAL,
                        name,
                        "invoke and demo need Linux: AWS's runtime interface client is native code for"
                                + " it");
    }

    private Optional<Path> find(String program) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The first line that a program prints of itself; empty if it is not there or does not answer.
     */
    private Optional<String> run(String program, String... arguments) {
        return find(program)
                .flatMap(
                        path -> {
                            var command = new java.util.ArrayList<>(List.of(path.toString()));
                            command.addAll(List.of(arguments));
                            return firstLine(command);
                        });
    }

    private static Optional<String> firstLine(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return text.lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
