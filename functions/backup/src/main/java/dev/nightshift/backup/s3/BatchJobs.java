package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.core.automation.CloudException;
import java.util.Map;
import java.util.Optional;

/**
 * S3 Batch Operations, of the vault's region: jobs that copy are made where they copy to. Every
 * method may throw {@link CloudException}, and an effect that did may have been made all the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops.html">Performing
 *     object operations in bulk with Batch Operations</a>
 */
interface BatchJobs {
    /**
     * Writes the list of a job into the vault, under the key that S3 manages: S3 Batch Operations
     * reads no list that is encrypted with one of KMS.
     *
     * @return its ETag
     */
    String writeList(Vault vault, String key, Body csv);

    /**
     * Makes a job that begins by itself. The same order made again is the same job.
     *
     * @return its id
     */
    String create(Order order);

    /**
     * @return empty if there is no such job, or not any more: S3 forgets them after 90 days
     */
    Optional<State> state(Vault vault, String id);

    /**
     * What a job is to copy.
     *
     * @param listKey in the vault: {@code bucket,key} or {@code bucket,key,version}, the key
     *     encoded as in a URL
     * @param versions whether the list names versions; a list names them for all or for none
     * @param toPrefix what the keys of the copies begin with
     * @param reportPrefix of the vault, under which S3 writes what it could not copy
     * @param token the same for the same order
     */
    record Order(
            Vault vault,
            String listKey,
            String listEtag,
            boolean versions,
            String toPrefix,
            String reportPrefix,
            String role,
            String token,
            String description,
            Map<String, String> tags) {
        public Order {
            tags = Map.copyOf(tags);
        }
    }

    /**
     * How a job stands.
     *
     * @param status in S3's word, such as {@code Active}
     * @param detail why it failed or waits; empty if there is nothing to say
     */
    record State(String status, long total, long succeeded, long failed, String detail) {}
}
