package dev.nightshift.costs.focus;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Exports on a disk: one file, or a folder with all that is below it. */
public final class LocalExports implements Exports {
    private final Path root;

    public LocalExports(Path root) {
        this.root = root;
    }

    @Override
    public String place() {
        return root.toString();
    }

    @Override
    public List<Export> list() {
        try (var paths = Files.walk(root)) {
            var exports = new ArrayList<Export>();
            for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
                exports.add(
                        new Export(
                                name(path),
                                Files.size(path),
                                Files.getLastModifiedTime(path).toInstant(),
                                ""));
            }
            return List.copyOf(exports);
        } catch (IOException e) {
            throw refused("list " + root, e);
        }
    }

    @Override
    public byte[] read(Export export, long offset, int length) {
        var buffer = ByteBuffer.allocate(length);
        try (var channel = FileChannel.open(path(export), StandardOpenOption.READ)) {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, offset + buffer.position()) < 0) {
                    throw new EOFException("it is shorter than it was");
                }
            }
            return buffer.array();
        } catch (IOException e) {
            throw refused("read " + path(export), e);
        }
    }

    @Override
    public InputStream open(Export export) {
        try {
            return Files.newInputStream(path(export));
        } catch (IOException e) {
            throw refused("read " + path(export), e);
        }
    }

    private String name(Path path) {
        return path.equals(root)
                ? String.valueOf(path.getFileName())
                : root.relativize(path).toString().replace('\\', '/');
    }

    private Path path(Export export) {
        return Files.isDirectory(root) ? root.resolve(export.path()) : root;
    }

    private static CloudException refused(String doing, IOException failure) {
        return failure instanceof NoSuchFileException
                ? new CloudException(
                        Kind.NOT_FOUND, "could not " + doing + ": it does not exist", failure)
                : new CloudException(Kind.REJECTED, "could not " + doing + ": " + failure, failure);
    }
}
