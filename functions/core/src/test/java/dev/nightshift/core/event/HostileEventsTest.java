package dev.nightshift.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever arrives, it is read or refused with an IllegalArgumentException. */
class HostileEventsTest {
    private static final long SEED = 20261122;
    private static final int ROUNDS = 4_000;
    private static final Instant NOW = Instant.parse("2026-11-22T09:31:07Z");

    // tokens that break out of strings, types and times rather than only out of the syntax
    private static final String[] TOKENS = {
        "null",
        "{}",
        "[]",
        "\"\"",
        "0",
        "-1e999",
        "true",
        "\\u0000",
        "\"",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "9999999999",
        "+0000",
        "arn:",
        "\u0000",
        "\uFFFF"
    };

    @Test
    void cut_flipped_and_spliced_events_never_throw_anything_else() {
        var files = new ArrayList<>(Events.of("alarm"));
        files.addAll(Events.of("rds-backup"));
        int read = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(SEED + round);
            var event = mutated(Events.read(files.get(random.nextInt(files.size()))), random);
            for (var decoder : Decoder.values()) {
                try {
                    decoder.decode(event);
                    read++;
                } catch (IllegalArgumentException expected) {
                    assertThat(expected).hasMessageMatching("(?s).{10,300}");
                    refused++;
                } catch (RuntimeException | IOException other) {
                    fail(
                            "seed %d, %s, event %s"
                                    .formatted(
                                            SEED + round, decoder, HexFormat.of().formatHex(event)),
                            other);
                }
            }
        }
        // a fuzzer that reaches only one of the two ways proves little
        assertThat(read).isGreaterThan(ROUNDS / 10);
        assertThat(refused).isGreaterThan(ROUNDS / 10);
    }

    private enum Decoder {
        ALARM,
        TRIGGER;

        void decode(byte[] event) throws IOException {
            var decoded =
                    switch (this) {
                        case ALARM ->
                                AlarmEvents.decode(new ByteArrayInputStream(event)).changeKey();
                        case TRIGGER -> Triggers.decode(event, NOW).key();
                    };
            assertThat(decoded).isNotBlank();
        }
    }

    private static byte[] mutated(byte[] event, Random random) {
        var bytes = event;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            bytes =
                    switch (random.nextInt(5)) {
                        case 0 -> Arrays.copyOf(bytes, at);
                        case 1 -> flipped(bytes, at, random);
                        case 2 -> spliced(bytes, at, at, TOKENS[random.nextInt(TOKENS.length)]);
                        case 3 ->
                                spliced(
                                        bytes,
                                        at,
                                        Math.min(bytes.length, at + random.nextInt(20)),
                                        TOKENS[random.nextInt(TOKENS.length)]);
                        default -> withoutLetters(bytes, at, random);
                    };
        }
        return bytes;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        var copy = bytes.clone();
        if (copy.length > 0) {
            copy[at] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    /** Renames a key or spoils a value and leaves the syntax whole. */
    private static byte[] withoutLetters(byte[] bytes, int at, Random random) {
        var copy = bytes.clone();
        for (int i = at; i < Math.min(copy.length, at + 1 + random.nextInt(6)); i++) {
            if (Character.isLetterOrDigit((char) copy[i])) {
                copy[i] = '_';
            }
        }
        return copy;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, String token) {
        var middle = token.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}
