package dev.nightshift.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final String LONG =
            "the last good backup, nightshift-shop-20261122t0000-5f0c1d2e, is 3 h old";

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        var table = new Table("WHAT", "WHY").row("create", "young").row("a", "b");

        assertThat(render(table, OptionalInt.empty()))
                .isEqualTo("WHAT    WHY\ncreate  young\na       b\n");
    }

    @Test
    void nothing_is_wider_than_the_terminal_and_nothing_is_lost() {
        var table = new Table("WHAT", "SUBJECT", "WHY").row("keep", "shop", LONG);

        var text = render(table, OptionalInt.of(50));

        assertThat(text.lines()).allMatch(line -> line.length() <= 50);
        assertThat(text.replaceAll("\\s+", " ")).contains("is 3 h old");
        assertThat(text).contains("nightshift-shop-20261122t0000");
    }

    @Test
    void without_a_terminal_lines_are_as_long_as_they_are() {
        var table = new Table("WHY").row(LONG);

        assertThat(render(table, OptionalInt.empty())).contains(LONG);
    }

    @Test
    void a_word_that_is_too_long_is_broken() {
        var table = new Table("ID").row("x".repeat(40));

        assertThat(render(table, OptionalInt.of(20)).lines())
                .containsExactly("ID", "x".repeat(20), "x".repeat(20));
    }

    @Test
    void a_cell_cannot_speak_to_the_terminal_or_break_its_line() {
        var table = new Table("NAME").row("evil\033[2J\nname");

        assertThat(render(table, OptionalInt.empty())).isEqualTo("NAME\nevil [2J name\n");
    }

    @Test
    void a_row_has_a_cell_for_every_heading() {
        assertThatThrownBy(() -> new Table("A", "B").row("1"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String render(Table table, OptionalInt room) {
        return table.render(room, UnaryOperator.identity());
    }
}
