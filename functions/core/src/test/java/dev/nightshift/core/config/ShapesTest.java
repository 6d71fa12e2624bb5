package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShapesTest {
    private static final Map<String, Shape<?>> SHAPES =
            Map.of(
                    "region", AwsShapes.region(),
                    "email", AwsShapes.email(),
                    "secret", AwsShapes.secretName(),
                    "arn", AwsShapes.arn(),
                    "account", AwsShapes.account(),
                    "uri", AwsShapes.uri(),
                    "duration", AwsShapes.duration(Duration.ofSeconds(90), Duration.ofDays(30)),
                    "percent", Shapes.percent(0, 100),
                    "integer", Shapes.integer(-5, 5),
                    "text", Shapes.text());

    private static <T> T decode(Shape<T> shape, String yaml) {
        var problems = new Problems();
        var decoded =
                YamlReader.read("test.yaml", yaml, problems)
                        .flatMap(value -> shape.decode(Reading.of(value, problems, Instant.EPOCH)));
        problems.throwIfAny();
        return decoded.orElseThrow();
    }

    private static Shape<?> shape(String name) {
        return Optional.<Shape<?>>ofNullable(SHAPES.get(name)).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "region, eu-west-1",
        "region, us-gov-east-1",
        "region, ap-southeast-7",
        "region, eusc-de-east-1",
        "region, mx-central-1",
        "email, on.call+aws@ops.example.com",
        "secret, nightshift/slack",
        "secret, a.b_c-d+e=f@g",
        "arn, arn:aws:kms:eu-west-1:111122223333:key/1234abcd",
        "arn, arn:aws-us-gov:s3:::bucket",
        "account, \"111122223333\"",
        "uri, https://example.com/a/b",
        "duration, 90s",
        "duration, 30d",
        "duration, 720h",
        "percent, 0%",
        "percent, 100%",
        "integer, -5",
        "integer, 5",
        "text, a b",
    })
    void fits(String shape, String written) {
        assertThat(decode(shape(shape), written)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "region, Ireland",
        "region, eu-west",
        "region, eu-west-0",
        "region, eu-westt-1",
        "region, EU-WEST-1",
        "email, ops",
        "email, ops@example",
        "email, \"a b@example.com\"",
        "email, Ops <ops@example.com>",
        "secret, a b",
        "secret, \"\"",
        "arn, key/1234abcd",
        "arn, arn:aws:kms:eu-west-1:1111:key/1",
        "arn, arn:aws:kms:eu-west-1:111122223333:",
        "account, 111122223333",
        "account, \"1111\"",
        "uri, http://example.com",
        "uri, example.com",
        "uri, https://",
        "uri, https://user@example.com",
        "uri, https://example.com/?q",
        "uri, https://example.com/a b",
        "duration, 89s",
        "duration, 31d",
        "duration, 1h30m",
        "duration, -5m",
        "duration, 5 m",
        "duration, 5M",
        "duration, 9999999d",
        "percent, 50",
        "percent, 101%",
        "percent, 0.5%",
        "integer, -6",
        "integer, 6",
        "integer, 0x5",
        "text, \"  \"",
    })
    void does_not_fit(String shape, String written) {
        assertThatThrownBy(() -> decode(shape(shape), written))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("test.yaml:1:1: expected ");
    }

    @ParameterizedTest
    @CsvSource({"30d, P30D", "36h, PT36H", "90m, PT90M", "5m, PT5M", "90s, PT90S", "0s, PT0S"})
    void a_duration_is_written_in_the_largest_unit_that_fits(String written, Duration duration) {
        assertThat(AwsShapes.written(duration)).isEqualTo(written);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("a", List.of("a")), Arguments.of("[a, b]", List.of("a", "b")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void one_item_needs_no_brackets(String written, List<String> items) {
        assertThat(decode(Shapes.oneOrMore(Shapes.text()), written)).isEqualTo(items);
    }

    private static final Field<Integer> LOW =
            Field.required("low", Shapes.integer(0, 9), "The lower end.");
    private static final Field<Integer> HIGH =
            Field.defaulting("high", Shapes.integer(0, 9), "9", "The upper end.");

    private record Range(int low, int high) {
        Range {
            if (low > high) {
                throw new IllegalArgumentException("low must not be over high");
            }
        }
    }

    private static final RecordShape<Range> RANGE =
            Shapes.record(values -> new Range(values.get(LOW), values.get(HIGH)), LOW, HIGH);

    @Test
    void what_a_record_refuses_is_a_problem_of_its_mapping() {
        assertThat(decode(RANGE, "{ low: 3 }")).isEqualTo(new Range(3, 9));
        assertThatThrownBy(() -> decode(Shapes.list(RANGE, 0, 2), "[{ low: 3, high: 2 }]"))
                .hasMessage("test.yaml:1:2: [0]: low must not be over high");
    }

    @Test
    void a_rule_is_asked_only_of_what_is_sound() {
        var even =
                RANGE.check(
                        (range, reading) -> {
                            if (range.low() % 2 == 1) {
                                reading.refuse("low must be even");
                            }
                        });

        assertThat(decode(even, "{ low: 2 }")).isEqualTo(new Range(2, 9));
        assertThatThrownBy(() -> decode(even, "{ low: 3 }"))
                .hasMessage("test.yaml:1:1: low must be even");
        assertThatThrownBy(() -> decode(even, "{ low: three }"))
                .hasMessage(
                        "test.yaml:1:8: low: expected an integer between 0 and 9, found \"three\"");
    }

    @Test
    void a_default_that_its_shape_refuses_is_a_mistake_in_the_declaration() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Field.defaulting("n", Shapes.integer(0, 9), "10", "N."))
                .withMessage("the default of n is not of its shape");
    }

    @Test
    void a_field_that_the_record_does_not_declare_is_a_mistake_in_the_declaration() {
        var shape = Shapes.record(values -> values.get(HIGH), LOW);

        assertThatIllegalStateException()
                .isThrownBy(() -> decode(shape, "{ low: 3 }"))
                .withMessage("not a field of this shape: high");
    }

    @ParameterizedTest
    @CsvSource({
        "evry, every",
        "evrey, every",
        "Every, every",
        "shedule, schedule",
        "scheduel, schedule",
        "keeps, keep",
        "colour, ",
        "e, ",
        "everything, "
    })
    void the_nearest_word_is_the_one_that_was_meant(String written, String meant) {
        assertThat(Nearest.to(written, List.of("every", "keep", "schedule")))
                .isEqualTo(Optional.ofNullable(meant));
    }
}
