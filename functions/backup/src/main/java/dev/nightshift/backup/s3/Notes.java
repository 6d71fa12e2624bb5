package dev.nightshift.backup.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.s3.S3BackupFacts.Mismatches;
import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.manifest.VaultLayout;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What one run writes down for the next ones, as small documents in the vault. */
final class Notes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_BYTES = 1 << 20;
    private static final int MISMATCHES = 100;

    private final ObjectStore store;
    private final Vault vault;

    Notes(ObjectStore store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /**
     * A job of S3 Batch Operations for a range of a bucket's keys.
     *
     * @param after the range begins after this key
     * @param upTo its last key; empty if it reaches the end
     */
    record JobNote(String id, String after, String upTo) {}

    Optional<JobNote> job(String bucket, Instant slot) {
        return read(
                jobKey(bucket, slot),
                node -> new JobNote(text(node, "job"), text(node, "after"), text(node, "upTo")));
    }

    void job(String bucket, Instant slot, JobNote note) {
        var node = JSON.createObjectNode();
        node.put("job", note.id()).put("after", note.after()).put("upTo", note.upTo());
        write(jobKey(bucket, slot), node);
    }

    /** When copies that no manifest names were last looked for. */
    Optional<Instant> collected(String bucket) {
        return read(collectedKey(bucket), node -> Instant.parse(text(node, "at")));
    }

    void collected(String bucket, Instant at) {
        write(collectedKey(bucket), JSON.createObjectNode().put("at", at.toString()));
    }

    /** Copies that were found not to be what they should, until somebody or time clears them. */
    Optional<Mismatches> mismatches(String bucket) {
        return read(mismatchKey(bucket), Notes::mismatches).filter(found -> found.count() > 0);
    }

    private static Mismatches mismatches(JsonNode node) {
        var some = new ArrayList<Mismatch>();
        for (var one : node.path("some")) {
            some.add(
                    new Mismatch(
                            text(one, "key"),
                            text(one, "vaultKey"),
                            text(one, "vaultVersion"),
                            text(one, "what")));
        }
        return new Mismatches(
                node.path("run").asInt(),
                Instant.parse(text(node, "at")),
                node.path("count").asLong(),
                some);
    }

    /** Adds to what is known already; the same copy counts once. */
    void mismatches(String bucket, Mismatches found) {
        var before = mismatches(bucket);
        var some = new ArrayList<>(found.some());
        var known = new HashSet<>(some);
        before.ifPresent(
                earlier ->
                        earlier.some().stream()
                                .filter(known::add)
                                .limit(Math.max(0, MISMATCHES - some.size()))
                                .toList()
                                .forEach(some::add));
        long repeated =
                before.map(
                                earlier ->
                                        earlier.some().stream()
                                                .filter(found.some()::contains)
                                                .count())
                        .orElse(0L);
        writeMismatches(
                bucket,
                new Mismatches(
                        found.run(),
                        found.at(),
                        found.count() + before.map(Mismatches::count).orElse(0L) - repeated,
                        some));
    }

    /** Every copy has been compared since, and nothing else was found. */
    void clearMismatches(String bucket, int run, Instant at) {
        writeMismatches(bucket, new Mismatches(run, at, 0, List.of()));
    }

    private void writeMismatches(String bucket, Mismatches found) {
        var node = JSON.createObjectNode();
        node.put("run", found.run()).put("at", found.at().toString()).put("count", found.count());
        var some = node.putArray("some");
        for (var one : found.some()) {
            some.addObject()
                    .put("key", one.key())
                    .put("vaultKey", one.vaultKey())
                    .put("vaultVersion", one.vaultVersion())
                    .put("what", one.what());
        }
        write(mismatchKey(bucket), node);
    }

    static String batch(String bucket, Instant slot) {
        return VaultLayout.work(bucket, slot) + "batch/";
    }

    static String report(String bucket, Instant slot) {
        return batch(bucket, slot) + "report";
    }

    private static String jobKey(String bucket, Instant slot) {
        return batch(bucket, slot) + "job.json";
    }

    private static String collectedKey(String bucket) {
        return "work/" + bucket + "/garbage.json";
    }

    private static String mismatchKey(String bucket) {
        return "work/" + bucket + "/mismatches.json";
    }

    private void write(String key, ObjectNode node) {
        store.put(vault.bucket(), key, Body.json(node.toString()), Map.of());
    }

    private <T> Optional<T> read(String key, Function<JsonNode, T> decode) {
        try (var in = store.get(vault.bucket(), key, "")) {
            return Optional.of(decode.apply(JSON.readTree(in.readNBytes(LONGEST_BYTES))));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new CloudException(Kind.REJECTED, key + " is spoilt: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CloudException(
                    Kind.UNREACHABLE, "could not read " + key + ": " + e.getMessage(), e);
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }
}
