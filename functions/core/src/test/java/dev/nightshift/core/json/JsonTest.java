package dev.nightshift.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String LETTERS = "aZ0 \"\\/\b\f\n\r\t\u0000\u2028äß€\ud83d\ude00";

    @Test
    void random_trees_are_written_and_read_as_the_mapper_does() throws Exception {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            var tree = tree(random, 4);
            var text = Json.write(tree);

            assertThat(text).isEqualTo(MAPPER.writeValueAsString(tree)).doesNotContain("\n");
            assertThat(Json.read(text)).isEqualTo(MAPPER.readTree(text));
            assertThat(Json.read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(Json.read(text));
        }
    }

    @Test
    void nothing_is_missing() throws Exception {
        assertThat(Json.read(" ").isMissingNode()).isTrue();
        assertThat(Json.read(new byte[0]).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,", "{\"a\":}", "{} {}", "nil", "[1 2]", "{a:1}", "\"\n\""})
    void what_is_not_json_is_refused(String document) {
        assertThatThrownBy(() -> Json.read(document)).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> Json.read(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void what_is_nested_without_end_is_refused() {
        assertThatThrownBy(() -> Json.read("[".repeat(100_000)))
                .isInstanceOf(JsonProcessingException.class);
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.numberNode(random.nextInt());
            case 3 -> NODES.numberNode(random.nextLong());
            case 4 -> NODES.numberNode(new BigInteger(200, random));
            case 5 -> NODES.numberNode(random.nextGaussian() * 1e6);
            case 6 -> NODES.numberNode(new BigDecimal(random.nextInt()).movePointLeft(3));
            case 7 -> NODES.textNode(text(random));
            case 8 -> {
                var array = NODES.arrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            var from = random.nextInt(LETTERS.length() - 1);
            text.append(
                    Character.isHighSurrogate(LETTERS.charAt(from))
                            ? LETTERS.substring(from)
                            : Character.isLowSurrogate(LETTERS.charAt(from))
                                    ? ""
                                    : LETTERS.substring(from, from + 1));
        }
        return text.toString();
    }
}
