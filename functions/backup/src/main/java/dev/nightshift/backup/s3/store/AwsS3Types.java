package dev.nightshift.backup.s3.store;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.Tag;

/** Between the port's types and the SDK's. */
final class AwsS3Types {
    private AwsS3Types() {}

    /** By name in small letters; of several values the first. */
    static Map<String, String> headers(SdkHttpResponse answer) {
        var all = new HashMap<String, String>();
        answer.forEachHeader(
                (name, values) -> all.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return all;
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    /** A part that is there, as the completion of its upload names it. */
    static CompletedPart completed(Part part) {
        return CompletedPart.builder()
                .partNumber(part.partNumber())
                .eTag(part.eTag())
                .checksumCRC32(part.checksumCRC32())
                .checksumCRC32C(part.checksumCRC32C())
                .checksumCRC64NVME(part.checksumCRC64NVME())
                .checksumSHA1(part.checksumSHA1())
                .checksumSHA256(part.checksumSHA256())
                .build();
    }

    /** What the SDK leaves out of a request if there is none. */
    @SuppressWarnings("NullAway") // the SDK's builders take null for «not set»
    static String named(String text) {
        return text.isEmpty() ? null : text;
    }

    @SuppressWarnings("NullAway") // the SDK's getters give null for «not there»
    static String text(String text, String otherwise) {
        return Optional.ofNullable(text).orElse(otherwise);
    }
}
