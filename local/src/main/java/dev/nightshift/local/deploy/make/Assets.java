package dev.nightshift.local.deploy.make;

import dev.nightshift.local.deploy.template.Asset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.core.SdkBytes;

/** The files of an assembly, as they lie in the bootstrap bucket. */
public final class Assets {
    /** Bytes and their SHA-256 in Base64, which is how Lambda tells code apart. */
    public record Packed(Asset asset, SdkBytes bytes, String sha256) {}

    // a folder packed twice must give the same bytes
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Map<String, Packed> byAddress = new LinkedHashMap<>();

    private Assets() {}

    /** Reads and packs assets. */
    public static Assets of(Collection<Asset> listed) {
        var assets = new Assets();
        for (var asset : listed) {
            var bytes = asset.packed() ? zip(asset.source()) : file(asset.source());
            assets.byAddress.put(
                    address(asset.bucket(), asset.key()),
                    new Packed(asset, SdkBytes.fromByteArrayUnsafe(bytes), sha256(bytes)));
        }
        return assets;
    }

    /** All of them. */
    public Collection<Packed> all() {
        return byAddress.values();
    }

    /** The one at an address of the bootstrap bucket. */
    Packed at(String bucket, String key) {
        var packed = byAddress.get(address(bucket, key));
        if (packed == null) {
            throw new MakeException(
                    "%s is not an asset of this assembly".formatted(address(bucket, key)));
        }
        return packed;
    }

    private static String address(String bucket, String key) {
        return "s3://" + bucket + "/" + key;
    }

    private static byte[] file(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] zip(Path folder) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes);
                var paths = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (var path : paths.filter(Files::isRegularFile).sorted().toList()) {
                var name = folder.relativize(path).toString().replace('\\', '/');
                var entry = new ZipEntry(name);
                entry.setTimeLocal(NO_TIME);
                zip.putNextEntry(entry);
                Files.copy(path, zip);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The digest of a text. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
