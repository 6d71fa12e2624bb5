package dev.nightshift.backup.contabo;

import static dev.nightshift.backup.contabo.ContaboServer.CREDENTIALS;
import static dev.nightshift.backup.contabo.ContaboServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.nightshift.backup.contabo.ContaboServer.Mishap;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.work.Together;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter keeps its contract over the wire, and its head when the wire does not. */
class HttpContaboBackupGatewayTest extends ContaboBackupGatewayContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ContaboServer server = new ContaboServer(contabo, clock);
    private final HttpContaboBackupGateway gateway = server.gateway(PATIENCE);

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    ContaboBackupGateway gateway() {
        return gateway;
    }

    @Test
    void one_token_serves_until_it_ends() {
        gateway.instances();
        gateway.instances();
        assertThat(server.logins()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(5).minusSeconds(30));
        gateway.instances();

        assertThat(server.logins()).isEqualTo(2);
        assertThat(server.calls()).as("none was refused").isEqualTo(3);
    }

    @Test
    void side_by_side_they_share_one_login() {
        contabo.with(FakeContabo.instance(100, "web"), 1);

        var lists =
                Together.map(
                        IntStream.range(0, 8).boxed().toList(), 8, any -> gateway.snapshots(100));

        assertThat(lists).hasSize(8);
        assertThat(server.logins()).isEqualTo(1);
    }

    @Test
    void a_token_that_is_refused_is_replaced_once_and_the_call_made_once() {
        contabo.with(FakeContabo.instance(100, "web"), 3);
        gateway.instances();
        server.revoke();

        gateway.create(100, "nightshift-1", "a");

        assertThat(contabo.all(100)).hasSize(1);
        assertThat(server.logins()).isEqualTo(2);
    }

    @Test
    void a_token_that_is_refused_twice_is_a_denial_and_not_asked_for_again() {
        server.next(status(401, "{}"), status(401, "{\"message\":\"Unauthorized\"}"));

        assertRefused(Kind.DENIED, "401: Unauthorized", gateway::instances);

        assertThat(server.logins()).isEqualTo(2);
        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    void a_wrong_password_names_the_secret_to_correct_and_shows_nothing_of_it() {
        server.changePassword();

        var refusal = catchThrowable(gateway::instances);

        assertThat(refusal)
                .hasMessageContaining("invalid_grant")
                .hasMessageContaining("nightshift/contabo")
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));
        assertKeepsSecrets(refusal);
        assertThat(server.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "403, DENIED",
        "429, THROTTLED",
        "500, UNREACHABLE",
        "503, UNREACHABLE",
        "302, REJECTED",
    })
    void a_login_that_fails_says_how_and_quotes_nothing(int status, Kind kind) {
        server.nextLogin(status(status, "{\"error\":\"" + CREDENTIALS.clientSecret() + "\"}"));

        var refusal = catchThrowable(gateway::instances);

        assertThat(refusal)
                .hasMessageContaining("" + status)
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(kind));
        assertKeepsSecrets(refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "[]", "", "{\"access_token\":\"\"}", "{\"access_token\":\"a b\"}"})
    void a_login_without_a_token_is_none(String body) {
        server.nextLogin(status(200, body));

        assertThatThrownBy(gateway::instances).isInstanceOf(CloudException.class);

        assertThat(server.calls()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "400, REJECTED",
        "402, QUOTA",
        "403, DENIED",
        "404, NOT_FOUND",
        "409, REJECTED",
        "429, THROTTLED",
        "500, UNREACHABLE",
        "502, UNREACHABLE",
        "503, UNREACHABLE",
    })
    void what_contabo_says_is_told_with_what_can_be_done(int status, Kind kind) {
        server.next(status(status, "{\"statusCode\":1,\"message\":\"because of the moon\"}"));

        assertRefused(kind, status + ": because of the moon", gateway::instances);

        assertThat(server.calls()).as("nothing is repeated").isEqualTo(1);
    }

    @Test
    void how_long_to_wait_is_told() {
        server.next(new Mishap.Answers(429, Map.of("Retry-After", "7"), "{}"));

        assertRefused(Kind.THROTTLED, "left alone for 7 s", gateway::instances);
    }

    @Test
    void several_faults_are_all_told_on_one_line() {
        server.next(status(400, "{\"message\":[\"name is\\nlong\",\"page is odd\"]}"));

        assertRefused(Kind.REJECTED, "name is long; page is odd", gateway::instances);
    }

    @Test
    void a_token_that_is_thrown_back_is_not_shown() {
        server.next(
                status(
                        400,
                        "{\"message\":\"you sent Bearer token-number-1, a secret: hunter22\"}"));

        var refusal = catchThrowable(gateway::instances);

        assertThat(refusal).hasMessageContaining("you sent").hasMessageNotContaining("hunter22");
        assertThat(refusal).hasMessageNotContaining("token-number-1");
    }

    @Test
    void a_redirect_is_not_followed() {
        server.next(new Mishap.Answers(302, Map.of("Location", "/v1/compute/instances"), ""));

        assertRefused(Kind.REJECTED, "302", gateway::instances);
    }

    @Test
    void half_an_answer_is_none_and_what_it_was_about_may_have_happened() {
        contabo.with(FakeContabo.instance(100, "web"), 3);
        server.next(new Mishap.Truncates());

        assertRefused(Kind.UNREACHABLE, "no whole answer", () -> gateway.create(100, "n", "d"));

        assertThat(contabo.all(100)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"data\":[", "<html>a proxy</html>", "{\"data\":[]} and more"})
    void what_is_not_json_is_no_answer(String body) {
        server.next(status(200, body));

        assertRefused(Kind.UNREACHABLE, "cut short or not JSON", gateway::instances);
    }

    @Test
    void a_connection_that_ends_is_no_answer() {
        contabo.with(FakeContabo.instance(100, "web"), 3);
        gateway.instances();
        server.next(new Mishap.Resets(), new Mishap.Resets());

        assertRefused(Kind.UNREACHABLE, "no whole answer", () -> gateway.create(100, "n", "d"));
        assertThat(contabo.all(100)).isEmpty();
    }

    @Test
    void patience_ends() {
        server.next(new Mishap.Hangs());

        var hasty = server.gateway(Duration.ofMillis(300));

        assertRefused(Kind.UNREACHABLE, "no answer in 300 ms", hasty::instances);
    }

    @Test
    void an_answer_larger_than_any_list_is_not_read() {
        server.next(status(200, "{\"data\":[\"" + "x".repeat(5 * 1024 * 1024) + "\"]}"));

        assertRefused(Kind.UNREACHABLE, "no whole answer", gateway::instances);
    }

    @Test
    void a_list_that_shrinks_while_it_is_read_is_not_taken_for_one() {
        contabo.with(FakeContabo.instance(100, "web"), 300);
        var first = contabo.taken(100, "by hand", "a", NOW);
        for (int i = 0; i < 150; i++) {
            contabo.taken(100, "by hand", "b", NOW);
        }
        server.next(
                new Mishap.Meanwhile(() -> {}),
                new Mishap.Meanwhile(() -> contabo.delete(100, first.id())));

        assertRefused(Kind.UNREACHABLE, "changed while", () -> gateway.snapshots(100));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"data\":{},\"_pagination\":{\"totalElements\":0,\"totalPages\":0}}",
                "{\"data\":[]}",
                "{\"data\":[],\"_pagination\":\"\"}",
                "{\"data\":[],\"_pagination\":{\"totalElements\":1,\"totalPages\":\"1\"}}",
                "{\"data\":[],\"_pagination\":{\"totalElements\":1,\"totalPages\":1000000}}",
                "{\"data\":[{}],\"_pagination\":{\"totalElements\":1,\"totalPages\":1}}",
            })
    void an_answer_unlike_its_description_is_refused_and_not_guessed_at(String body) {
        server.next(status(200, body));

        assertRefused(Kind.REJECTED, "list the instances", gateway::instances);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    snapshotId  | ../../100
                    createdDate | yesterday
                    createdDate | 2026-11-22T12:00:00
                    instanceId  | 101
                    """)
    void a_snapshot_unlike_its_description_is_refused(String field, String value) {
        contabo.with(FakeContabo.instance(100, "web"), 3);
        var good =
                "{\"snapshotId\":\"snap1\",\"name\":\"n\",\"description\":\"d\",\"instanceId\":100,"
                        + "\"createdDate\":\"2026-11-22T12:00:00.363Z\"}";
        var bad =
                field.equals("instanceId")
                        ? good.replace("100", value)
                        : good.replaceAll(
                                "\"" + field + "\":\"[^\"]*\"",
                                "\"" + field + "\":\"" + value + "\"");
        var page = "{\"data\":[%s],\"_pagination\":{\"totalElements\":1,\"totalPages\":1}}";
        server.next(status(200, page.formatted(good)), status(200, page.formatted(bad)));

        assertThat(gateway.snapshots(100)).hasSize(1);
        assertRefused(Kind.REJECTED, field, () -> gateway.snapshots(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-22T12:00:00.363Z",
                "2026-11-22 12:00:00.363000+00:00",
                "2026-11-22T13:00:00.363+0100",
                "2026-11-22 12:00:00.363Z"
            })
    void times_are_read_in_every_way_that_contabo_writes_them(String time) {
        server.next(
                status(
                        200,
                        "{\"data\":[{\"snapshotId\":\"snap1\",\"name\":\"n\",\"instanceId\":100,"
                                + "\"createdDate\":\""
                                + time
                                + "\"}],\"_pagination\":{\"totalElements\":1,\"totalPages\":1}}"));

        assertThat(gateway.snapshots(100))
                .singleElement()
                .satisfies(
                        snapshot -> {
                            assertThat(snapshot.created()).isEqualTo(NOW);
                            assertThat(snapshot.leaves()).isEmpty();
                        });
    }

    @Test
    void what_is_not_the_id_of_a_snapshot_is_not_put_into_an_address() {
        assertThatThrownBy(() -> gateway.delete(100, "../101"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.calls()).isZero();
    }

    @Test
    void no_secret_travels_in_clear_text() {
        var clear = URI.create("http://api.contabo.com");
        var good = URI.create("https://api.contabo.com");

        for (var pair : List.of(List.of(clear, good), List.of(good, clear))) {
            assertThatThrownBy(
                            () ->
                                    ContaboHttp.of(
                                            pair.getFirst(),
                                            pair.getLast(),
                                            () -> CREDENTIALS,
                                            Clock.systemUTC()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                        () ->
                                ContaboHttp.onLoopback(
                                        clear, clear, () -> CREDENTIALS, PATIENCE, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertKeepsSecrets(Throwable refusal) {
        for (Throwable each = refusal; each != null; each = each.getCause()) {
            assertThat(each.toString())
                    .doesNotContain(
                            CREDENTIALS.clientSecret(),
                            CREDENTIALS.apiPassword(),
                            CREDENTIALS.apiUser(),
                            "token-number");
        }
    }
}
