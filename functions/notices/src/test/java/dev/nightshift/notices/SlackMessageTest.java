package dev.nightshift.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.notices.SlackMessage.Block;
import dev.nightshift.notices.SlackMessage.Context;
import dev.nightshift.notices.SlackMessage.Fields;
import dev.nightshift.notices.SlackMessage.Header;
import dev.nightshift.notices.SlackMessage.Section;
import dev.nightshift.notices.SlackMessage.Text;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlackMessageTest {
    static Stream<Arguments> limits() {
        return Stream.of(
                limit("characters of a header", 150, SlackMessageTest::header),
                limit("characters of a section", 3_000, n -> message(section(n))),
                limit("fields", 10, n -> message(new Fields(Collections.nCopies(n, text(1))))),
                limit("characters of a field", 2_000, n -> message(new Fields(List.of(text(n))))),
                limit(
                        "elements of a context",
                        10,
                        n -> message(new Context(Collections.nCopies(n, text(1))))),
                limit("blocks", 50, n -> new SlackMessage("x", Collections.nCopies(n, section(1)))),
                limit(
                        "characters in all",
                        8_999,
                        n ->
                                new SlackMessage(
                                        "x".repeat(n - 6_000),
                                        List.of(section(3_000), section(3_000)))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("limits")
    void takes_what_slack_takes_and_not_one_more(
            String what, int most, IntFunction<SlackMessage> make) {
        assertThat(SlackRules.complaints(make.apply(most).json())).as(what).isEmpty();
        assertThatThrownBy(() -> make.apply(most + 1))
                .as(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(most + 1));
    }

    @Test
    void takes_no_empty_text() {
        assertThatThrownBy(() -> section(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SlackMessage("x", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Arguments limit(String what, int most, IntFunction<SlackMessage> make) {
        return Arguments.of(what, most, make);
    }

    private static SlackMessage header(int length) {
        return message(new Header("x".repeat(length)));
    }

    private static SlackMessage message(Block block) {
        return new SlackMessage("x", List.of(block));
    }

    private static Section section(int length) {
        return new Section(text(length));
    }

    private static Text text(int length) {
        return Text.plain("x".repeat(length));
    }
}
