package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.s3.restore.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was found; a few are shown, and when there are more, all of them are in a file. */
final class FindingsList implements Finding.Listener, AutoCloseable {
    static final int SHOWN = 20;

    private final Path file;
    private final List<Finding> first = new ArrayList<>();
    private Optional<Writer> writer = Optional.empty();
    private long count;

    /**
     * @param file of JSON lines; made only when it is needed
     */
    FindingsList(Path file) {
        this.file = file;
    }

    @Override
    public synchronized void found(Finding finding) {
        count++;
        if (first.size() < SHOWN) {
            first.add(finding);
            return;
        }
        try {
            if (writer.isEmpty()) {
                writer = Optional.of(Files.newBufferedWriter(file, UTF_8));
                for (var earlier : first) {
                    write(earlier);
                }
            }
            write(finding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Finding finding) throws IOException {
        writer.orElseThrow().write(json(finding) + "\n");
    }

    static ObjectNode json(Finding finding) {
        return Json.object()
                .put("kind", finding.kind().name())
                .put("key", finding.key())
                .put("targetKey", finding.targetKey())
                .put("what", finding.what());
    }

    synchronized List<Finding> first() {
        return List.copyOf(first);
    }

    synchronized long count() {
        return count;
    }

    /** Where all of them are, if there are more than are shown. */
    synchronized Optional<Path> file() {
        return writer.map(_ -> file);
    }

    @Override
    public synchronized void close() {
        try {
            if (writer.isPresent()) {
                writer.get().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
