package dev.nightshift.local.runtime;

import dev.nightshift.cdk.Jars;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.RunningEmulator;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

/** Runs deployed functions on this machine. Every JVM it starts ends with it. */
public final class Invoker implements AutoCloseable {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    /** What is left of a function's memory for the heap, about as Lambda's Java runtime has it. */
    private static final double HEAP_SHARE = 0.85;

    private final Account account;
    private final Optional<URI> functionsEndpoint;
    private final Path home;
    private final Map<String, FunctionProcess> warm = new ConcurrentHashMap<>();

    /**
     * @param home the root of the repository, which keeps the runtime interface client
     */
    public Invoker(Account account, Path home) {
        this(account, account.endpoint(), home);
    }

    /**
     * @param functionsEndpoint what functions get as {@code AWS_ENDPOINT_URL}, if not the account's
     */
    public Invoker(Account account, Optional<URI> functionsEndpoint, Path home) {
        this.account = account;
        this.functionsEndpoint = functionsEndpoint;
        this.home = home;
    }

    /**
     * Invokes in a JVM of its own, which ends afterwards.
     *
     * @param onLog hears each log line as it is written
     * @throws CloudException if the function's code or role is not to be had
     */
    public InvocationResult invokeCold(
            DeployedFunction function, String event, Consumer<String> onLog) {
        try (var process = start(function, onLog)) {
            return process.invoke(event);
        }
    }

    /** Invokes in the JVM of the last call of this version, if that is still there. */
    public InvocationResult invoke(
            DeployedFunction function, String event, Consumer<String> onLog) {
        var key = function.arn() + "/" + function.version();
        var process =
                warm.compute(
                        key,
                        (same, before) ->
                                before != null && before.isAlive()
                                        ? before
                                        : start(function, onLog));
        return process.invoke(event);
    }

    @Override
    public void close() {
        warm.values().forEach(FunctionProcess::close);
        warm.clear();
    }

    private FunctionProcess start(DeployedFunction function, Consumer<String> onLog) {
        var artifacts =
                new Artifacts(
                        account,
                        function.region(),
                        home.resolve("target/functions"),
                        Stream.concat(
                                        Jars.rooms().stream()
                                                .map(room -> "functions/" + room + "/target"),
                                        Stream.of("cdk/cdk.out", "target/cdk.out"))
                                .map(home::resolve)
                                .toList());
        var task = artifacts.unpack(function.code());
        var opt = opt(function, artifacts);
        return FunctionProcess.start(
                function, task, command(function, home), environment(function, task, opt), onLog);
    }

    /** Layers are unpacked over one another, in order, as Lambda does under {@code /opt}. */
    private Optional<Path> opt(DeployedFunction function, Artifacts artifacts) {
        var folders = function.layers().stream().map(artifacts::unpack).toList();
        if (folders.size() < 2) {
            return folders.stream().findFirst();
        }
        try {
            var merged = Files.createTempDirectory(home.resolve("target/functions"), "opt-");
            for (var folder : folders) {
                copy(folder, merged);
            }
            return Optional.of(merged);
        } catch (IOException e) {
            throw new UncheckedIOException("could not lay out the layers", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    static List<String> command(DeployedFunction function, Path home) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<String>();
        command.add(java);
        // the flags of Lambda's managed Java runtime
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.add("-Xmx%dm".formatted(Math.round(function.memoryMb() * HEAP_SHARE)));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (function.snapStart()) {
            // outside AWS the snapshot hooks silently do nothing without it
            command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        }
        command.addAll(List.of("-cp", runtimeInterfaceClient(home), MAIN, function.handler()));
        return command;
    }

    private static String runtimeInterfaceClient(Path home) {
        var folder = home.resolve("local/target/ric");
        if (!Files.isDirectory(folder)) {
            throw new CloudException(
                    Kind.NOT_FOUND,
                    "AWS's runtime interface client is not in %s; run ./mvnw -DskipTests package"
                            .formatted(folder));
        }
        return folder + File.separator + "*";
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
     *     runtime environment variables</a>
     */
    private Map<String, String> environment(
            DeployedFunction function, Path task, Optional<Path> opt) {
        var environment = new HashMap<String, String>();
        function.environment()
                .forEach((name, value) -> environment.put(name, underOpt(value, opt)));
        environment.put("LANG", "en_US.UTF-8");
        environment.put("TZ", ":UTC");
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("_HANDLER", function.handler());
        environment.put("LAMBDA_TASK_ROOT", task.toString());
        environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        environment.put("AWS_REGION", function.region());
        environment.put("AWS_DEFAULT_REGION", function.region());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", function.version());
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
        environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
        environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        environment.put(
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                function.snapStart() ? "snap-start" : "on-demand");
        functionsEndpoint.ifPresent(
                endpoint -> environment.put("AWS_ENDPOINT_URL", endpoint.toString()));
        var credentials = assume(function);
        environment.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        environment.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        return environment;
    }

    private static String underOpt(String value, Optional<Path> opt) {
        return opt.isPresent() && value.startsWith("/opt/")
                ? opt.get() + value.substring("/opt".length())
                : value;
    }

    private Credentials assume(DeployedFunction function) {
        try (var sts = account.client(StsClient.builder(), function.region())) {
            return assume(sts, function);
        } catch (SdkException e) {
            throw AwsErrors.translate(
                    "assume the role of %s, %s (its trust policy must name you)"
                            .formatted(function.name(), function.role()),
                    e);
        }
    }

    private Credentials assume(StsClient sts, DeployedFunction function) {
        try {
            return ask(sts, function);
        } catch (StsException e) {
            var moto =
                    account.endpoint().filter(at -> e.statusCode() == 500).filter(Invoker::isMoto);
            if (moto.isEmpty()) {
                throw e;
            }
            // while it checks permissions, moto breaks on a trust policy that names a service
            var emulator = new RunningEmulator(moto.get(), RunningEmulator.MOTO, "", false);
            Emulator.relaxIam(emulator);
            try {
                return ask(sts, function);
            } finally {
                Emulator.enforceIam(emulator);
            }
        }
    }

    private static boolean isMoto(URI endpoint) {
        return Emulator.kindAt(endpoint).equals(RunningEmulator.MOTO);
    }

    private static Credentials ask(StsClient sts, DeployedFunction function) {
        return sts.assumeRole(
                        assume ->
                                assume.roleArn(function.role())
                                        .roleSessionName(sessionName(function)))
                .credentials();
    }

    /** Lambda names the session after the function; STS allows 64 characters. */
    private static String sessionName(DeployedFunction function) {
        return function.name().substring(0, Math.min(64, function.name().length()));
    }
}
