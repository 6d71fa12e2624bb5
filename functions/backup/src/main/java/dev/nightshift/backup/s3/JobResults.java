package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What S3 Batch Operations says of the objects that it could not copy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-examples-reports.html">
 *     S3 Batch Operations completion reports</a>
 */
final class JobResults {
    private static final int TOLD = 20;
    private static final int COLUMNS = 7;

    private JobResults() {}

    /**
     * Keys and why, at most {@value #TOLD} of them.
     *
     * @param prefix of the reports of the run
     */
    static List<String> failures(ObjectStore store, Vault vault, String prefix, String job) {
        var failures = new ArrayList<String>();
        var after = prefix;
        while (true) {
            var page = store.list(vault.bucket(), prefix, after);
            for (var entry : page.entries()) {
                if (failures.size() < TOLD
                        && entry.key().contains("/job-" + job + "/results/")
                        && entry.key().endsWith(".csv")) {
                    read(store, vault, entry.key(), failures);
                }
            }
            if (!page.more() || page.entries().isEmpty() || failures.size() >= TOLD) {
                return failures;
            }
            after = page.entries().getLast().key();
        }
    }

    private static void read(ObjectStore store, Vault vault, String key, List<String> failures) {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                store.get(vault.bucket(), key, ""), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine();
                    line != null && failures.size() < TOLD;
                    line = lines.readLine()) {
                // bucket, key, version, task status, error code, HTTP status, message
                var columns = line.split(",", COLUMNS);
                if (columns.length == COLUMNS && columns[3].equals("failed")) {
                    failures.add(decoded(columns[1]) + ": " + columns[4] + " " + columns[5]);
                }
            }
        } catch (IOException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "could not read " + key + ": " + e.getMessage(), e);
        }
    }

    private static String decoded(String key) {
        try {
            return URLDecoder.decode(key, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // not encoded after all; as it is it still tells a person something
            return key;
        }
    }
}
