package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that S3 writes, and those that it never would. */
class S3DocumentsTest {
    private static final String ROOT = "ListBucketResult";

    @Test
    void a_list_is_read_whatever_else_is_in_it() throws IOException {
        var page =
                list(
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <!-- a list -->
                        <s3:ListBucketResult xmlns:s3="http://s3.amazonaws.com/doc/2006-03-01/" a='>'>
                          <Name>b</Name><New><Key>not this</Key></New><Empty/>
                          <IsTruncated>true</IsTruncated>
                          <Contents>
                            <Key>a&amp;b&lt;&gt;&quot;&apos;&#38;&#x1F600;<![CDATA[<&amp;]]>z</Key>
                            <LastModified>2026-11-22T03:00:00.500Z</LastModified>
                            <ETag>&quot;abc&quot;</ETag>
                            <Size> 7 </Size>
                            <Owner><ID>x</ID><Key>nor this</Key></Owner>
                            <StorageClass>GLACIER_IR</StorageClass>
                          </Contents>
                        </s3:ListBucketResult>
                        """);

        assertThat(page.more()).isTrue();
        assertThat(page.entries())
                .containsExactly(
                        new Listed(
                                "a&b<>\"'&\uD83D\uDE00<&amp;z",
                                7,
                                Instant.parse("2026-11-22T03:00:00.500Z"),
                                "abc",
                                "GLACIER_IR",
                                "",
                                true,
                                false));
    }

    @Test
    void keys_are_decoded_only_if_they_are_encoded() throws IOException {
        var contents = "<Contents><Key>a%2Bb+c</Key></Contents>";
        assertThat(list("<ListBucketResult>" + contents + "</ListBucketResult>").entries())
                .extracting(Listed::key)
                .containsExactly("a%2Bb+c");
        assertThat(
                        list("<ListBucketResult>"
                                        + contents
                                        + "<EncodingType>url</EncodingType></ListBucketResult>")
                                .entries())
                .extracting(Listed::key)
                .containsExactly("a+b c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "garbage",
                "<",
                "<ListBucketResult",
                "<ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key>",
                "<ListBucketResult><Contents><Key>a</Key></Contents>",
                "<ListBucketResult></ListBucketResult><More/>",
                "</ListBucketResult>",
                "<Other></Other>",
                "<!DOCTYPE x [<!ENTITY a 'b'>]><ListBucketResult/>",
                "<ListBucketResult><Contents><Key>&unknown;</Key></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>&#x110000;</Key></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Size>x</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><LastModified>now</LastModified></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><!-- no end",
                "<ListBucketResult><![CDATA[ no end"
            })
    void what_is_broken_is_refused(String document) {
        assertThatThrownBy(() -> list(document)).isInstanceOf(IOException.class);
    }

    @Test
    void depth_has_an_end() {
        assertThatThrownBy(() -> list("<ListBucketResult>" + "<a>".repeat(1_000_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deep");
    }

    @Test
    void a_date_is_read_as_instants_are() throws IOException {
        for (var text :
                new String[] {
                    "2026-02-28T23:59:59.999Z", "2024-02-29T00:00:00.000Z", "1970-01-01T00:00:00Z"
                }) {
            assertThat(S3Documents.time(text)).isEqualTo(Instant.parse(text));
        }
        assertThat(S3Headers.time("Sun, 22 Nov 2026 03:04:05 GMT"))
                .isEqualTo(Instant.parse("2026-11-22T03:04:05Z"));
    }

    private static ObjectStore.Page<Listed> list(String document) throws IOException {
        var bytes = document.getBytes(StandardCharsets.UTF_8);
        return S3Documents.list(bytes, bytes.length, ROOT);
    }
}
