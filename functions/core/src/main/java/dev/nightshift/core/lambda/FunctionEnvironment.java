package dev.nightshift.core.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables that a function is deployed with: written by the CDK app, read here.
 */
public final class FunctionEnvironment {
    /** Where the settings are: a file of the function's layer. */
    public static final String CONFIG = "NIGHTSHIFT_CONFIG";

    /** Name of the ledger's table. */
    public static final String LEDGER = "NIGHTSHIFT_LEDGER";

    /** ARN of the topic for notices. */
    public static final String NOTICES = "NIGHTSHIFT_NOTICES";

    private final Map<String, String> variables;

    public FunctionEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public Path config() {
        return Path.of(required(CONFIG));
    }

    public String ledger() {
        return required(LEDGER);
    }

    public String notices() {
        return required(NOTICES);
    }

    /**
     * The variable's value.
     *
     * @throws IllegalStateException if it is not set: the function was not deployed by the CDK app
     */
    public String required(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "environment variable "
                                                + name
                                                + " is not set; deploy the function with cdk deploy"));
    }
}
