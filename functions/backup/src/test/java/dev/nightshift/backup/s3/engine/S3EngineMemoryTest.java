package dev.nightshift.backup.s3.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** In processes of their own, so that the limit of the heap is real. */
class S3EngineMemoryTest {
    @Test
    void a_million_keys_take_no_more_memory_than_ten_thousand()
            throws IOException, InterruptedException {
        long few = Long.parseLong(MillionKeys.fork("128m", 10_000)[1]);
        long many = Long.parseLong(MillionKeys.fork("128m", 1_000_000)[1]);

        assertThat(many).isLessThan(few * 12 / 10);
    }
}
