package dev.nightshift.costs.focus;

import java.time.Instant;

/**
 * A file that a provider delivered.
 *
 * @param path below the place that is looked at, with {@code /} between folders
 * @param modified when it was last written
 * @param version changes when it is overwritten (S3: its ETag); empty where there is no such thing
 */
public record Export(String path, long bytes, Instant modified, String version) {
    /** Its name without folders. */
    public String file() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
