package dev.nightshift.cdk;

import java.util.List;

/** What a person has to put right before anything can be synthesized; one line each. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines;

    UsageException(List<String> lines) {
        super(String.join("\n", lines));
        this.lines = List.copyOf(lines);
    }

    UsageException(String line) {
        this(List.of(line));
    }

    public List<String> lines() {
        return lines;
    }
}
