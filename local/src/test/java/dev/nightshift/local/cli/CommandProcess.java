package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line as a process of its own, with no AWS settings but those given. */
public final class CommandProcess {
    public static final Path HOME =
            Path.of(System.getProperty("nightshift.home", "..")).toAbsolutePath().normalize();

    private CommandProcess() {}

    public record Said(int code, String out, String err) {}

    public static Said run(Path folder, Map<String, String> settings, String... arguments)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dnightshift.home=" + HOME,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments));
        return runAny(folder, settings, command);
    }

    /** Any program. */
    public static Said runAny(Path folder, Map<String, String> settings, List<String> command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("nightshift", ".out");
        var err = Files.createTempFile("nightshift", ".err");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            builder.environment().putAll(settings);
            var process = builder.start();
            process.getOutputStream().close();
            var code = process.waitFor();
            return new Said(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}
