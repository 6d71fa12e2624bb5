package dev.nightshift.backup.s3;

import dev.nightshift.backup.s3.S3BackupSettings.Select;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.core.text.Globs;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which buckets the settings mean. */
public final class Selection {
    private final Set<String> names;
    private final List<Pattern> patterns;
    private final Map<String, String> tags;

    public Selection(Select select) {
        names = new HashSet<>(select.names());
        patterns = select.patterns().stream().map(Globs::compile).toList();
        tags = select.tags();
    }

    /** Whether it is a vault, which is never backed up, whatever the settings say. */
    public static boolean isVault(String bucket, Vault vault) {
        return bucket.equals(vault.bucket()) || Vault.isName(bucket);
    }

    /** Whether these settings mean a bucket whatever its tags are. */
    public boolean byName(String bucket) {
        return names.contains(bucket)
                || patterns.stream().anyMatch(pattern -> pattern.matcher(bucket).matches());
    }

    /** Whether the tags of a bucket can matter at all. */
    public boolean asksForTags() {
        return !tags.isEmpty();
    }

    public boolean byTags(Map<String, String> ofBucket) {
        return asksForTags() && ofBucket.entrySet().containsAll(tags.entrySet());
    }
}
