package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.manifest.Manifests;
import dev.nightshift.backup.s3.manifest.Manifests.LineReader;
import java.util.List;
import java.util.Optional;

/** Lines in key order, which can be read more than once: to plan, and to restore. */
@FunctionalInterface
public interface Lines {
    /**
     * @param after only keys greater than this one; empty for all. What comes before may be left
     *     out, but need not be
     */
    LineReader open(String after);

    static Lines of(Manifests manifests, ManifestIndex index) {
        return after -> manifests.lines(index, after);
    }

    /** A sample; in key order, each key once. */
    static Lines of(List<ManifestLine> sample) {
        var lines = List.copyOf(sample);
        return after -> {
            var rest = lines.iterator();
            return new LineReader() {
                @Override
                public Optional<ManifestLine> next() {
                    return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        };
    }
}
