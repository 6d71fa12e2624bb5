package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar that is deployed, from which what it seems not to reach was taken out. */
class DeployableParquetIT {
    private static final Path JAR = Path.of("target/costs-lambda.jar");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "uncompressed"})
    void reads_a_parquet_file_in_200_megabytes(String compression) throws Exception {
        var file = folder.resolve("sample.parquet");
        try (var sql = new Sql()) {
            sql.write("select * from " + Sql.SAMPLE, file, "compression " + compression);
        }
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx200m",
                                "-cp",
                                JAR + File.pathSeparator + "target/test-classes",
                                ParquetReader.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines().toList().getLast()).as(said).isEqualTo(ParquetReader.sums(file));
    }

    @Test
    void carries_the_native_parts_of_where_it_runs_only() throws Exception {
        try (var jar = new ZipFile(JAR.toFile())) {
            var natives =
                    jar.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith("org/xerial/snappy/native/"))
                            .filter(name -> name.contains("snappyjava"))
                            .map(name -> name.split("/", -1))
                            .map(parts -> parts[4] + "/" + parts[5])
                            .toList();

            assertThat(natives)
                    .containsExactlyInAnyOrderElementsOf(
                            List.of("Linux/aarch64", "Linux/x86_64", "Mac/aarch64", "Mac/x86_64"));
        }
    }
}
