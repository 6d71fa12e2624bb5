package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "Example.COM., example.com",
        "bücher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "例え.jp, xn--r8jz45g.jp",
        "a.co.uk, a.co.uk",
    })
    void a_name_has_one_form(String text, String ascii) {
        assertThat(DomainName.of(text).ascii()).isEqualTo(ascii);
    }

    @Test
    void people_read_it_in_their_letters() {
        assertThat(DomainName.of("xn--bcher-kva.example")).hasToString("bücher.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "com",
                ".",
                "a..com",
                "-a.com",
                "a-.com",
                "a b.com",
                "http://a.com",
                "a.com/x",
                "a_b.com",
                "straße.de",
                "*.example.com"
            })
    void what_is_none_is_refused(String text) {
        assertThatThrownBy(() -> DomainName.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void labels_and_names_have_a_length() {
        assertThat(DomainName.of("a".repeat(63) + ".com").ascii()).hasSize(67);
        assertThatThrownBy(() -> DomainName.of("a".repeat(64) + ".com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DomainName.of("abcdefgh.".repeat(28) + "com"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_lies_under_its_ancestors() {
        var name = new DomainName("shop.co.uk");

        assertThat(name.topLevel()).isEqualTo("uk");
        assertThat(name.ancestors()).containsExactly("co.uk", "uk");
    }
}
