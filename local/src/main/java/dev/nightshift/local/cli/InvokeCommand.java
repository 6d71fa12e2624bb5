package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.local.runtime.DeployedFunctions;
import dev.nightshift.local.runtime.InvocationResult;
import dev.nightshift.local.runtime.Invoker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "invoke",
        description =
                "Run a deployed function on this machine: its jar, its settings, its environment, its role.",
        footer = {
            "",
            "The function is read from the account that the usual AWS settings name, and runs through AWS's",
            "own runtime interface client in a fresh JVM. Its log goes to standard error.",
            "",
            "Examples:",
            "  nightshift invoke rds-backup",
            "  nightshift invoke notifier --event events/notices/warning.json",
            "  echo '{\"trigger\":\"manual\"}' | nightshift invoke rds-backup --event -"
        })
final class InvokeCommand extends Command {
    /** Lambda refuses a larger one. */
    private static final int LARGEST_EVENT = 6 * 1024 * 1024;

    private static final String MANUAL = "{\"trigger\":\"manual\"}";

    @Parameters(
            paramLabel = "NAME",
            description =
                    "an automation such as rds-backup, or notifier, or a function's whole name")
    private String name = "";

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description = "JSON to hand it, - for standard input; a manual trigger if not given")
    private Optional<Path> event = Optional.empty();

    @Option(
            names = "--snap-start",
            description = "run the snapshot hooks even if the account's API does not say so")
    private boolean snapStart;

    @Option(names = "--quiet", description = "do not show the function's log")
    private boolean quiet;

    InvokeCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var settings = session.settings(globals());
        var payload = payload();
        Accounts.admitToLoopback(session.environment());
        var account = Account.ofEnvironment();
        var prefix = Names.function(settings.stage(), "");
        var function = name.startsWith(prefix) ? name : prefix + name;
        var deployed =
                new DeployedFunctions(account)
                        .find(settings.regions().home(), function, DeployedFunctions.LIVE);
        terminal().progress("starting " + function + " …");
        try (var invoker = new Invoker(account, session.home())) {
            var result =
                    invoker.invokeCold(
                            deployed.withSnapStart(snapStart || deployed.snapStart()),
                            payload,
                            this::log);
            terminal().progressDone();
            return show(function, deployed.version(), result);
        }
    }

    private Exit show(String function, String version, InvocationResult result) {
        if (globals().json()) {
            var json = Json.object();
            json.put("function", function);
            json.put("version", version);
            json.put("requestId", result.requestId());
            result.errorType().ifPresent(type -> json.put("error", type));
            json.put("initMillis", result.init().toMillis());
            json.put("millis", result.duration().toMillis());
            try {
                json.set("payload", Json.parse(result.payload()));
            } catch (JsonProcessingException notJson) {
                json.put("payload", result.payload());
            }
            result.logs().forEach(json.putArray("logs")::add);
            print(Json.pretty(json));
        } else {
            print(result.payload());
        }
        terminal()
                .say(
                        "%s:%s %s in %d ms (start %d ms)"
                                .formatted(
                                        function,
                                        version,
                                        result.errorType()
                                                .map(type -> "failed with " + type)
                                                .orElse("answered"),
                                        result.duration().toMillis(),
                                        result.init().toMillis()));
        return result.failed() ? Exit.FINDINGS : Exit.OK;
    }

    private String payload() {
        if (event.isEmpty()) {
            return MANUAL;
        }
        var file = event.get();
        var text =
                file.toString().equals("-")
                        ? standardInput()
                        : read(session.folder().resolve(file));
        if (text.getBytes(UTF_8).length > LARGEST_EVENT) {
            throw new Trouble(
                    Exit.USAGE, "the event %s is over 6 MB, which Lambda refuses".formatted(file));
        }
        try {
            var node = Json.parse(text);
            if (node.isMissingNode()) {
                throw new Trouble(Exit.USAGE, "the event %s is empty".formatted(file));
            }
            return text;
        } catch (JsonProcessingException notJson) {
            var at = notJson.getLocation();
            throw new Trouble(
                    Exit.USAGE,
                    "the event %s:%d:%d is not JSON: %s"
                            .formatted(
                                    file,
                                    at.getLineNr(),
                                    at.getColumnNr(),
                                    notJson.getOriginalMessage()),
                    notJson);
        }
    }

    private static String read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Trouble(Exit.USAGE, "there is no event file " + file);
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new Trouble(
                    Exit.USAGE, "the event %s cannot be read as UTF-8".formatted(file), e);
        }
    }

    private static String standardInput() {
        try {
            return new String(System.in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void log(String line) {
        if (!quiet) {
            terminal().progressDone();
            terminal().say("  | " + line);
        }
    }
}
