package dev.nightshift.local.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightshift.local.runtime.RuntimeApi.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * One execution environment: a JVM with AWS's runtime interface client and the function's code,
 * kept for as many events as it is given, one at a time.
 */
final class FunctionProcess implements AutoCloseable {
    /** Lambda's limit for the init phase of a function with SnapStart. */
    private static final Duration INIT_LIMIT = Duration.ofSeconds(130);

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final DeployedFunction function;
    private final RuntimeApi api;
    private final Process process;
    private final List<String> logs = new ArrayList<>();
    private final Consumer<String> onLog;
    private final Thread logReader;
    private final long startedAt = System.nanoTime();
    private Optional<Duration> init = Optional.empty();

    private FunctionProcess(
            DeployedFunction function, RuntimeApi api, Process process, Consumer<String> onLog) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.onLog = onLog;
        this.logReader = Thread.ofVirtual().name("function-logs").start(this::readLogs);
    }

    /**
     * @param task the unpacked code, Lambda's {@code /var/task}
     */
    static FunctionProcess start(
            DeployedFunction function,
            Path task,
            List<String> command,
            Map<String, String> environment,
            Consumer<String> onLog) {
        var api = RuntimeApi.start();
        var builder = new ProcessBuilder(command);
        builder.directory(task.toFile()).redirectErrorStream(true);
        // nothing of this terminal's: a function sees its own settings and its role's credentials
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        try {
            return new FunctionProcess(function, api, builder.start(), onLog);
        } catch (IOException e) {
            api.close();
            throw new UncheckedIOException("could not start a JVM for " + function.name(), e);
        }
    }

    /** Gives it one event and waits for the answer, for the function's time-out at most. */
    InvocationResult invoke(String event) {
        var id = UUID.randomUUID();
        var firstLine = logCount();
        var coldStart = Duration.ZERO;
        if (init.isEmpty()) {
            var failed = awaitInit();
            coldStart = init.orElse(Duration.ZERO);
            if (failed.isPresent()) {
                return result(id, failed.get(), firstLine, coldStart, Duration.ZERO);
            }
        }
        var begin = System.nanoTime();
        var reply = api.offer(id, event, function.arn(), function.timeout());
        var answer = await(reply, function.timeout(), () -> timedOut(id));
        return result(id, answer, firstLine, coldStart, since(begin));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        api.close();
        process.destroy();
        try {
            if (!process.waitFor(GRACE)) {
                process.destroyForcibly();
            }
            logReader.join(GRACE);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Reply> awaitInit() {
        var outcome =
                api.initialised()
                        .thenCompose(
                                error ->
                                        error.isPresent()
                                                ? CompletableFuture.completedFuture(error)
                                                : api.ready().thenApply(at -> error));
        var failed =
                await(
                        outcome,
                        INIT_LIMIT,
                        () ->
                                Optional.of(
                                        RuntimeApi.failure(
                                                "Sandbox.Timedout",
                                                "Init phase timed out after %d s"
                                                        .formatted(INIT_LIMIT.toSeconds()))),
                        () -> Optional.of(exited()));
        init = Optional.of(since(startedAt));
        return failed;
    }

    private Reply timedOut(UUID id) {
        return RuntimeApi.failure(
                "Sandbox.Timedout",
                "RequestId: %s Error: Task timed out after %d.00 seconds"
                        .formatted(id, function.timeout().toSeconds()));
    }

    private Reply exited() {
        return RuntimeApi.failure(
                "Runtime.ExitError",
                "Runtime exited with error: exit status " + process.exitValue());
    }

    private Reply await(
            CompletableFuture<Reply> reply,
            Duration limit,
            java.util.function.Supplier<Reply> late) {
        return await(reply, limit, late, this::exited);
    }

    private <T> T await(
            CompletableFuture<T> answer,
            Duration limit,
            java.util.function.Supplier<T> late,
            java.util.function.Supplier<T> gone) {
        var exit = process.onExit();
        try {
            CompletableFuture.anyOf(answer, exit).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            kill();
            exit.join();
            return late.get();
        } catch (ExecutionException e) {
            // the connection broke; the process is about to end, which is what tells why
            exit.orTimeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).exceptionally(still -> kill());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            return late.get();
        }
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return answer.join();
        }
        exit.join();
        return gone.get();
    }

    private Process kill() {
        process.destroyForcibly();
        return process;
    }

    private InvocationResult result(
            UUID id, Reply reply, int firstLine, Duration coldStart, Duration duration) {
        return new InvocationResult(
                id.toString(),
                reply.body(),
                reply.failed() ? Optional.of(reply.errorType()) : Optional.empty(),
                logsFrom(firstLine),
                coldStart,
                duration);
    }

    private void readLogs() {
        try (var lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (logs) {
                    logs.add(line);
                }
                onLog.accept(line);
            }
        } catch (IOException e) {
            // the pipe breaks when the process is ended by us; any other end is news
            if (process.isAlive()) {
                onLog.accept("(the log breaks off: " + e.getMessage() + ")");
            }
        }
    }

    private int logCount() {
        synchronized (logs) {
            return logs.size();
        }
    }

    private List<String> logsFrom(int first) {
        synchronized (logs) {
            return List.copyOf(logs.subList(first, logs.size()));
        }
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }
}
