package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult.Copied;
import dev.nightshift.backup.s3.store.ObjectStore.ObjectVersion;
import dev.nightshift.core.automation.CloudException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every {@link ObjectStore} does, be it the fake or an adapter before a server. */
abstract class ObjectStoreContract {
    static final String REGION = "eu-west-1";

    /** What a server may lack. */
    enum Gift {
        VERSIONS,
        TAGS,
        /** Takes an empty set of tags. */
        EMPTY_TAGS,
        BUCKET_TAGS,
        CHECKSUMS,
        STORAGE_CLASSES,
        UPLOADS,
        /** Checks the ETag that a copy's source must have. */
        COPY_CONDITIONS,
        /** Copies only to where nothing is, if told so. */
        COPY_IF_ABSENT,
        REGIONS,
        /** Sorts pairs of surrogates where their bytes belong. */
        ORDER_OF_BYTES,
        LOCKS
    }

    private static final AtomicInteger BUCKETS = new AtomicInteger();

    private final String a = "contract-a-" + BUCKETS.incrementAndGet();
    private final String b = "contract-b-" + BUCKETS.get();

    abstract ObjectStores stores();

    abstract void makeBucket(String name, String region, boolean versioned);

    abstract Set<Gift> gifts();

    /**
     * Why the server cannot keep such a key.
     *
     * @return empty if it can
     */
    String objection(String key) {
        return "";
    }

    private ObjectStore store() {
        return stores().at(REGION);
    }

    private void needs(Gift gift) {
        assumeTrue(gifts().contains(gift), () -> "skipped: this server has no " + gift);
    }

    @BeforeEach
    void make() {
        boolean versions = gifts().contains(Gift.VERSIONS);
        makeBucket(a, REGION, versions);
        makeBucket(b, REGION, versions);
    }

    static Stream<String> hostileKeys() {
        return Stream.of(
                "plain",
                "with space",
                "plus+plus",
                "100%",
                "%41",
                "%2F",
                "a&b=c?d#e;f",
                "quote'\"<>",
                "back\\slash",
                "tab\there",
                "new\nline",
                "return\rhere",
                "ümläut",
                "日本語",
                "\uD83D\uDE00 pair",
                "\uFF5E near the end",
                "\u00e9 composed",
                "e\u0301 decomposed",
                "trailing/",
                "/leading",
                "double//slash",
                "a/./b",
                "a/../b",
                "..",
                "*(brackets)[]{}!$,:@~`^|",
                "control\u0001",
                "del\u007f",
                "k".repeat(ObjectStore.LONGEST_KEY_BYTES),
                "ä".repeat(ObjectStore.LONGEST_KEY_BYTES / 2));
    }

    @ParameterizedTest
    @MethodSource("hostileKeys")
    void a_hostile_key_comes_back_as_it_went_in(String key) {
        var objection = objection(key);
        assumeTrue(objection.isEmpty(), () -> "skipped: " + objection);
        write(a, key, "content");

        assertThat(keys(a, "")).containsExactly(key);
        assertThat(text(a, key)).isEqualTo("content");
        var head = store().head(a, key, "").orElseThrow();
        assertThat(head.sizeBytes()).isEqualTo(7);
        var copied = store().copy(copy(key, head.etag(), b, key));
        assertThat(copied).isInstanceOf(Copied.class);
        assertThat(text(b, key)).isEqualTo("content");
        if (gifts().contains(Gift.VERSIONS)) {
            assertThat(store().listVersions(a, "", Optional.empty()).entries())
                    .extracting(Listed::key)
                    .containsExactly(key);
        }
        assertThat(store().delete(a, List.of(new ObjectVersion(key, head.version())))).isEmpty();
        assertThat(keys(a, "")).isEmpty();
    }

    @Test
    void keys_are_listed_in_the_order_of_their_bytes() {
        var keys = new ArrayList<String>();
        for (var key : List.of("a.x", "B", "é", "z", "\uFF5E", "\uD83D\uDE00", "a/b", "a-b")) {
            boolean pair = Character.isHighSurrogate(key.charAt(0));
            if (!pair || gifts().contains(Gift.ORDER_OF_BYTES)) {
                keys.add(key);
            }
        }
        Collections.shuffle(keys, new java.util.Random(7));
        keys.forEach(key -> write(a, key, key));

        keys.sort(KeyOrder::compare);
        assertThat(keys(a, "")).containsExactlyElementsOf(keys);
        assertThat(store().list(a, "", "a/b").entries())
                .extracting(Listed::key)
                .containsExactlyElementsOf(keys.subList(keys.indexOf("a/b") + 1, keys.size()));
        assertThat(keys(a, "a/")).containsExactly("a/b");
    }

