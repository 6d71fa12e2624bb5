package dev.nightshift.local.jars;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.local.runtime.InvocationResult;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.notices.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The jars that are deployed: how big they are, what is in them, and that each answers its sample
 * event in a small heap, alone with AWS's runtime interface client.
 */
class DeployableJarsIT {
    private static final long MB = 1_000_000;

    /** Of which the heap gets 85 %: {@code -Xmx200m}. */
    private static final int MEMORY_MB = 235;

    /** None of them belongs into a function: another HTTP client, or what only tests use. */
    private static final Pattern STRANGER =
            Pattern.compile(
                    "(io/netty/|org/apache/http/|org/apache/hc/|org/junit/|org/assertj/"
                            + "|software/amazon/awssdk/http/(nio|apache|apache5|crt)/"
                            + "|dev/nightshift/core/testing/"
                            + "|dev/nightshift/.*(Test|IT)(\\$.*)?\\.class$).*");

    private static House house;
    private static SlackStandIn slack;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        slack = new SlackStandIn();
        house = House.start("dev");
        house.keepSlackSecret(slack);
    }

    @AfterAll
    static void stop() {
        if (house != null) {
            house.close();
        }
        slack.close();
    }

    /**
     * Backups carry four automations with six SDK clients and two JDBC drivers; certificates four
     * more SDK clients, of which CloudFront's is the largest of all; costs fourteen, of which that
     * of EC2 alone is 7 MB, and the native parts of snappy; rollback one for each kind of target.
     */
    @ParameterizedTest
    @CsvSource({"backup, 20", "certificates, 16", "costs, 40", "notices, 10", "rollback, 22"})
    void a_jar_is_within_its_limit(String room, int limitMb) {
        var size = FunctionJar.of(room).size();
        System.out.printf(
                Locale.ROOT,
                "%s-lambda.jar: %.1f MB of at most %d MB%n",
                room,
                (double) size / MB,
                limitMb);

        assertThat(size).isLessThanOrEqualTo(limitMb * MB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "certificates", "costs", "notices", "rollback"})
    void a_jar_holds_one_http_client_and_nothing_of_the_tests(String room) throws IOException {
        try (var jar = new ZipFile(FunctionJar.of(room).file().toFile())) {
            var names = jar.stream().map(entry -> entry.getName()).toList();

            assertThat(names).noneMatch(name -> STRANGER.matcher(name).matches());
            assertThat(names)
                    .anyMatch(name -> name.startsWith("software/amazon/awssdk/http/urlconnection/"))
                    .anyMatch(name -> name.startsWith("dev/nightshift/" + room + "/"));
        }
    }

    @Test
    void rds_backup_answers_its_sample_event_in_200_megabytes() throws IOException {
        var result =
                answer("backup", "rds-backup", new RdsBackup().handler(), "rds-backup/scheduled");

        assertThat(new JsonMapper().readTree(result.payload()).path("result").asText())
                .isEqualTo("ran");
    }

    @Test
    void certificate_check_answers_its_sample_event_in_200_megabytes() throws IOException {
        var result =
                answer(
                        "certificates",
                        "certificate-check",
                        new CertificateCheck().handler(),
                        "certificate-check/scheduled");

        assertThat(new JsonMapper().readTree(result.payload()).path("result").asText())
                .isEqualTo("ran");
    }

    @Test
    void the_notifier_answers_its_sample_event_in_200_megabytes() throws IOException {
        var before = slack.posted();
        var result = answer("notices", Notifier.NAME, Notifier.HANDLER, "notices/warning");

        assertThat(result.payload()).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(slack.posted()).isEqualTo(before + 1);
    }

    private InvocationResult answer(String room, String name, Class<?> handler, String event)
            throws IOException {
        var config = folder.resolve("nightshift.yaml");
        Files.copy(FunctionJar.HOME.resolve("nightshift.yaml"), config);
        var function =
                FunctionJar.of(room)
                        .function(
                                "nightshift-dev-" + name,
                                handler,
                                "arn:aws:iam::%s:role/any".formatted(House.ACCOUNT),
                                MEMORY_MB,
                                config,
                                house.environment());
        var sample = Files.readString(FunctionJar.HOME.resolve("events/" + event + ".json"));
        try (var invoker = new Invoker(house.account(), FunctionJar.HOME)) {
            var result = invoker.invoke(function, sample, line -> {});
            var jvm = jvm(handler);
            assertThat(result.errorType()).as(result.payload()).isEmpty();
            assertThat(jvm.flatMap(process -> process.info().commandLine()).orElse(""))
                    .contains("-Xmx200m");
            System.out.printf(
                    Locale.ROOT,
                    "%s: init %d ms, first answer %d ms, peak RSS %s, with -Xmx200m%n",
                    name,
                    result.init().toMillis(),
                    result.duration().toMillis(),
                    jvm.map(ProcessHandle::pid)
                            .flatMap(DeployableJarsIT::peakRss)
                            .orElse("unknown here"));
            assertThat(jsonLines(result)).isNotEmpty();
            return result;
        }
    }

    private static Optional<ProcessHandle> jvm(Class<?> handler) {
        return ProcessHandle.current()
                .children()
                .filter(
                        child ->
                                child.info()
                                        .commandLine()
                                        .filter(line -> line.endsWith(handler.getName()))
                                        .isPresent())
                .findFirst();
    }

    /** As Linux counts it; empty elsewhere. */
    private static Optional<String> peakRss(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.substring("VmHWM:".length()).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** The lines that a person can search by field; every one of ours must be of that kind. */
    private static List<String> jsonLines(InvocationResult result) throws IOException {
        var json = new JsonMapper();
        var lines = result.logs().stream().filter(line -> line.startsWith("{")).toList();
        for (var line : lines) {
            assertThat(json.readTree(line).isObject()).as(line).isTrue();
        }
        return lines.stream()
                .filter(line -> line.contains("\"level\":") && line.contains("\"message\":"))
                .toList();
    }
}
