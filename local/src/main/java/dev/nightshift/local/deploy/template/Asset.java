package dev.nightshift.local.deploy.template;

import java.nio.file.Path;

/**
 * A file, or a folder to be packed, that goes to the bootstrap bucket under the key that templates
 * use.
 *
 * @param bucket with the account and region filled in
 */
public record Asset(String bucket, String key, Path source, boolean packed) {}
