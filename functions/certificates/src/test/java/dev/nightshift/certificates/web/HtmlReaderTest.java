package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<script src=http://x/a.js></script> | ACTIVE | script src",
                "<SCRIPT SRC='http://x/a.js' | |",
                "<link rel='alternate stylesheet' href=http://x/a.css> | ACTIVE | link href",
                "<link rel=modulepreload href=http://x/a.js> | ACTIVE | link href",
                "<link rel=manifest href=http://x/a.json> | ACTIVE | link href",
                "<iframe src=http://x/> | ACTIVE | iframe src",
                "<frameset><frame src=http://x/></frameset> | ACTIVE | frame src",
                "<object data=http://x/a.swf> | ACTIVE | object data",
                "<embed src=http://x/a.swf> | ACTIVE | embed src",
                "<style>@import 'http://x/a.css';</style> | ACTIVE | style",
                "<style>@import url(http://x/a.css);</style> | ACTIVE | style",
                "<img src=http://x/a.png> | PASSIVE | img src",
                "<img src=' HTTP://x/a.png '> | PASSIVE | img src",
                "<img srcset='/a.png 1x, http://x/b.png 2x'> | PASSIVE | img srcset",
                "<picture><source srcset='http://x/a.webp'></picture> | PASSIVE | source srcset",
                "<video poster=http://x/a.png> | PASSIVE | video poster",
                "<video><source src=http://x/a.mp4></video> | PASSIVE | source src",
                "<audio src=http://x/a.mp3> | PASSIVE | audio src",
                "<input type=IMAGE src=http://x/a.png> | PASSIVE | input src",
                "<link rel='shortcut icon' href=http://x/a.ico> | PASSIVE | link href",
                "<body background=http://x/a.png> | PASSIVE | body background",
                "<p style='background: url(\"http://x/a.png\")'> | PASSIVE | p style",
                "<style>p { background: URL( http://x/a.png ) }</style> | PASSIVE | style",
                "<svg><style>p{background:url(http://x/a)}</style></svg> | PASSIVE | style",
                "<svg><image href=http://x/a.png /></svg> | PASSIVE | image href",
                "<svg><image xlink:href=http://x/a.png /></svg> | PASSIVE | image xlink:href",
                "<form action=http://x/login> | FORM | form action",
                "<button formaction=http://x/login> | FORM | button formaction",
                "<base href=http://x/><script src=a.js></script> | ACTIVE | script src",
                // not fetched, not over HTTP, or no reference at all
                "<a href=http://x/>link</a> | |",
                "<script src=//x/a.js></script> | |",
                "<script src=/a.js></script> | |",
                "<img src=data:image/png;base64,AAAA> | |",
                "<link rel=canonical href=http://x/> | |",
                "<link rel=dns-prefetch href=http://x/> | |",
                "<input type=text src=http://x/a.png> | |",
                "<!-- <script src=http://x/a.js></script> --> | |",
                "<script>'<img src=http://x/a.png>'</script> | |",
                "<textarea><img src=http://x/a.png></textarea> | |",
                "<template><img src=http://x/a.png></template> | |",
                "<noscript><img src=http://x/a.png></noscript> | |",
                "<style>/* url(http://x/a.png) */ p { content: 'url(http://x/)' }</style> | |",
                "<img alt='<script src=http://x/a.js>'> | |",
            })
    void mixed_content_is_what_a_browser_would_fetch(String html, String kind, String where) {
        var mixed = Look.page(html).mixed();

        if (kind == null) {
            assertThat(mixed).isEmpty();
        } else {
            assertThat(mixed)
                    .singleElement()
                    .satisfies(
                            found -> {
                                assertThat(found.kind()).hasToString(kind);
                                assertThat(found.where()).isEqualTo(where);
                                assertThat(found.url().strip().toLowerCase(java.util.Locale.ROOT))
                                        .startsWith("http://x/");
                            });
        }
    }

    @Test
    void a_page_over_http_mixes_nothing() throws Exception {
        assertThat(
                        HtmlReader.read(
                                        Bytes.of(
                                                "<img src=http://x/a.png>", StandardCharsets.UTF_8),
                                        Optional.empty(),
                                        "http://shop.example/",
                                        true)
                                .mixed())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upgrade-insecure-requests",
                "default-src 'self'; Upgrade-Insecure-Requests ;",
                "default-src 'self', upgrade-insecure-requests"
            })
    void what_is_upgraded_is_not_mixed(String policy) {
        var html = "<img src=http://x/a.png>";

        assertThat(new Look().html(html).facts().mixed()).hasSize(1);
        assertThat(new Look().header("Content-Security-Policy", policy).html(html).facts().mixed())
                .isEmpty();
        assertThat(
                        new Look()
                                .html(
                                        "<meta http-equiv=content-security-policy content=\""
                                                + policy
                                                + "\">"
                                                + html)
                                .facts()
                                .mixed())
                .isEmpty();
        assertThat(
                        new Look()
                                .header("Content-Security-Policy-Report-Only", policy)
                                .html(html)
                                .facts()
                                .mixed())
                .hasSize(1);
    }

    @Test
    void a_thousand_of_them_are_not_all_kept() {
        assertThat(Look.page("<img src=http://x/a.png>".repeat(1_000)).mixed()).hasSize(50);
    }

    @Test
    void a_page_in_another_encoding_is_read() throws Exception {
        var html = "<meta charset=utf-16le><script src=https://x.example/a.js></script>";

        assertThat(
                        HtmlReader.read(
                                        Bytes.of(html, StandardCharsets.UTF_16LE),
                                        Optional.of("UTF-16LE"),
                                        "https://a.example/",
                                        true)
                                .scripts())
                .containsExactly(new HtmlPage.Script("https://x.example/a.js", false));
    }

    @Test
    void however_broken_a_page_is_it_is_read() {
        var random = new Random(7);
        var pieces =
                new String[] {
                    "<",
                    ">",
                    "</",
                    "script",
                    "style",
                    "<!--",
                    "-->",
                    "<![CDATA[",
                    " src=",
                    "\"",
                    "'",
                    "http://x/",
                    "<svg>",
                    "<math>",
                    "<table>",
                    "<template>",
                    "<base href=",
                    "&#x0;",
                    "\u0000",
                    "<meta http-equiv=content-security-policy content=",
                    "url(",
                    "/*",
                    "@import",
                    "<a",
                    "=",
                    " "
                };
        for (int round = 0; round < 500; round++) {
            var html = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                html.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(Look.page(html.toString())).isNotNull();
        }
    }

    @Test
    void a_page_nested_without_end_is_read() {
        assertThat(Look.page("<div>".repeat(50_000) + "<script>").scripts()).hasSize(1);
        assertThat(Look.page("<b><table>".repeat(5_000)).scripts()).isEmpty();
    }
}
