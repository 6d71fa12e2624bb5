package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the file holds, it is loaded or refused with a ConfigException. */
class HostileSettingsTest {
    private static final long SEED = 20261122;
    private static final int ROUNDS = 3_000;
    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    private static final String SOUND =
            """
            stage: dev
            regions: &regions { home: eu-west-1, recovery: eu-central-1 }
            notices:
              slack: { secret: nightshift/slack, channel: "#ops" }
              escalation: { email: [ops@example.com] }
              routes:
                - { severity: [warning, critical], channel: "#fire" }
            automations:
              tidy:
                schedule: cron(0 3 * * ? *)
                select: { tags: { backup: daily, tier: 'gold' } }
                every: 12h
                keep: { last: 3, daily: 35 }
                copyTo:
                  - region: eu-central-1
                    kmsKey: >-
                      alias/copies
                caps: { changes: 10, deletionShare: 20% }
                apply: true
            """;

    private static final String[] TOKENS = {
        "null",
        "~",
        "{",
        "}",
        "[",
        "]",
        ":",
        ": ",
        "- ",
        "*regions",
        "&a ",
        "!!int ",
        "!x ",
        "\t",
        "\n",
        "\n---\n",
        "\n...\n",
        "%YAML 1.1\n",
        "|",
        ">",
        "'",
        "\"",
        "\"\\uD800\"",
        "\"\\0\"",
        "\\",
        "#",
        "@",
        "`",
        "?",
        "<<: ",
        ".nan",
        "-.inf",
        "1e999",
        "99999999999999999999",
        "=",
        "\u0085",
        "\u2028",
        "\uFEFF",
        "\uFFFE",
        "\uD83D\uDE00",
        "\0",
        "a.b",
        "  "
    };

    @TempDir private Path folder = Path.of("");

    @Test
    void cut_flipped_and_spliced_settings_never_throw_anything_else() throws IOException {
        var file = folder.resolve("nightshift.yaml");
        int loaded = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(SEED + round);
            var bytes = mutated(random);
            Files.write(file, bytes);
            try {
                var settings =
                        SettingsLoader.load(file, Optional.empty(), List.of(new TidySpec()), NOW);
                loaded++;
                assertLoadsAgain(settings, file);
            } catch (ConfigException expected) {
                refused++;
                assertThat(expected.problems())
                        .isNotEmpty()
                        .allSatisfy(
                                problem ->
                                        assertThat(problem.toString())
                                                .startsWith("nightshift.yaml:")
                                                .hasLineCount(1)
                                                .hasSizeLessThan(500));
            } catch (RuntimeException | AssertionError other) {
                fail(
                        "seed %d\n%s"
                                .formatted(SEED + round, new String(bytes, StandardCharsets.UTF_8)),
                        other);
            }
        }
        // a fuzzer that reaches only one of the two ways proves little
        assertThat(loaded).isGreaterThan(ROUNDS / 50);
        assertThat(refused).isGreaterThan(ROUNDS / 2);
    }

    private static void assertLoadsAgain(Settings settings, Path file) throws IOException {
        Files.writeString(file, settings.effective());
        try {
            var again = SettingsLoader.load(file, Optional.empty(), List.of(new TidySpec()), NOW);
            assertThat(again.effective()).isEqualTo(settings.effective());
            assertThat(again.notices()).isEqualTo(settings.notices());
        } catch (ConfigException different) {
            throw new AssertionError("the effective settings do not load", different);
        }
    }

    private static byte[] mutated(Random random) {
        var bytes = SOUND.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(Math.max(1, bytes.length));
            bytes =
                    switch (random.nextInt(4)) {
                        case 0 -> Arrays.copyOf(bytes, at);
                        case 1 -> flipped(bytes, at, random);
                        case 2 -> spliced(bytes, at, at, random);
                        default ->
                                spliced(
                                        bytes,
                                        at,
                                        Math.min(bytes.length, at + random.nextInt(12)),
                                        random);
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

    private static byte[] spliced(byte[] bytes, int from, int to, Random random) {
        var middle = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
        var result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}
