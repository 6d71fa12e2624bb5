package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain                   | all is well                | all is well
                    ampersand               | R&D                        | R&amp;D
                    already escaped         | &lt;                       | &amp;lt;
                    a channel mention       | <!channel> look            | &lt;!channel&gt; look
                    a user mention          | <@U012AB3CD>               | &lt;@U012AB3CD&gt;
                    a typed mention         | @here and @Channel         | @\u2060here and @\u2060Channel
                    a mention in disguise   | @\u200Beveryone            | @\u2060everyone
                    an address is none      | ops@example.org            | ops@example.org
                    code                    | `rm -rf`                   | \u02CBrm -rf\u02CB
                    lines                   | one\\ntwo\\r\\n\\tthree     | one two three
                    terminal colours        | \u001B[31mred              | [31mred
                    text direction          | a\u202Eb\u2066c            | abc
                    half a character        | a\uD800b                   | a\uFFFDb
                    nobody's character      | a\uE000\uDB40\uDC41b       | ab
                    piled accents           | e\u0301\u0301\u0301\u0301. | e\u0301\u0301\u0301.
                    an emoji                | \uD83D\uDE00 ok            | \uD83D\uDE00 ok
                    a secret                | token=abcdef123456 ok      | token=[redacted] ok
                    nothing                 | ''                         | –
                    nothing to see          | \u200B\uFEFF               | –
                    """)
    void shows_what_is_safe(String name, String raw, String shown) {
        assertThat(SlackText.of(raw.translateEscapes(), 100)).as(name).isEqualTo(shown);
    }

    @Test
    void cuts_only_what_is_over_the_limit() {
        assertThat(SlackText.of("x".repeat(10), 10)).isEqualTo("x".repeat(10));
        assertThat(SlackText.of("x".repeat(11), 10)).isEqualTo("x".repeat(9) + "…");
    }

    @Test
    void never_cuts_through_an_escape_or_a_character() {
        assertThat(SlackText.of("xxxx&&", 9)).isEqualTo("xxxx…");
        assertThat(SlackText.of("xxxx&&", 10)).isEqualTo("xxxx&amp;…");
        assertThat(SlackText.of("xxx😀😀", 5)).isEqualTo("xxx…");
        assertThat(SlackText.of("xxx😀😀", 6)).isEqualTo("xxx😀…");
    }
}
