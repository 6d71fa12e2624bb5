package dev.nightshift.certificates.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.certificates.matrix.Setup.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that nobody here wrote, set up in many ways: we have to see what they were told to offer,
 * and what sslscan sees, and give the grade that a person read from the guide. With {@code
 * NIGHTSHIFT_TESTSSL} naming a testssl.sh of 3.2 or newer, it rates a few of them too, for some
 * minutes.
 */
class TlsMatrixIT {
    private static final Path PAGE = Path.of("../../docs/tls-matrix.md");
    private static final List<String> SAMPLE =
            List.of("versions-1.0-1.3", "nginx-intermediate", "jsse-3des-first");

    private static List<Look> looks = List.of();
    private static boolean sslscan;

    @TempDir static Path folder;

    @BeforeAll
    static void look() throws IOException, InterruptedException {
        assumeTrue(
                Tools.onPath("openssl").isPresent(),
                "skipped: openssl is not on the PATH (apt-get install openssl)");
        sslscan = Tools.onPath("sslscan").isPresent();
        var mint = new Mint(folder, Instant.now());
        looks = Looks.at(setups(), mint, sslscan);
        if (Boolean.getBoolean("matrix.update")) {
            var results = Path.of(System.getProperty("matrix.results", "target/tls-matrix"));
            var program = System.getenv("NIGHTSHIFT_TESTSSL");
            if (program != null) {
                TestsslRun.keep(Path.of(program), mint, results, 4);
            }
            MatrixPage.write(PAGE, looks, results);
        }
    }

    private static List<Setup> setups() {
        var nginx = Tools.onPath("nginx").isPresent();
        return Catalogue.all().stream()
                .filter(setup -> nginx || setup.engine() != Engine.NGINX)
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> we_see_what_the_server_was_told_to_offer() {
        return each(
                look -> {
                    assertThat(Seen.of(look.survey())).isEqualTo(look.expected());
                    look.setup()
                            .dh()
                            .bits()
                            .ifPresent(bits -> assertThat(look.survey().dhBits()).contains(bits));
                });
    }

    @TestFactory
    Stream<DynamicTest> the_grade_is_what_a_person_reads_from_the_guide() {
        return each(
                look ->
                        assertThat(look.grade().letter())
                                .as(look.grade().toString())
                                .isEqualTo(look.setup().letter()));
    }

    @TestFactory
    Stream<DynamicTest> sslscan_sees_the_same() {
        return each(
                look -> {
                    assumeTrue(
                            sslscan,
                            "skipped: sslscan is not on the PATH (apt-get install sslscan)");
                    assertThat(look.sslscan())
                            .hasValueSatisfying(
                                    said ->
                                            assertThat(Row.sslscanAgrees(said, look.expected()))
                                                    .as("%s, told %s", said, look.expected())
                                                    .isTrue());
                });
    }

    @TestFactory
    Stream<DynamicTest> the_published_table_says_the_same() throws IOException {
        var page = Files.readAllLines(PAGE);
        return each(
                look -> {
                    var line =
                            page.stream()
                                    .filter(
                                            one ->
                                                    one.startsWith(
                                                            "| " + look.setup().name() + " |"))
                                    .findFirst();
                    assertThat(line).as("docs/tls-matrix.md").isPresent();
                    var cells = line.orElseThrow().split(" *\\| *", -1);
                    assertThat(cells[6]).isEqualTo(look.grade().inWords());
                    assertThat(cells[7]).isEqualTo(Integer.toString(look.grade().total()));
                    assertThat(cells[9]).doesNotContain("not explained");
                });
    }

    @Test
    void all_makes_were_there() {
        assumeTrue(
                Tools.onPath("nginx").isPresent(),
                "skipped: nginx is not there (apt-get install nginx-light)");
        assertThat(looks).hasSizeGreaterThanOrEqualTo(60);
    }

    @Test
    void testssl_gives_the_same_grade_or_the_guide_says_why_not() throws IOException {
        var program = Optional.ofNullable(System.getenv("NIGHTSHIFT_TESTSSL"));
        assumeTrue(
                program.isPresent(),
                "skipped: NIGHTSHIFT_TESTSSL does not name a testssl.sh with rating (3.2)");
        var mint = new Mint(Files.createTempDirectory(folder, "rated"), Instant.now());
        var rows = new ArrayList<Row>();
        for (var look : looks) {
            if (!SAMPLE.contains(look.setup().name())) {
                continue;
            }
            var json = folder.resolve(look.setup().name() + ".json");
            try (var server = RunningServer.start(look.setup(), mint)) {
                Tools.testssl(Path.of(program.get()), server.port(), mint.root(), json);
            }
            rows.add(new Row(look, Optional.of(Tools.rated(json))));
        }
        assertThat(rows).isNotEmpty().allMatch(Row::isSettled);
        assertThat(rows)
                .allSatisfy(
                        row ->
                                assertThat(row.testssl().map(Tools.Rated::seen))
                                        .contains(row.look().expected()));
    }

    private interface Check {
        void of(Look look);
    }

    private static Stream<DynamicTest> each(Check check) {
        return looks.stream()
                .map(look -> DynamicTest.dynamicTest(look.setup().name(), () -> check.of(look)));
    }
}
