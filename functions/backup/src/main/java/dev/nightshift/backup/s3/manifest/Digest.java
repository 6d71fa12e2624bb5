package dev.nightshift.backup.s3.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;

/** What belongs to an object beside its content, in one word. */
public final class Digest {
    private Digest() {}

    /**
     * Equal for equal properties and tags: SHA-256, the first 18 bytes of it in Base64 for URLs, 24
     * letters.
     *
     * @param properties see {@link dev.nightshift.backup.s3.store.Head#properties}
     */
    public static String of(SortedMap<String, String> properties, SortedMap<String, String> tags) {
        var sha = Hashes.sha256();
        feed(sha, properties);
        sha.update((byte) 1);
        feed(sha, tags);
        var half = Arrays.copyOf(sha.digest(), 18);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    }

    private static void feed(MessageDigest sha, SortedMap<String, String> map) {
        map.forEach(
                (name, value) -> {
                    sha.update(name.getBytes(StandardCharsets.UTF_8));
                    sha.update((byte) 0);
                    sha.update(value.getBytes(StandardCharsets.UTF_8));
                    sha.update((byte) 0);
                });
    }
}
