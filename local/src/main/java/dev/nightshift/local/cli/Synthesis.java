package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs the CDK app as the CDK's own command line does, in a process of its own. */
public final class Synthesis {
    private static final String APP = "dev.nightshift.cdk.NightshiftApp";
    private static final String NODE_ADVICE =
            "the CDK app needs Node 20 or newer on PATH; install it from nodejs.org or your"
                    + " distribution";

    private Synthesis() {}

    /**
     * @param home the root of the repository
     * @param out is emptied first
     * @throws Trouble if the app refuses, with what it says
     */
    public static void run(Path home, Path config, Optional<String> stage, Path out) {
        clear(out);
        var context = Json.object().put("config", config.toAbsolutePath().toString());
        stage.ifPresent(name -> context.put("stage", name));
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        APP);
        builder.directory(home.resolve("cdk").toFile()).redirectErrorStream(true);
        var environment = builder.environment();
        environment.put("CDK_OUTDIR", out.toAbsolutePath().toString());
        environment.put("CDK_CONTEXT_JSON", context.toString());
        environment.put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "1");
        environment.put("CDK_VALIDATION", "false");
        environment.remove("CDK_DEFAULT_ACCOUNT");
        try {
            var process = builder.start();
            var said = new ArrayList<String>();
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
                lines.lines().forEach(said::add);
            }
            if (process.waitFor() != 0) {
                throw new Trouble(Exit.USAGE, why(said));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not run the CDK app", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble(Exit.PARTIAL, "interrupted while synthesizing", e);
        }
    }

    private static String why(List<String> said) {
        if (said.stream().anyMatch(line -> line.contains("Cannot run program \"node\""))) {
            return NODE_ADVICE;
        }
        var words =
                said.stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("\tat "))
                        .limit(10)
                        .toList();
        return "the CDK app refused: " + String.join("\n", words);
    }

    private static void clear(Path out) {
        if (!Files.exists(out)) {
            return;
        }
        try (var files = Files.walk(out)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("could not empty " + out, e);
        }
    }
}
