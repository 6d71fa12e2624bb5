package dev.nightshift.cdk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the request from CDK's context: {@code -c key=value}, or {@code context} in cdk.json.
 *
 * @param lookup a value by its key
 */
record Context(Function<String, Optional<Object>> lookup, Map<String, String> environment) {
    private static final String CONFIG = "nightshift.yaml";

    Request request(Path started) {
        var home = Home.of(started);
        return new Request(home, config(started, home), text("stage"), options());
    }

    /** As given, from where the app was started or from the root of the project. */
    private Path config(Path started, Path home) {
        var given = text("config");
        if (given.isEmpty()) {
            return home.resolve(CONFIG);
        }
        var near = started.resolve(given.get());
        return Files.exists(near) ? near : home.resolve(given.get());
    }

    private Options options() {
        var defaults = Options.DEFAULTS;
        return new Options(
                Optional.ofNullable(environment.get("CDK_DEFAULT_ACCOUNT")),
                text("permissionBoundary"),
                text("github"),
                text("githubProvider"),
                number("vaultLockDays"),
                text("recoveryKeyAlias").orElse(defaults.recoveryKeyAlias()),
                number("budgetUsd").orElse(defaults.budgetUsd()),
                number("anomalyUsd"),
                number("logDays").orElse(defaults.logDays()),
                bucket("costsBucket"));
    }

    private Optional<String> text(String key) {
        return lookup.apply(key).map(Object::toString).filter(value -> !value.isBlank());
    }

    private Optional<String> bucket(String key) {
        return text(key)
                .map(
                        value -> {
                            if (!value.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
                                throw new UsageException(
                                        "context %s is \"%s\", but should be the name of an S3 bucket"
                                                .formatted(key, value));
                            }
                            return value;
                        });
    }

    private Optional<Integer> number(String key) {
        return text(key)
                .map(
                        value -> {
                            if (!value.matches("[1-9][0-9]{0,5}")) {
                                throw new UsageException(
                                        "context %s is \"%s\", but should be a whole number above 0"
                                                .formatted(key, value));
                            }
                            return Integer.valueOf(value);
                        });
    }
}
