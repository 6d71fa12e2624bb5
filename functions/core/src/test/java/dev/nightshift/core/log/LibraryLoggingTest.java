package dev.nightshift.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** With mismatched versions of SLF4J every line of a library silently vanishes. */
class LibraryLoggingTest {
    @Test
    void a_warning_of_a_library_comes_out_and_its_chatter_does_not() {
        var out = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            var logger = LoggerFactory.getLogger("software.amazon.awssdk.core");
            logger.warn("credentials expire soon");
            logger.info("chatter");
        } finally {
            System.setErr(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("[WARN] software.amazon.awssdk.core", "credentials expire soon")
                .doesNotContain("chatter");
    }
}
