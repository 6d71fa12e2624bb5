package dev.nightshift.core.config;

/**
 * Where something stands in a file.
 *
 * @param file its name, without folders: an overlay lies beside the file it overlays
 * @param line from 1; 0 if the whole file is meant
 * @param column from 1, in characters; 0 if the whole file is meant
 */
public record Position(String file, int line, int column) {
    static Position wholeOf(String file) {
        return new Position(file, 0, 0);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
