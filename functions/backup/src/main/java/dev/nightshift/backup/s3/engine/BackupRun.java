package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import java.time.Clock;

/** Copies what changed into a vault, and writes the manifest of it. */
public final class BackupRun {
    private final ObjectStores stores;
    private final Vault vault;
    private final String owner;
    private final Clock clock;

    /**
     * @param owner of the manifests, as {@link dev.nightshift.core.automation.Scope#owner() Scope}
     *     says it
     */
    public BackupRun(ObjectStores stores, Vault vault, String owner, Clock clock) {
        this.stores = stores;
        this.vault = vault;
        this.owner = owner;
        this.clock = clock;
    }

    /**
     * @param concurrency copies and looks under way at once
     * @param partLines lines of a part of the manifest; a part that is written need not be done
     *     again
     * @param adopt look for a copy in the vault before making one: after S3 Batch Operations
     * @param verifyEvery every copy is compared with its manifest and its source once in so many
     *     runs; 0 for never
     */
    public record Options(int concurrency, int partLines, boolean adopt, int verifyEvery) {
        public Options {
            if (concurrency < 1 || partLines < 1 || verifyEvery < 0) {
                throw new IllegalArgumentException("at least one at a time, one line, never");
            }
        }

        public static Options usual() {
            return new Options(256, 10_000, false, 28);
        }

        public Options adopting() {
            return new Options(concurrency, partLines, true, verifyEvery);
        }
    }

    /** Who wants to know how far it is. Called by one thread at a time. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param key the last that is done
         */
        void at(String key, RunResult.Totals soFar);

        static Progress none() {
            return (_, _) -> {};
        }
    }

    /**
     * Notes that the run of a slot has begun, unless that is known. For copies that are to be made
     * by somebody else: what is copied after this moment can be told from what was there before.
     * {@link #run} does so by itself.
     *
     * @throws CloudException if the vault cannot be written
     */
    public void begin(Survey survey) {
        var _ =
                stores.at(vault.region())
                        .putIfAbsent(
                                vault.bucket(),
                                Checkpoint.runKey(survey.source().bucket(), survey.slot()),
                                Checkpoint.runNote(survey.startedAt()),
                                java.util.Map.of());
    }

    /**
     * Works off a survey until it is done or the deadline is near. Whatever happens, the next
     * survey of the same slot goes on where this got to.
     *
     * @throws CloudException if S3 does not answer, or refuses what concerns more than one object;
     *     what was done is kept
     */
    public RunResult run(Survey survey, Options options, Deadline deadline, Progress progress) {
        return new OneRun(stores, vault, owner, clock, survey, options, deadline, progress).run();
    }
}
