package dev.nightshift.core.config;

/**
 * One thing that is wrong with the settings, in words for the person who wrote them.
 *
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1; 0 if the whole file is meant
 * @param path the keys that lead there, such as {@code automations.rds-backup.keep.last}; empty for
 *     the document itself
 * @param message what was expected and what was found; never a secret
 */
public record Problem(String file, int line, int column, String path, String message) {
    Position at() {
        return new Position(file, line, column);
    }

    /** The line to print: {@code file:line:column: path: message}. */
    @Override
    public String toString() {
        return at() + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
