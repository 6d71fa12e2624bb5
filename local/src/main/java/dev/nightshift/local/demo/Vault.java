package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.runtime.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Looks into the vault with a client that is not the functions'. */
final class Vault implements AutoCloseable {
    private static final String BUCKET = "nightshift-demo-vault-123456789012-" + Estate.RECOVERY;
    private static final JsonMapper JSON = new JsonMapper();

    private final S3Client s3;

    Vault(Account account) {
        this.s3 = account.s3(Estate.RECOVERY);
    }

    List<String> keys(String prefix) {
        return s3
                .listObjectsV2Paginator(list -> list.bucket(BUCKET).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /** The copies of a bucket: text by the key of the source. */
    Map<String, String> copies(String bucket) {
        var prefix = "data/" + bucket + "/k/";
        var copies = new TreeMap<String, String>();
        keys(prefix).forEach(key -> copies.put(key.substring(prefix.length()), text(key)));
        return copies;
    }

    /** The newest finished manifest of a bucket. */
    Optional<String> manifest(String bucket) {
        return keys("manifests/" + bucket + "/").stream()
                .filter(key -> key.endsWith("/index.json"))
                .max(String::compareTo);
    }

    JsonNode json(String key) {
        try {
            return JSON.readTree(text(key));
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException(key + " in the vault is not JSON", notJson);
        }
    }

    /** When a restore of it was found good. */
    Optional<String> proven(String key) {
        return s3.getObjectTagging(get -> get.bucket(BUCKET).key(key)).tagSet().stream()
                .filter(tag -> tag.key().equals(Ownership.PROVEN_TAG))
                .map(tag -> tag.value())
                .findFirst();
    }

    private String text(String key) {
        return s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asString(UTF_8);
    }

    @Override
    public void close() {
        s3.close();
    }
}
