package dev.nightshift.backup.s3.manifest;

import java.util.regex.Pattern;

/** The bucket that backups are kept in, apart from what they are backups of. */
public record Vault(String bucket, String region) {
    private static final Pattern NAME =
            Pattern.compile("nightshift-.+-vault-[0-9]{12}-[a-z]{2}[a-z0-9-]*-[0-9]");

    /** Whether a bucket has the name of a vault, of whatever stage; such a one is no source. */
    public static boolean isName(String bucket) {
        return NAME.matcher(bucket).matches();
    }

    /** The vault that the recovery stack of a stage makes. */
    public static Vault of(String stage, String account, String region) {
        return new Vault("nightshift-" + stage + "-vault-" + account + "-" + region, region);
    }
}
