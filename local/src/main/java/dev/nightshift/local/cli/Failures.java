package dev.nightshift.local.cli;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.log.Redactor;
import dev.nightshift.local.deploy.DeploymentException;
import dev.nightshift.local.emulator.EmulatorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import software.amazon.awssdk.core.exception.SdkException;

/** An exception as people and scripts are told of it. */
record Failures(Exit exit, String message) {
    static Failures of(Throwable failure) {
        var told =
                switch (failure) {
                    case Trouble trouble -> new Failures(trouble.exit(), text(trouble));
                    case ConfigException config -> new Failures(Exit.USAGE, config.getMessage());
                    case EmulatorException emulator ->
                            new Failures(Exit.UNREACHABLE, text(emulator));
                    case DeploymentException refused -> new Failures(Exit.FINDINGS, text(refused));
                    case CloudException cloud -> new Failures(exit(cloud.kind()), text(cloud));
                    case SdkException sdk -> of(AwsErrors.translate("go on", sdk));
                    case UncheckedIOException io when io.getCause() != null -> of(io.getCause());
                    case FileSystemException file ->
                            new Failures(Exit.USAGE, "cannot use the file " + text(file));
                    case IOException io -> new Failures(Exit.UNREACHABLE, text(io));
                    default ->
                            new Failures(
                                    Exit.FINDINGS,
                                    "unexpected: %s (--debug shows where)".formatted(failure));
                };
        return new Failures(told.exit(), Redactor.redact(told.message()));
    }

    private static Exit exit(CloudException.Kind kind) {
        return switch (kind) {
            case DENIED, THROTTLED, UNREACHABLE -> Exit.UNREACHABLE;
            case NOT_FOUND -> Exit.USAGE;
            case QUOTA, REJECTED -> Exit.FINDINGS;
        };
    }

    private static String text(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? failure.toString() : message.strip();
    }
}
