package dev.nightshift.cdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CfnLintTest {
    @Test
    void cloudformation_would_take_both_templates() throws Exception {
        assumeTrue(isThere(), "cfn-lint is not on PATH: pip install cfn-lint");
        var out = Sample.Prod.TEMPLATES.out();

        var process =
                new ProcessBuilder(
                                "cfn-lint",
                                "--regions",
                                Sample.REGIONS.home(),
                                Sample.REGIONS.recovery(),
                                // CDK states dependencies that a reference states already
                                "--ignore-checks",
                                "W3005",
                                "--template",
                                out.resolve("nightshift-prod.template.json").toString(),
                                out.resolve("nightshift-prod-recovery.template.json").toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(said).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    private static boolean isThere() {
        return Optional.ofNullable(System.getenv("PATH")).stream()
                .flatMap(path -> java.util.Arrays.stream(path.split(File.pathSeparator, -1)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "cfn-lint")));
    }
}
