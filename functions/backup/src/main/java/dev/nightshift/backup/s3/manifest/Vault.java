package dev.nightshift.backup.s3.manifest;

/** The bucket that backups are kept in, apart from what they are backups of. */
public record Vault(String bucket, String region) {
    /** The vault that the recovery stack of a stage makes. */
    public static Vault of(String stage, String account, String region) {
        return new Vault("nightshift-" + stage + "-vault-" + account + "-" + region, region);
    }
}
