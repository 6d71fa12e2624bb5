package dev.nightshift.core.config;

import java.util.List;
import java.util.stream.Collectors;

/** Settings that are refused as a whole, with everything that is wrong with them. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** By file, line and column; never empty. */
    public List<Problem> problems() {
        return problems;
    }

    /** One line per problem. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
