package dev.nightshift.backup.s3.restore;

import dev.nightshift.backup.s3.manifest.ManifestLine;
import dev.nightshift.backup.s3.restore.Finding.Kind;
import dev.nightshift.backup.s3.store.Archive;
import dev.nightshift.backup.s3.store.Listed;
import dev.nightshift.backup.s3.store.ObjectStore;
import java.util.Optional;

/** Decides for one line of a manifest. */
final class S3RestorePlanner {
    private S3RestorePlanner() {}

    /** What to do about a line. */
    sealed interface Decision {
        /** Nobody asked for it. */
        record LeaveOut() implements Decision {}

        /** The target has none, or what it has may be replaced. */
        record Copy(boolean replaces) implements Decision {}

        /** Something of the same size is there; only a closer look tells. */
        record Compare() implements Decision {}

        /** It cannot be done. */
        record Refuse(Kind kind, String what) implements Decision {}
    }

    /** What the vault has of a line. */
    sealed interface InVault {
        /** It was not looked for. */
        record Unseen() implements InVault {}

        record Absent() implements InVault {}

        record Present(String storageClass) implements InVault {}
    }

    static Decision decide(
            S3RestoreRequest request, ManifestLine line, Optional<Listed> there, InVault copy) {
        if (line.deleted() && !request.includeDeleted()) {
            return new Decision.LeaveOut();
        }
        var key = request.targetKey(line.key());
        int length = utf8Length(key);
        if (length > ObjectStore.LONGEST_KEY_BYTES) {
            return new Decision.Refuse(
                    Kind.TOO_LONG,
                    "%d bytes with the prefix; S3 takes %d"
                            .formatted(length, ObjectStore.LONGEST_KEY_BYTES));
        }
        if (there.isPresent() && there.get().sizeBytes() == line.sizeBytes()) {
            return new Decision.Compare();
        }
        if (there.isPresent() && !request.overwrite()) {
            return new Decision.Refuse(
                    Kind.CONFLICT,
                    "%d bytes are there, %d in the manifest"
                            .formatted(there.get().sizeBytes(), line.sizeBytes()));
        }
        return copy(line, there.isPresent(), copy);
    }

    /**
     * Decides for a line of which something of the same size is in the target.
     *
     * @param difference in words; empty if there is none
     * @return empty if nothing is to be done
     */
    static Optional<Decision> compared(
            S3RestoreRequest request, ManifestLine line, String difference, InVault copy) {
        if (difference.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                request.overwrite()
                        ? copy(line, true, copy)
                        : new Decision.Refuse(Kind.CONFLICT, difference));
    }

    private static Decision copy(ManifestLine line, boolean replaces, InVault copy) {
        if (line.vaultKey().isEmpty()) {
            return new Decision.Refuse(Kind.GONE, "the manifest names no copy of it");
        }
        return switch (copy) {
            case InVault.Absent() ->
                    new Decision.Refuse(
                            Kind.GONE,
                            "version %s of %s is not in the vault"
                                    .formatted(line.vaultVersion(), line.vaultKey()));
            case InVault.Present(var storageClass) when Archive.holds(storageClass) ->
                    new Decision.Refuse(Kind.ARCHIVED, "its copy is in class " + storageClass);
            case InVault.Present _, InVault.Unseen _ -> new Decision.Copy(replaces);
        };
    }

    /**
     * The class that a restored object gets: the one it had, unless that is an archive, where
     * nobody could read it; then that of its copy, which is empty here.
     */
    static String storageClass(ManifestLine line) {
        return Archive.holds(line.storageClass()) ? "" : line.storageClass();
    }

    static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // a surrogate pair is four bytes: two for each half
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
