package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.engine.Change;
import dev.nightshift.backup.s3.engine.Survey;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.Archive;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.text.Urls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The objects that S3 Batch Operations is to copy, as it reads them: a CSV file on this machine, as
 * long as it is open.
 */
final class JobList implements AutoCloseable {
    private final Path file;
    private final long lines;

    private JobList(Path file, long lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Leaves out what such a job cannot copy, or cannot copy to where it belongs. */
    static JobList of(Survey survey) {
        try {
            var file = Files.createTempFile("nightshift-job-", ".csv");
            try {
                return new JobList(file, write(survey, file));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(file);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long write(Survey survey, Path file) throws IOException {
        long lines = 0;
        var source = survey.source();
        try (var out = Files.newBufferedWriter(file);
                var changes = survey.changes().read()) {
            for (var change = changes.next(); change.isPresent(); change = changes.next()) {
                if (isCopyable(survey, change.get())) {
                    out.write(source.bucket());
                    out.write(',');
                    out.write(Urls.part(change.get().key()));
                    if (source.versioned()) {
                        out.write(',');
                        out.write(change.get().version());
                    }
                    out.write('\n');
                    lines++;
                }
            }
        }
        return lines;
    }

    private static boolean isCopyable(Survey survey, Change change) {
        var bucket = survey.source().bucket();
        // a list names versions for all or for none
        var named =
                !survey.source().versioned()
                        || (!change.version().isEmpty() && !change.version().equals("null"));
        return switch (change.kind()) {
            case ADDED, CHANGED ->
                    named
                            && !Archive.holds(change.storageClass())
                            && change.sizeBytes() <= ObjectStore.LARGEST_SINGLE_COPY_BYTES
                            && VaultLayout.copy(bucket, change.key())
                                    .equals(VaultLayout.plain(bucket) + change.key());
            case REMOVED -> false;
        };
    }

    long lines() {
        return lines;
    }

    Body body() {
        try {
            return Body.of("text/csv", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
