package dev.nightshift.backup.evidence;

import dev.nightshift.backup.evidence.Evidence.Kind;
import dev.nightshift.backup.evidence.EvidenceJson.Document;
import dev.nightshift.backup.evidence.EvidenceJson.Untrue;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.work.Together;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Evidence as documents in a vault bucket, each with the hash of itself and of the one before it.
 * Altering one, or taking one out from between others, shows. Who may write all of them anew could
 * still do so; that is what Object Lock and the bucket's versions are for.
 */
public final class VaultEvidenceLog implements EvidenceLog {
    private static final int AT_ONCE = 8;

    /** Far more than a drill has to say. */
    private static final int LONGEST_BYTES = 4 << 20;

    private final ObjectStores stores;
    private final Vault vault;
    private final Scope scope;

    /**
     * @param scope of the automation that keeps evidence; what it keeps is tagged with it
     */
    public VaultEvidenceLog(ObjectStores stores, Vault vault, Scope scope) {
        this.stores = stores;
        this.vault = vault;
        this.scope = scope;
    }

    private record Placed(String key, Document document) {}

    /**
     * @param limit how many at most; at least 1
     */
    @Override
    public List<Evidence> of(Kind kind, String source, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit);
        }
        var keys = keys(kind, source);
        // one more than is asked for: the last one's predecessor
        var from = Math.max(0, keys.size() - limit - 1);
        var read = read(kind, source, keys.subList(from, keys.size()));
        verifyChain(kind, source, read, keys.subList(0, from));
        return read.subList(Math.max(0, read.size() - limit), read.size()).reversed().stream()
                .map(placed -> placed.document().evidence())
                .toList();
    }

    @Override
    public List<String> sources(Kind kind) {
        var sources = new LinkedHashSet<String>();
        var store = store();
        var after = "";
        while (true) {
            var page = store.list(vault.bucket(), EvidenceKeys.folder(kind), after);
            for (var entry : page.entries()) {
                EvidenceKeys.source(kind, entry.key()).ifPresent(sources::add);
            }
            if (!page.more() || page.entries().isEmpty()) {
                return List.copyOf(sources);
            }
            after = EvidenceKeys.pastSource(kind, page.entries().getLast().key());
        }
    }

    /**
     * @throws IllegalArgumentException if its names do not fit into a key
     * @throws CloudException of kind REJECTED if there is newer evidence than its {@code previous}:
     *     ask for {@link #newestHash} again
     */
    @Override
    public boolean keep(Evidence evidence) {
        var key = EvidenceKeys.key(evidence.kind(), evidence.source(), evidence.drill());
        var keys = keys(evidence.kind(), evidence.source());
        if (keys.contains(key)) {
            return false;
        }
        var newest = newest(evidence.kind(), evidence.source(), keys);
        if (!newest.equals(evidence.previous())) {
            throw rejected(
                    key,
                    "is to follow %s, but the newest evidence of %s is %s"
                            .formatted(
                                    evidence.previous().orElse("nothing"),
                                    evidence.source(),
                                    newest.orElse("nothing")));
        }
        return store().putIfAbsent(
                        vault.bucket(),
                        key,
                        Body.json(EvidenceJson.write(evidence)),
                        Map.of(
                                Ownership.OWNER_TAG,
                                scope.owner(),
                                Ownership.SOURCE_TAG,
                                EvidenceKeys.tag(evidence.source())));
    }

    @Override
    public Optional<String> newestHash(Kind kind, String source) {
        return newest(kind, source, keys(kind, source));
    }

    private Optional<String> newest(Kind kind, String source, List<String> keys) {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(read(kind, source, keys.getLast()).document().sha256());
    }

    /** Of all documents of a source, oldest first. S3 lists from the oldest only. */
    private List<String> keys(Kind kind, String source) {
        var keys = new ArrayList<String>();
        var store = store();
        var folder = EvidenceKeys.folder(kind, source);
        while (true) {
            var page = store.list(vault.bucket(), folder, keys.isEmpty() ? "" : keys.getLast());
            page.entries().forEach(entry -> keys.add(entry.key()));
            if (!page.more() || page.entries().isEmpty()) {
                return keys;
            }
        }
    }

    private List<Placed> read(Kind kind, String source, List<String> keys) {
        return Together.map(keys, AT_ONCE, key -> read(kind, source, key));
    }

    private Placed read(Kind kind, String source, String key) {
        try {
            var document = EvidenceJson.read(text(key));
            var evidence = document.evidence();
            if (evidence.kind() != kind
                    || !evidence.source().equals(source)
                    || !key.equals(EvidenceKeys.key(kind, source, evidence.drill()))) {
                throw rejected(
                        key,
                        "is evidence of drill %s of %s, which belongs elsewhere"
                                .formatted(evidence.drill(), evidence.source()));
            }
            return new Placed(key, document);
        } catch (Untrue e) {
            throw rejected(key, "is not as it was written: " + e.why());
        }
    }

    private String text(String key) {
        try (var content = store().get(vault.bucket(), key, "")) {
            var bytes = content.readNBytes(LONGEST_BYTES + 1);
            if (bytes.length > LONGEST_BYTES) {
                throw rejected(key, "is not as it was written: it has more than 4 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE,
                    "could not read %s to its end: %s".formatted(where(key), e.getMessage()),
                    e);
        }
    }

    /**
     * Drills that overlapped may follow the same document, or end in another order than they began;
     * what a document follows must be there all the same.
     *
     * @param older keys that were not read, oldest first
     */
    private void verifyChain(Kind kind, String source, List<Placed> read, List<String> older) {
        var hashes = new HashSet<String>();
        read.forEach(placed -> hashes.add(placed.document().sha256()));
        // the oldest of those read for its hash only, unless it is the first of all
        var bound = older.isEmpty() ? read : read.subList(1, read.size());
        for (var placed : bound) {
            var previous = placed.document().evidence().previous();
            if (previous.isEmpty() ? followsAny(placed, read) : !hashes.contains(previous.get())) {
                if (previous.isPresent() && isAmong(kind, source, older, previous.get(), hashes)) {
                    continue;
                }
                throw rejected(
                        placed.key(),
                        previous.map(
                                        hash ->
                                                "follows the evidence with hash "
                                                        + hash
                                                        + ", which is not there any more")
                                .orElse("says it is the first, but others ended before it began"));
            }
        }
    }

    private static boolean followsAny(Placed placed, List<Placed> read) {
        var startedAt = placed.document().evidence().startedAt();
        return read.stream()
                .anyMatch(other -> other.document().evidence().endedAt().isBefore(startedAt));
    }

    private boolean isAmong(
            Kind kind, String source, List<String> older, String hash, Set<String> hashes) {
        read(kind, source, older).forEach(placed -> hashes.add(placed.document().sha256()));
        return hashes.contains(hash);
    }

    private ObjectStore store() {
        return stores.at(vault.region());
    }

    private CloudException rejected(String key, String why) {
        return new CloudException(CloudException.Kind.REJECTED, where(key) + " " + why);
    }

    private String where(String key) {
        return "s3://" + vault.bucket() + "/" + key;
    }
}
