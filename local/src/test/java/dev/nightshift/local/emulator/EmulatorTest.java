package dev.nightshift.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;

class EmulatorTest {
    @TempDir Path workDir;
    @TempDir Path programs;

    private final Map<String, String> environment = new HashMap<>(System.getenv());

    @BeforeEach
    void no_endpoint_of_this_machine() {
        environment.remove("AWS_ENDPOINT_URL");
    }

    @AfterEach
    void end_what_a_failed_test_left() {
        environment.remove("AWS_ENDPOINT_URL");
        emulator().stop();
    }

    @Test
    void starts_moto_says_why_and_stops_exactly_that_process() {
        needs_moto();
        var started = emulator().start(EmulatorOptions.defaults());

        assertThat(started.kind()).isEqualTo(RunningEmulator.MOTO);
        assertThat(started.startedByUs()).isTrue();
        assertThat(started.why()).contains("moto_server is on PATH");
        assertThat(started.endpoint().getHost()).isEqualTo("127.0.0.1");
        assertThat(emulator().status()).contains(started);

        var process = EmulatorState.read(workDir).orElseThrow().process().orElseThrow();
        assertThat(emulator().stop()).contains(started);
        assertThat(process.isAlive()).isFalse();
        assertThat(emulator().status()).isEmpty();
        assertThat(emulator().stop()).isEmpty();
    }

    @Test
    void a_second_start_finds_the_first() {
        needs_moto();
        var first = emulator().start(EmulatorOptions.defaults());
        assertThat(emulator().start(EmulatorOptions.defaults())).isEqualTo(first);
    }

    @Test
    void listens_on_the_port_it_is_given_and_refuses_a_taken_one() {
        needs_moto();
        var port = Endpoint.freePort();
        var started = emulator().start(EmulatorOptions.defaults().onPort(port));
        assertThat(started.endpoint()).isEqualTo(URI.create("http://127.0.0.1:" + port));

        var elsewhere = Emulator.in(workDir.resolve("elsewhere"), environment);
        assertThatThrownBy(() -> elsewhere.start(EmulatorOptions.defaults().onPort(port)))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("port " + port + " on loopback is taken");
    }

    @Test
    void starts_again_after_the_emulator_died() {
        needs_moto();
        emulator().start(EmulatorOptions.defaults());
        var died = EmulatorState.read(workDir).orElseThrow().process().orElseThrow();
        MotoServer.end(died);

        assertThat(emulator().status()).isEmpty();
        emulator().start(EmulatorOptions.defaults());
        assertThat(EmulatorState.read(workDir).orElseThrow().pid()).isNotEqualTo(died.pid());
    }

    @Test
    void permissions_are_checked_once_that_is_asked_for() {
        needs_moto();
        var started = emulator().start(EmulatorOptions.defaults());
        try (var sqs = sqs(started.endpoint())) {
            assertThat(sqs.listQueues().queueUrls()).isEmpty();

            Emulator.enforceIam(started);
            assertThatThrownBy(sqs::listQueues)
                    .isInstanceOf(SqsException.class)
                    .extracting(refused -> ((SqsException) refused).statusCode())
                    .isEqualTo(403);

            Emulator.relaxIam(started);
            assertThat(sqs.listQueues().queueUrls()).isEmpty();
        }
    }

    @Test
    void the_endpoint_that_the_environment_names_is_used_and_never_stopped() {
        needs_moto();
        var foreign = Emulator.in(workDir.resolve("foreign"), environment);
        var running = foreign.start(EmulatorOptions.defaults());
        environment.put("AWS_ENDPOINT_URL", running.endpoint().toString());

        var used = emulator().start(EmulatorOptions.defaults());
        assertThat(used.endpoint()).isEqualTo(running.endpoint());
        assertThat(used.kind()).isEqualTo(RunningEmulator.MOTO);
        assertThat(used.startedByUs()).isFalse();
        assertThat(emulator().stop()).isEmpty();
        assertThat(emulator().status()).contains(used);

        assertThat(foreign.stop()).isPresent();
    }

