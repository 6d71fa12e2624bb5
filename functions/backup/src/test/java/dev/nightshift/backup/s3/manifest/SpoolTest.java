package dev.nightshift.backup.s3.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpoolTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_024, 65_535, 65_536, 65_537, 300_000})
    void what_is_written_is_read_again_and_again(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        try (var spool = new Spool()) {
            for (int at = 0; at < size; at += 1_000) {
                spool.write(bytes, at, Math.min(1_000, size - at));
            }

            assertThat(spool.size()).isEqualTo(size);
            assertThat(spool.sha256()).isEqualTo(Hashes.sha256(bytes));
            try (var one = spool.open();
                    var other = spool.open()) {
                assertThat(one.readNBytes(size / 2)).isEqualTo(Arrays.copyOf(bytes, size / 2));
                assertThat(other.readAllBytes()).isEqualTo(bytes);
                assertThat(one.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, size / 2, size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void nothing_is_added_after_the_hash_was_taken(int size) throws IOException {
        try (var spool = new Spool()) {
            spool.write(new byte[size]);
            var hash = spool.sha256();

            assertThatThrownBy(() -> spool.write(1)).isInstanceOf(IOException.class);
            assertThat(spool.sha256()).isEqualTo(hash);
        }
    }

    @Test
    void nothing_is_read_once_it_is_closed() throws IOException {
        var spool = new Spool();
        spool.write(new byte[65_537]);
        try (var in = spool.open()) {
            spool.close();

            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }
}
