package dev.nightshift.local.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.local.runtime.DeployedFunction.Artifact;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real function in a real JVM through AWS's own runtime interface client. */
class FunctionProcessTest {
    private static final Path HOME = Path.of(System.getProperty("nightshift.home", ".."));
    private static final String ARN =
            "arn:aws:lambda:eu-west-1:123456789012:function:nightshift-test-tiny:live";

    @TempDir Path task;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void a_function_answers_event_after_event_in_one_jvm() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            var cold = process.invoke("{\"some\":\"événement\"}");
            var warm = process.invoke("\"calls\"");

            assertThat(cold.payload()).isEqualTo("{\"some\":\"événement\"}");
            assertThat(cold.failed()).isFalse();
            assertThat(cold.init()).isPositive();
            assertThat(warm.payload()).isEqualTo("2");
            assertThat(warm.init()).isZero();
            // 40 ms would be a delayed acknowledgement
            assertThat(fastest(process)).isLessThan(Duration.ofMillis(30));
        }
        assertThat(heard).contains("seen {\"some\":\"événement\"}");
    }

    @Test
    void a_function_is_told_its_name_alias_memory_and_time() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            assertThat(process.invoke("\"context\"").payload())
                    .isEqualTo("[\"nightshift-test-tiny\",\"" + ARN + "\",true]");
            assertThat(Integer.parseInt(process.invoke("\"heap\"").payload())).isBetween(200, 218);
        }
    }

    @Test
    void nothing_of_the_terminal_reaches_a_function() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            assertThat(process.invoke("\"home\"").payload()).isEqualTo("\"null\"");
        }
    }

    @Test
    void an_exception_is_a_function_error_and_the_next_event_is_served() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            var bad = process.invoke("\"throw\"");

            assertThat(bad.errorType()).isPresent();
            assertThat(bad.payload())
                    .contains("a bad event")
                    .contains("java.lang.IllegalArgumentException");
            assertThat(process.invoke("\"fine\"").payload()).isEqualTo("\"fine\"");
        }
    }

    @Test
    void a_function_over_its_time_is_ended() {
        try (var process = start(function(Duration.ofSeconds(1), false), Map.of())) {
            var late = process.invoke("\"hang\"");

            assertThat(late.errorType()).contains("Sandbox.Timedout");
            assertThat(late.payload()).contains("Task timed out after 1.00 seconds");
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void a_function_that_ends_its_jvm_says_so() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            var gone = process.invoke("\"exit\"");

            assertThat(gone.errorType()).contains("Runtime.ExitError");
            assertThat(gone.payload()).contains("exit status 3");
        }
    }

    @Test
    void an_answer_over_six_megabytes_is_an_error() {
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            assertThat(process.invoke("\"huge\"").errorType())
                    .contains("Function.ResponseSizeTooLarge");
        }
    }

    @Test
    void a_function_that_cannot_be_made_fails_its_invocation() {
        var function = function(Duration.ofSeconds(20), false);
        try (var process = start(function, Map.of("FAIL_INIT", "lack of settings"))) {
            var failed = process.invoke("{}");

            assertThat(failed.failed()).isTrue();
            assertThat(failed.payload()).contains("no start for lack of settings");
        }
    }

    @Test
    void snapshot_hooks_run_only_with_snap_start() {
        try (var process = start(function(Duration.ofSeconds(20), true), Map.of())) {
            assertThat(process.invoke("\"hooks\"").payload()).isEqualTo("\"checkpoint restore\"");
        }
        try (var process = start(function(Duration.ofSeconds(20), false), Map.of())) {
            assertThat(process.invoke("\"hooks\"").payload()).isEqualTo("\"\"");
        }
    }

    private static Duration fastest(FunctionProcess process) {
        var fastest = Duration.ofHours(1);
        for (var i = 0; i < 20; i++) {
            var took = process.invoke("{}").duration();
            fastest = took.compareTo(fastest) < 0 ? took : fastest;
        }
        return fastest;
    }

    private FunctionProcess start(DeployedFunction function, Map<String, String> settings) {
        if (!Files.exists(task.resolve("lib"))) {
            layOutTask();
        }
        var environment = new HashMap<>(settings);
        environment.put("_HANDLER", function.handler());
        environment.put("AWS_REGION", function.region());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        environment.put("LANG", "C.UTF-8");
        environment.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                function.snapStart() ? "snap-start" : "on-demand");
        return FunctionProcess.start(
                function, task, Invoker.command(function, HOME), environment, heard::add);
    }

    /** As Lambda unzips a jar: classes in folders. */
    private void layOutTask() {
        for (var type : List.of(TinyHandler.class, org.crac.Core.class)) {
            copyAllBeside(type);
        }
    }

    private void copyAllBeside(Class<?> type) {
        try {
            var source = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(source)) {
                var file = type.getName().replace('.', '/') + ".class";
                Files.createDirectories(task.resolve(file).resolveSibling("."));
                Files.copy(source.resolve(file), task.resolve(file));
            } else {
                Files.createDirectories(task.resolve("lib"));
                Files.copy(source, task.resolve("lib").resolve("crac.jar"));
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DeployedFunction function(Duration timeout, boolean snapStart) {
        return new DeployedFunction(
                "nightshift-test-tiny",
                ARN,
                "1",
                TinyHandler.class.getName(),
                "arn:aws:iam::123456789012:role/tiny",
                256,
                timeout,
                Map.of(),
                new Artifact("tiny", "", 0, Optional.empty()),
                List.of(),
                snapStart);
    }
}