    @Test
    void a_page_ends_after_a_thousand_and_the_next_goes_on() {
        IntStream.range(0, 1_005).forEach(i -> write(a, "p/%05d".formatted(i), "x"));
        write(a, "q", "");

        var first = store().list(a, "p/", "");
        assertThat(first.entries()).hasSize(ObjectStore.PAGE);
        assertThat(first.more()).isTrue();
        var second = store().list(a, "p/", first.entries().getLast().key());
        assertThat(second.entries()).hasSize(5);
        assertThat(second.more()).isFalse();
        assertThat(second.entries().getFirst().key()).isEqualTo("p/01000");
    }

    @Test
    void an_empty_bucket_has_one_empty_page() {
        assertThat(store().list(a, "", "").entries()).isEmpty();
        assertThat(store().list(a, "", "").more()).isFalse();
    }

    @Test
    void what_is_listed_is_what_head_says() {
        write(a, "k", "content");

        var listed = store().list(a, "", "").entries().getFirst();
        var head = store().head(a, "k", "").orElseThrow();
        assertThat(listed.etag()).isEqualTo(head.etag()).isEqualTo(md5("content"));
        assertThat(listed.sizeBytes()).isEqualTo(head.sizeBytes()).isEqualTo(7);
        assertThat(listed.lastModified().getEpochSecond())
                .isEqualTo(head.lastModified().getEpochSecond());
        assertThat(listed.storageClass()).isEqualTo(head.storageClass()).isEqualTo("STANDARD");
        assertThat(head.properties()).containsEntry("content-type", "text/plain");
    }

