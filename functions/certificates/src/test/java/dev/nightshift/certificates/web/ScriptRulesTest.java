package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<p>none | SRI_NO_SCRIPTS",
                "<!-- <script src=//x.example/a.js></script> --> | SRI_NO_SCRIPTS",
                "<script>1</script> | SRI_OWN_SCRIPTS",
                "<script src=/a.js></script> | SRI_OWN_SCRIPTS",
                "<script src=https://cdn.shop.example/a.js></script> | SRI_OWN_SCRIPTS",
                "<script src=/a.js integrity=sha384-x></script> | SRI_ALL",
                "<script src=https://x.example/a.js integrity=sha384-x></script> | SRI_EXTERNAL",
                "<script src=https://x.example/a.js></script> | SRI_MISSING",
                "<script src=http://x.example/a.js integrity=sha384-x></script> | SRI_INSECURE",
                "<script src=//x.example/a.js integrity=sha384-x></script> | SRI_INSECURE",
                "<script src=//shop.example/a.js></script> | SRI_MISSING_AND_INSECURE",
                "<script src=http://x.example/a.js></script> | SRI_MISSING_AND_INSECURE",
                "<script src=https://x.example/a.js></script>"
                        + "<script src=http://x.example/a.js></script> | SRI_MISSING_AND_INSECURE",
                "<script src=https://x.example/a.js integrity=sha384-x></script>"
                        + "<script src=https://y.example/b.js></script> | SRI_MISSING",
            })
    void the_script_that_weighs_most_decides(String html, Finding finding) {
        assertThat(new Look().html(html).finding(Check.SUBRESOURCE_INTEGRITY)).isEqualTo(finding);
    }

    @Test
    void what_is_no_page_needs_none_and_what_was_not_read_is_unknown() {
        assertThat(
                        new Look()
                                .content(Content.other("application/json"))
                                .finding(Check.SUBRESOURCE_INTEGRITY))
                .isEqualTo(Finding.SRI_NOT_HTML);
        assertThat(
                        new Look()
                                .content(Content.unreadable("packed as br"))
                                .finding(Check.SUBRESOURCE_INTEGRITY))
                .isEqualTo(Finding.SRI_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.com",
        "a.b.example.com, example.com",
        "www.example.co.uk, example.co.uk",
        "shop.example.com.br, example.com.br",
        "www.example.de, example.de",
        "co.uk, co.uk",
        "localhost, localhost",
        "192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8::1"
    })
    void whose_domain_a_host_is_of(String host, String domain) {
        assertThat(ScriptRules.registered(host)).isEqualTo(domain);
    }
}
