package dev.nightshift.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.local.cli.CommandProcess;
import dev.nightshift.local.cli.CommandProcess.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person at the terminal asks about one host, and for the page. */
class StorefrontTest {
    @TempDir static Path folder;

    private static Storefront storefront;

    @BeforeAll
    static void open() throws IOException {
        storefront = Storefront.open(folder);
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: test
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices: { slack: { secret: nightshift/slack, channel: "#ops" } }
                automations:
                  certificate-check:
                    schedule: rate(6 hours)
                    aws: false
                    privateRanges: [127.0.0.0/8]
                    references: ["localhost:%1$d"]
                    endpoints:
                      - { host: 127.0.0.1, port: %1$d, serverName: localhost, checks: [certificate, grade, web] }
                      - { host: 127.0.0.1, port: 9, checks: [certificate] }
                """
                        .formatted(storefront.port()));
    }

    @AfterAll
    static void close() {
        storefront.close();
    }

    @Test
    void one_host_is_answered_for_check_by_check() throws Exception {
        var said =
                nightshift(
                        "plan",
                        "certificate-check",
                        "--target",
                        "https://localhost:" + storefront.port());

        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.out())
                .containsPattern("certificate +warning +localhost, EC secp256r1")
                .containsPattern("chain +critical +localhost, which is not trusted")
                .containsPattern("name +ok +is for localhost")
                .containsPattern("protocols +ok +TLS 1.2, TLS 1.3; not SSL 2.0")
                .containsPattern("strict-transport-security +")
                .containsPattern("x-content-type-options +ok");
        assertThat(said.err()).contains("something has to be mended now");
    }

    @Test
    void programs_get_the_same_as_json() throws Exception {
        var said =
                nightshift(
                        "plan",
                        "certificate-check",
                        "--target",
                        "localhost:" + storefront.port(),
                        "--output",
                        "json");

        var checks = new JsonMapper().readTree(said.out()).at("/endpoints/0/checks");
        assertThat(checks.valueStream().map(check -> check.path("check").asText()))
                .contains("address", "certificate", "chain", "name", "protocols", "grade");
        assertThat(checks.valueStream().map(JsonNode::size)).containsOnly(3);
    }

    @Test
    void a_target_that_is_none_is_one_line() throws Exception {
        var said = nightshift("plan", "certificate-check", "--target", "what is this");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err()).contains("host:port");
    }

    @Test
    void another_automation_has_no_targets() throws Exception {
        var said = nightshift("plan", "contabo-backup", "--target", "localhost:1");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err().lines()).hasSize(1);
    }

    /** A plan of all of it, and its page, rendered by a real browser where there is one. */
    @Test
    void the_page_shows_everything_on_a_timeline() throws Exception {
        var said = nightshift("plan", "certificate-check", "--report", "certificates.html");

        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).contains("127.0.0.1:" + storefront.port()).contains("127.0.0.1:9");
        var page = Files.readString(folder.resolve("certificates.html"));
        assertThat(page)
                .contains("<svg class=\"timeline ends\"")
                .contains("today")
                .doesNotContain("http://");
        var browser = browser();
        assumeThat(browser).as("a Chromium on PATH, to render the page").isPresent();
        var picture = folder.resolve("certificates.png");
        var drawn = render(browser.orElseThrow(), picture);
        assertThat(picture).as(drawn.err()).exists();
        assertThat(Files.size(picture)).as("a picture with something on it").isGreaterThan(10_000);
    }

    private static Said render(Path browser, Path picture) throws Exception {
        return CommandProcess.runAny(
                folder,
                Map.of(),
                List.of(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--user-data-dir=" + folder.resolve("browser"),
                        "--window-size=1100,800",
                        "--screenshot=" + picture,
                        folder.resolve("certificates.html").toUri().toString()));
    }

    private static Optional<Path> browser() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, "chromium"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Said nightshift(String... arguments) throws IOException, InterruptedException {

        return CommandProcess.run(folder, Map.of(), arguments);
    }
}
