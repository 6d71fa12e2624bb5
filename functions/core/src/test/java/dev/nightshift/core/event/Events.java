package dev.nightshift.core.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The event files of the repository. */
final class Events {
    private static final Path FOLDER = Path.of("..", "..", "events");

    private Events() {}

    static byte[] read(String file) {
        try {
            return Files.readAllBytes(FOLDER.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static List<String> of(String room) {
        try (var files = Files.list(FOLDER.resolve(room))) {
            return files.map(file -> room + "/" + file.getFileName()).sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
