package dev.nightshift.backup.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.backup.drill.DrillFacts.Scratch;
import dev.nightshift.backup.s3.restore.S3RestoreRequest.Target;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStore.Mark;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.automation.Scope;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Where drills of buckets leave what they restore, each under its own id. */
final class ScratchFolder {
    /** Nothing is ever removed but from below such a folder. */
    private static final Pattern DRILL = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_NOTE = 4_096;

    private final ObjectStore store;
    private final Target root;
    private final Scope scope;

    /**
     * @param root ends in a slash
     */
    ScratchFolder(ObjectStore store, Target root, Scope scope) {
        this.store = store;
        this.root = root;
        this.scope = scope;
    }

    /** What a drill notes down for the run that goes on with it. */
    record Note(Instant startedAt, Instant manifest) {}

    /** Where a drill restores to. */
    Target of(String drill) {
        return new Target(root.bucket(), root.region(), folder(drill) + "o/");
    }

    private String folder(String drill) {
        if (!DRILL.matcher(drill).matches()) {
            throw new IllegalArgumentException("not the id of a drill: " + drill);
        }
        return root.prefix() + drill + "/";
    }

    /** The note of an earlier run of this drill, or else this one, which is then kept. */
    Note begin(String drill, Note note) {
        var key = folder(drill) + "drill.json";
        var text =
                JSON.createObjectNode()
                        .put("startedAt", note.startedAt().toString())
                        .put("manifest", note.manifest().toString())
                        .toString();
        var tags = Map.of(Ownership.OWNER_TAG, scope.owner(), DrillTags.DRILL, drill);
        return store.putIfAbsent(root.bucket(), key, Body.json(text), tags) ? note : read(key);
    }

    private Note read(String key) {
        try (var content = store.get(root.bucket(), key, "")) {
            var note = JSON.readTree(content.readNBytes(LONGEST_NOTE));
            return new Note(
                    Instant.parse(note.path("startedAt").asText()),
                    Instant.parse(note.path("manifest").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            throw new CloudException(
                    CloudException.Kind.REJECTED, key + " is not as a drill wrote it", e);
        } catch (IOException e) {
            throw new CloudException(
                    CloudException.Kind.UNREACHABLE, "could not read " + key + " to its end", e);
        }
    }

    /** Every drill that has left something, with all versions and delete markers looked at. */
    List<Scratch> left() {
        var newest = new TreeMap<String, Instant>();
        scan(
                root.prefix(),
                versions -> {
                    for (var version : versions) {
                        drill(version.key())
                                .ifPresent(
                                        drill ->
                                                newest.merge(
                                                        drill,
                                                        version.lastModified(),
                                                        (a, b) -> a.isAfter(b) ? a : b));
                    }
                },
                () -> false);
        return newest.entrySet().stream()
                .map(entry -> new Scratch(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Optional<String> drill(String key) {
        int end = key.indexOf('/', root.prefix().length());
        return end < 0
                ? Optional.empty()
                : Optional.of(key.substring(root.prefix().length(), end))
                        .filter(name -> DRILL.matcher(name).matches());
    }

    /**
     * Removes all versions of what a drill has left.
     *
     * @return whether all of it is gone; false if the deadline came first
     * @throws CloudException if S3 refuses to remove some of it
     */
    boolean clear(String drill, Deadline deadline) {
        return scan(
                folder(drill),
                versions -> {
                    var refused =
                            store.delete(
                                    root.bucket(),
                                    versions.stream()
                                            .map(it -> new ObjectVersion(it.key(), it.version()))
                                            .toList());
                    if (!refused.isEmpty()) {
                        throw new CloudException(
                                CloudException.Kind.REJECTED,
                                "%d scratch objects of drill %s could not be removed, such as %s: %s %s"
                                        .formatted(
                                                refused.size(),
                                                drill,
                                                refused.getFirst().version().key(),
                                                refused.getFirst().code(),
                                                refused.getFirst().message()));
                    }
                },
                deadline::isNear);
    }

    /**
     * @return whether it went through to the end
     */
    private boolean scan(
            String prefix, Consumer<List<Listed>> each, java.util.function.BooleanSupplier stop) {
        Optional<Mark> after = Optional.empty();
        while (true) {
            if (stop.getAsBoolean()) {
                return false;
            }
            var page = store.listVersions(root.bucket(), prefix, after);
            if (!page.entries().isEmpty()) {
                each.accept(page.entries());
                after = Optional.of(page.entries().getLast().mark());
            }
            if (!page.more() || page.entries().isEmpty()) {
                return true;
            }
        }
    }
}
