package dev.nightshift.backup.s3;

import dev.nightshift.backup.Globs;
import dev.nightshift.backup.s3.S3BackupSettings.Select;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which buckets the settings mean. */
final class Selection {
    /** As {@link dev.nightshift.backup.s3.manifest.Vault#of} names them, of any stage. */
    private static final Pattern VAULT =
            Pattern.compile("nightshift-.+-vault-[0-9]{12}-[a-z]{2}[a-z0-9-]*-[0-9]");

    private final Set<String> names;
    private final List<Pattern> patterns;
    private final Map<String, String> tags;

    Selection(Select select) {
        names = new HashSet<>(select.names());
        patterns = select.patterns().stream().map(Globs::compile).toList();
        tags = select.tags();
    }

    /** Whether a bucket is a vault of Nightshift, of whatever stage; such a one is no source. */
    static boolean isVault(String bucket) {
        return VAULT.matcher(bucket).matches();
    }

    /** Whether these settings mean a bucket whatever its tags are. */
    boolean byName(String bucket) {
        return names.contains(bucket)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(bucket).matches());
    }

    /** Whether the tags of a bucket can matter at all. */
    boolean asksForTags() {
        return !tags.isEmpty();
    }

    boolean byTags(Map<String, String> ofBucket) {
        return asksForTags() && ofBucket.entrySet().containsAll(tags.entrySet());
    }
}