    @Test
    void what_is_not_there_is_not_there() {
        assertThat(store().head(a, "k", "")).isEmpty();
        assertThatThrownBy(() -> store().get(a, "k", ""))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.NOT_FOUND));
        assertThat(store().copy(copy("k", "", b, "k"))).isInstanceOf(CopyResult.Gone.class);
        assertThat(store().bucket("contract-no-such-bucket")).isEmpty();
        assertThatThrownBy(() -> store().list("contract-no-such-bucket", "", ""))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        e -> assertThat(e.kind()).isEqualTo(CloudException.Kind.NOT_FOUND));
        write(a, "there", "content");
        assertThatThrownBy(() -> store().copy(copy("there", "", "contract-no-such-bucket", "k")))
                .isInstanceOf(CloudException.class);
    }

    @Test
    void an_empty_object_is_an_object() {
        write(a, "empty", "");

        assertThat(text(a, "empty")).isEmpty();
        assertThat(store().copy(copy("empty", md5(""), b, "empty"))).isInstanceOf(Copied.class);
        assertThat(store().head(b, "empty", "").orElseThrow().sizeBytes()).isZero();
    }

    @Test
    void a_key_is_written_only_once_if_it_must_be_absent() {
        assertThat(store().putIfAbsent(a, "once", body("first"), Map.of())).isTrue();
        assertThat(store().putIfAbsent(a, "once", body("second"), Map.of())).isFalse();
        assertThat(text(a, "once")).isEqualTo("first");

        write(a, "once", "third");
        assertThat(text(a, "once")).isEqualTo("third");
    }

    @Test
    void a_copy_is_made_only_of_what_was_seen() {
        needs(Gift.COPY_CONDITIONS);
        write(a, "k", "seen");
        var seen = store().head(a, "k", "").orElseThrow().etag();
        write(a, "k", "changed");

        assertThat(store().copy(copy("k", seen, b, "k"))).isInstanceOf(CopyResult.Changed.class);
        assertThat(store().head(b, "k", "")).isEmpty();
    }

    @Test
    void a_copy_that_may_replace_nothing_replaces_nothing() {
        needs(Gift.COPY_IF_ABSENT);
        write(a, "k", "restored");
        write(b, "k", "newer");
        var version = store().head(a, "k", "").orElseThrow().version();

        assertThat(store().copy(onlyIfAbsent("k", version, "k")))
                .isInstanceOf(CopyResult.Changed.class);
        assertThat(store().copy(onlyIfAbsent("k", version, "free"))).isInstanceOf(Copied.class);

        assertThat(store().head(b, "k", "").orElseThrow().etag()).isEqualTo(md5("newer"));
        assertThat(store().head(b, "free", "").orElseThrow().etag()).isEqualTo(md5("restored"));
    }

    private Copy onlyIfAbsent(String key, String version, String to) {
        return new Copy(a, key, version, "", 8, b, to, "STANDARD", true);
    }

    @Test
    void a_copy_tells_its_etag_and_version() {
        write(a, "k", "content");

        var copied = (Copied) store().copy(copy("k", md5("content"), b, "k"));

        var head = store().head(b, "k", "").orElseThrow();
        assertThat(copied.etag()).isEqualTo(head.etag());
        assertThat(copied.version()).isEqualTo(head.version());
        assertThat(head.properties()).containsEntry("content-type", "text/plain");
    }

    @Test
    void versions_are_listed_by_key_the_newest_first_and_read_by_name() {
        needs(Gift.VERSIONS);
        write(a, "k", "one");
        var one = store().head(a, "k", "").orElseThrow().version();
        write(a, "k", "two");
        write(a, "j", "x");
        assertThat(store().delete(a, List.of(new ObjectVersion("k", "")))).isEmpty();

        var all = store().listVersions(a, "", Optional.empty()).entries();
        assertThat(all).extracting(Listed::key).containsExactly("j", "k", "k", "k");
        assertThat(all).extracting(Listed::deleteMarker).containsExactly(false, true, false, false);
        assertThat(all).extracting(Listed::latest).containsExactly(true, true, false, false);
        assertThat(all.getLast().version()).isEqualTo(one);
        assertThat(store().listVersions(a, "", Optional.of(all.get(1).mark())).entries())
                .isEqualTo(all.subList(2, 4));

        var marker = all.get(1).version();
        assertThat(store().head(a, "k", "")).as("deleted").isEmpty();
        assertThat(store().head(a, "k", marker)).as("a marker").isEmpty();
        assertThat(text(a, "k", one)).isEqualTo("one");
        assertThat(keys(a, "")).containsExactly("j");
        assertThat(store().copy(new Copy(a, "k", one, "ignored", 3, b, "old")))
                .isInstanceOf(Copied.class);
        assertThat(text(b, "old")).isEqualTo("one");
        assertThat(store().copy(new Copy(a, "k", "", "", 3, b, "gone")))
                .isInstanceOf(CopyResult.Gone.class);
    }

    @Test
    void a_removed_version_is_gone_and_removing_it_again_succeeds() {
        needs(Gift.VERSIONS);
        write(a, "k", "one");
        var one = new ObjectVersion("k", store().head(a, "k", "").orElseThrow().version());
        write(a, "k", "two");

        assertThat(store().delete(a, List.of(one))).isEmpty();
        assertThat(store().delete(a, List.of(one))).isEmpty();
        assertThat(store().head(a, "k", one.version())).isEmpty();
        assertThat(store().listVersions(a, "", Optional.empty()).entries()).hasSize(1);
        assertThat(text(a, "k")).isEqualTo("two");
    }

    @Test
    void tags_are_written_replaced_and_copied() {
        needs(Gift.TAGS);
        store().put(a, "k", body("x"), Map.of("team", "a + b = c", "two", ""));

        assertThat(store().tags(a, "k", "")).isEqualTo(Map.of("team", "a + b = c", "two", ""));
        assertThat(store().head(a, "k", "").orElseThrow().tagCount()).isEqualTo(2);
        assertThat(store().copy(copy("k", "", b, "k"))).isInstanceOf(Copied.class);
        assertThat(store().tags(b, "k", "")).hasSize(2);
        store().setTags(a, "k", "", Map.of("only", "ö"));
        assertThat(store().tags(a, "k", "")).isEqualTo(Map.of("only", "ö"));
        if (gifts().contains(Gift.EMPTY_TAGS)) {
            store().setTags(a, "k", "", Map.of());
            assertThat(store().tags(a, "k", "")).isEmpty();
        }
    }

    @Test
    void an_upload_that_nobody_finishes_is_found_and_aborted() {
        needs(Gift.UPLOADS);
        beginUpload(a, "half/done");
        beginUpload(a, "other");

        var found = store().uploads(a, "half/");
        assertThat(found).extracting(ObjectStore.Upload::key).containsExactly("half/done");
        found.forEach(store()::abort);
        found.forEach(store()::abort);
        assertThat(store().uploads(a, "half/")).isEmpty();
        assertThat(store().uploads(a, "")).hasSize(1);
    }

    abstract void beginUpload(String bucket, String key);

    @Test
    void a_copy_in_parts_leaves_off_when_time_is_up_and_is_gone_on_with() {
        needs(Gift.UPLOADS);
        // they are read to be set again
        needs(Gift.TAGS);
        write(a, "k", "content");
        var copy = copy("k", store().head(a, "k", "").orElseThrow().etag(), b, "long/k");
        var never = new Steps(Optional.empty(), 0);
        assertThat(store().copyInParts(copy, never)).isEmpty();
        assertThat(never.upload()).isEmpty();

        // asked before it begins, and before the part
        var first = new Steps(Optional.empty(), 1);
        assertThat(store().copyInParts(copy, first)).isEmpty();
        assertThat(store().uploads(b, "long/")).containsExactly(first.upload().orElseThrow());
        assertThat(store().head(b, "long/k", "")).isEmpty();

        var second = new Steps(first.upload(), Integer.MAX_VALUE);
        assertThat(store().copyInParts(copy, second))
                .containsInstanceOf(ObjectStore.CopyResult.Copied.class);
        assertThat(second.upload()).as("no other is begun").isEqualTo(first.upload());
        assertThat(store().get(b, "long/k", "")).hasContent("content");
        assertThat(store().uploads(b, "long/")).isEmpty();
    }

    @Test
    void an_upload_whose_source_has_changed_or_gone_is_aborted() {
        needs(Gift.UPLOADS);
        // they are read to be set again
        needs(Gift.TAGS);
        write(a, "k", "content");
        for (var etag : List.of("other", "")) {
            var begun = new Steps(Optional.empty(), 1);
            assertThat(store().copyInParts(copy("k", "", b, "long/k"), begun)).isEmpty();

            var result =
                    store().copyInParts(
                                    copy(etag.isEmpty() ? "gone" : "k", etag, b, "long/k"),
                                    new Steps(begun.upload(), Integer.MAX_VALUE));

            assertThat(result)
                    .containsInstanceOf(
                            etag.isEmpty()
                                    ? ObjectStore.CopyResult.Gone.class
                                    : ObjectStore.CopyResult.Changed.class);
            assertThat(store().uploads(b, "long/")).isEmpty();
        }
    }

    @Test
    void a_bucket_says_where_it_is_and_what_it_keeps() {
        var bucket = store().bucket(a).orElseThrow();

        assertThat(bucket.name()).isEqualTo(a);
        assertThat(bucket.versioned()).isEqualTo(gifts().contains(Gift.VERSIONS));
        assertThat(bucket.tags()).isEmpty();
        assertThat(store().buckets()).contains(a, b);
        if (gifts().contains(Gift.REGIONS)) {
            var far = a + "-far";
            makeBucket(far, "eu-central-1", false);
            assertThat(store().bucket(far).orElseThrow().region()).isEqualTo("eu-central-1");
            assertThat(bucket.region()).isEqualTo(REGION);
        }
    }

    @Test
    void a_checksum_is_told_with_its_name() {
        needs(Gift.CHECKSUMS);
        write(a, "k", "content");

        assertThat(store().head(a, "k", "").orElseThrow().checksum()).matches("[A-Z0-9]+:.+=*");
    }

    static Body body(String text) {
        return Body.of("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String bucket, String key, String text) {
        store().put(bucket, key, body(text), Map.of());
    }

    private Copy copy(String key, String ifMatch, String toBucket, String toKey) {
        return new Copy(a, key, "", ifMatch, 7, toBucket, toKey, "STANDARD");
    }

    private List<String> keys(String bucket, String prefix) {
        return store().list(bucket, prefix, "").entries().stream().map(Listed::key).toList();
    }

    private String text(String bucket, String key) {
        return text(bucket, key, "");
    }

    private String text(String bucket, String key, String version) {
        try (InputStream in = store().get(bucket, key, version)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String md5(String text) {
        return FakeObject.md5(text.getBytes(StandardCharsets.UTF_8));
    }
}
