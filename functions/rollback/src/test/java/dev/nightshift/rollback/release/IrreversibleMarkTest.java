package dev.nightshift.rollback.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrreversibleMarkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nightshift:irreversible",
                "drops the column price (nightshift:irreversible)",
                "Build 1234, Nightshift:Irreversible.",
                "one\nnightshift:irreversible\nthree",
                "nightshift:irreversible=true",
                "nightshift:irreversible: the price is gone",
                "nightshift:irreversible=falsehood"
            })
    void a_word_of_its_own_is_a_mark(String text) {
        assertThat(IrreversibleMark.isIn(Optional.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "irreversible",
                "nightshift: irreversible",
                "not-nightshift:irreversible",
                "xnightshift:irreversible",
                "nightshift:irreversibles",
                "nightshift:irreversible-since",
                "nightshift:irreversible=false",
                "nightshift:irreversible = FALSE"
            })
    void anything_else_is_none(String text) {
        assertThat(IrreversibleMark.isIn(Optional.of(text))).isFalse();
    }

    @Test
    void no_description_is_no_mark() {
        assertThat(IrreversibleMark.isIn(Optional.empty())).isFalse();
    }

    @Test
    void a_tag_counts_whatever_its_value_but_false() {
        for (var value : new String[] {"", "true", "yes", "drops a column", "0"}) {
            assertThat(IrreversibleMark.isAmong(Map.of("nightshift:irreversible", value)))
                    .as(value)
                    .isTrue();
        }
        assertThat(IrreversibleMark.isAmong(Map.of("nightshift:irreversible", " False ")))
                .isFalse();
        assertThat(IrreversibleMark.isAmong(Map.of("irreversible", "true"))).isFalse();
    }
}
