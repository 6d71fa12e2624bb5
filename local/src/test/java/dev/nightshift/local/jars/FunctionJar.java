package dev.nightshift.local.jars;

import dev.nightshift.core.lambda.FunctionEnvironment;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.DeployedFunction.Artifact;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room's deployable jar, as the build has made it. */
public record FunctionJar(Path file) {
    /** The root of the repository. */
    public static final Path HOME = Path.of(System.getProperty("nightshift.home", ".."));

    public static FunctionJar of(String room) {
        var file = HOME.resolve("functions/%s/target/%s-lambda.jar".formatted(room, room));
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is missing; ./mvnw verify makes it");
        }
        return new FunctionJar(file);
    }

    public long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A function that runs this jar, and nothing else, in a JVM of its own. */
    public DeployedFunction function(
            String name,
            Class<?> handler,
            String role,
            int memoryMb,
            Path config,
            Map<String, String> environment) {
        var all = new HashMap<>(environment);
        all.put(FunctionEnvironment.CONFIG, config.toString());
        // what the emulator cannot do is an error at once
        all.put("AWS_MAX_ATTEMPTS", "1");
        return new DeployedFunction(
                name,
                "arn:aws:lambda:eu-west-1:%s:function:%s:live".formatted(House.ACCOUNT, name),
                "1",
                handler.getName(),
                role,
                memoryMb,
                Duration.ofSeconds(90),
                all,
                new Artifact(file.getFileName().toString(), sha256(), size(), Optional.empty()),
                List.of(),
                false);
    }

    private String sha256() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return Base64.getEncoder().encodeToString(digest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