    @Test
    void a_named_endpoint_that_does_not_answer_is_one_line() {
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + Endpoint.freePort());
        assertThatThrownBy(() -> emulator().start(EmulatorOptions.defaults()))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContaining("nothing answers")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void an_endpoint_beyond_loopback_is_refused() {
        environment.put("AWS_ENDPOINT_URL", "http://192.0.2.1:4566");
        assertThatThrownBy(() -> emulator().start(EmulatorOptions.defaults()))
                .hasMessageContaining("not on this machine");
        environment.put("AWS_ENDPOINT_URL", "4566");
        assertThatThrownBy(() -> emulator().start(EmulatorOptions.defaults()))
                .hasMessageContaining("is not a URL");
    }

    @Test
    void without_any_emulator_it_says_what_was_tried_and_what_to_install() {
        environment.put("PATH", programs.toString());
        assertThatThrownBy(() -> emulator().start(EmulatorOptions.defaults()))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContainingAll(
                        "moto_server is not on PATH",
                        "docker is not on PATH",
                        "python3 is not on PATH",
                        "pip install 'moto[server]");
    }

    @Test
    void an_emulator_that_does_not_start_is_a_reason_not_a_crash() throws IOException {
        program("moto_server", "#!/bin/sh\necho 'no module named moto'\nexit 1\n");
        program("docker", "#!/bin/sh\nexit 1\n");
        program("python3", "#!/bin/sh\necho 'ensurepip is not available'\nexit 1\n");
        environment.put("PATH", programs.toString());
        environment.put("XDG_CACHE_HOME", workDir.resolve("cache").toString());

        assertThatThrownBy(() -> emulator().start(EmulatorOptions.defaults()))
                .isInstanceOf(EmulatorException.class)
                .hasMessageContainingAll(
                        "no module named moto",
                        "no Docker engine answers",
                        "ensurepip is not available");
        assertThat(EmulatorState.read(workDir)).isEmpty();
    }

    @Test
    void moto_is_installed_once_into_an_environment_of_its_own() throws IOException {
        needs_moto();
        var moto = new Launcher(environment).find("moto_server").orElseThrow();
        // stands for python3 -m venv: makes the folder, a pip that succeeds, and the server
        program(
                "python3",
                """
                #!/bin/sh
                PATH='%1$s'
                echo made >>'%2$s'
                mkdir -p "$4/bin"
                printf '#!/bin/sh\\n' >"$4/bin/python"
                printf "#!/bin/sh\\nPATH='%1$s' exec '%3$s' \\"\\$@\\"\\n" >"$4/bin/moto_server"
                chmod +x "$4/bin/python" "$4/bin/moto_server"
                """
                        .formatted(environment.get("PATH"), programs.resolve("made"), moto));
        environment.put("PATH", programs.toString());
        environment.put("XDG_CACHE_HOME", workDir.resolve("cache").toString());

        for (var time = 0; time < 2; time++) {
            var started = emulator().start(EmulatorOptions.defaults());
            assertThat(started.kind()).isEqualTo(RunningEmulator.MOTO);
            assertThat(started.why()).contains("virtual environment under " + workDir);
            assertThat(emulator().stop()).contains(started);
        }
        assertThat(programs.resolve("made")).hasContent("made\n");
    }

    @Test
    void a_process_that_got_the_id_of_a_dead_emulator_is_left_alone() {
        var self = ProcessHandle.current();
        new EmulatorState(
                        URI.create("http://127.0.0.1:1"),
                        RunningEmulator.MOTO,
                        "long ago",
                        self.pid(),
                        1,
                        "")
                .write(workDir);
        assertThat(emulator().stop()).isEmpty();
        assertThat(EmulatorState.read(workDir)).isEmpty();
    }

    @Test
    void a_damaged_state_file_is_named() throws IOException {
        var file = EmulatorState.file(workDir);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThatThrownBy(() -> emulator().status()).hasMessageContaining(file.toString());
        Files.delete(file);
    }

    private Emulator emulator() {
        return Emulator.in(workDir, environment);
    }

    private void needs_moto() {
        assumeTrue(
                new Launcher(environment).find("moto_server").isPresent(),
                "moto_server is not on PATH: pip install 'moto[server]'");
    }

    private void program(String name, String script) throws IOException {
        var file = Files.writeString(programs.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static SqsClient sqs(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")))
                .build();
    }
}
