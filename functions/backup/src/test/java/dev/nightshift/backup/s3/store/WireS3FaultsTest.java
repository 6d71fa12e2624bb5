package dev.nightshift.backup.s3.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.store.ObjectStore.Copy;
import dev.nightshift.backup.s3.store.ObjectStore.CopyResult;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.RawServer;
import dev.nightshift.core.wire.WirePool;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What the wire makes of a network and a server at their worst. */
class WireS3FaultsTest {
    private static final String EMPTY =
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>";
    private static final String COPIED =
            "<CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";
    private static final String BUSY =
            "HTTP/1.1 503 Slow Down\r\nContent-Length: 40\r\n\r\n"
                    + "<Error><Code>SlowDown</Code></Error>    ";

    private final RawServer server = new RawServer();
    private final S3Access access =
            new S3Access(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")),
                    Optional.of(server.endpoint()));
    private final WireS3 wire = new WireS3(access, "eu-west-1", new WirePool(), 300);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_connection_carries_one_request_after_the_other() {
        server.ok(EMPTY).ok(EMPTY);

        assertThat(list().entries()).isEmpty();
        assertThat(list().entries()).isEmpty();

        assertThat(server.connections()).isEqualTo(1);
        assertThat(server.requests().getFirst())
                .contains("GET /b/?encoding-type=url&list-type=2&max-keys=1000&prefix= HTTP/1.1")
                .contains("Authorization: AWS4-HMAC-SHA256 Credential=key/")
                .contains("/eu-west-1/s3/aws4_request");
    }

    @Test
    void a_kept_connection_that_the_server_closed_costs_nothing_but_a_new_one() {
        server.then(answer(EMPTY) + RawServer.CLOSE).ok(EMPTY);
        list();
        long start = System.nanoTime();

        assertThat(list().entries()).isEmpty();

        assertThat(server.connections()).isEqualTo(2);
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    @Test
    void a_server_that_closes_says_so_and_is_believed() {
        server.then(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(EMPTY.length(), EMPTY))
                .ok(EMPTY);

        list();
        list();

        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void chunks_and_bodies_without_length_and_interim_answers_are_read() {
        server.then(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding:"
                                + " chunked\r\n\r\n"
                                + "5;x=y\r\n"
                                + EMPTY.substring(0, 5)
                                + "\r\n"
                                + Integer.toHexString(EMPTY.length() - 5)
                                + "\r\n"
                                + EMPTY.substring(5)
                                + "\r\n0\r\nTrailer: x\r\n\r\n")
                .then("HTTP/1.1 200 OK\r\n\r\n" + EMPTY + RawServer.CLOSE);

        assertThat(list().entries()).isEmpty();
        assertThat(list().entries()).isEmpty();
        assertThat(server.connections()).as("chunks end where they say").isEqualTo(1);
    }

    @Test
    void a_busy_server_is_asked_again_and_gives_in() {
        server.then(BUSY).then(BUSY).ok(EMPTY);

        assertThat(list().entries()).isEmpty();

        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void a_server_that_stays_busy_is_asked_three_times() {
        server.then(BUSY).then(BUSY).then(BUSY).ok(EMPTY);

        assertFails(this::list, Kind.THROTTLED, "SlowDown");
        assertThat(server.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // cut short, in the body and in the headers
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<ListBucket" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nContent-Len" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<Li" + RawServer.CLOSE,
                // another document, or none
                "HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n<html>hello" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                // no HTTP
                "220 mail.example.com ESMTP\r\n" + RawServer.CLOSE,
                "HTTP/1.1 2x0 OK\r\n\r\n" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n" + RawServer.CLOSE,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n" + RawServer.CLOSE,
                // nothing
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" + RawServer.HANG,
                RawServer.HANG
            })
    void nonsense_is_unreachable_and_the_next_good_answer_counts(String nonsense) {
        server.then(nonsense).then(nonsense).then(nonsense);
        assertFails(this::list, Kind.UNREACHABLE, "could not list bucket b");

        server.then(nonsense).ok(EMPTY);
        assertThat(list().entries()).isEmpty();
    }

    @Test
    void headers_without_end_are_cut_off() {
        var endless = "HTTP/1.1 200 OK\r\nX: " + "x".repeat(100_000) + RawServer.CLOSE;
        server.then(endless).then(endless).then(endless);

        assertFails(this::list, Kind.UNREACHABLE, "headers");
    }

    @ParameterizedTest(name = "through the SDK: {0}")
    @ValueSource(booleans = {false, true})
    void a_copy_that_may_replace_nothing_says_so_to_s3(boolean sdk) {
        var copy = new Copy("a", "k", "v1", "", 7, "b", "k", "STANDARD", true);
        var refusal = "<Error><Code>PreconditionFailed</Code></Error>";
        server.ok(COPIED)
                .then(
                        "HTTP/1.1 412 Precondition Failed\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(refusal.length(), refusal));

        assertThat(copied(copy, sdk)).isInstanceOf(CopyResult.Copied.class);
        assertThat(copied(copy, sdk)).isInstanceOf(CopyResult.Changed.class);

        assertThat(server.requests())
                .hasSize(2)
                .allSatisfy(
                        request ->
                                assertThat(request.toLowerCase(Locale.ROOT))
                                        .contains("\r\nif-none-match: *\r\n")
                                        .containsPattern("signedheaders=[^ ]*if-none-match"));
    }

    private CopyResult copied(Copy copy, boolean sdk) {
        return sdk
                ? AwsS3Copies.copy(new AwsS3Clients(access), "eu-west-1", copy)
                : wire.copy(copy, "STANDARD");
    }

    @Test
    void an_error_after_the_200_of_a_copy_is_an_error() {
        var error = "<Error><Code>InternalError</Code><Message>try again</Message></Error>";
        server.ok(error).ok("  \n" + COPIED);
        assertThat(copy()).isEqualTo(new CopyResult.Copied("abc", ""));

        server.ok(error).ok(error).ok(error);
        assertFails(this::copy, Kind.UNREACHABLE, "InternalError: try again");

        server.ok("<Error><Code>AccessDenied</Code></Error>");
        assertFails(this::copy, Kind.DENIED, "AccessDenied");

        server.ok("<CopyObjectResult></CopyObjectResult>")
                .ok("<CopyObjectResult>")
                .ok("<CopyObjectResult></CopyObjectResult>");
        assertFails(this::copy, Kind.UNREACHABLE, "could not copy");
    }

    @Test
    void an_archived_source_says_what_to_do() {
        server.then(
                "HTTP/1.1 403 Forbidden\r\nContent-Length: 46\r\n\r\n"
                        + "<Error><Code>InvalidObjectState</Code></Error>");

        assertFails(this::copy, Kind.REJECTED, "restore it first");
    }

    @Test
    void another_region_is_named() {
        server.then(
                "HTTP/1.1 301 Moved\r\nx-amz-bucket-region: eu-central-1\r\nContent-Length:"
                        + " 0\r\n\r\n");

        assertFails(this::list, Kind.REJECTED, "it is in eu-central-1, not in eu-west-1");
    }

    @Test
    void a_write_that_must_be_the_first_is_not_sent_twice() {
        server.then(RawServer.CLOSE).ok("");

        assertFails(
                () -> wire.putIfAbsent("b", "k", ObjectStoreContract.body("content"), Map.of()),
                Kind.UNREACHABLE,
                "could not write b/k");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void content_that_ends_early_is_not_taken_for_all_of_it() throws IOException {
        server.then("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345" + RawServer.CLOSE);

        try (var in = wire.get("b", "k", "")) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private ObjectStore.Page<Listed> list() {
        return wire.list("b", "", "");
    }

    private CopyResult copy() {
        return wire.copy(new Copy("a", "k", "", "", 7, "b", "k"), "STANDARD");
    }

    private static String answer(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    private static void assertFails(ThrowingCallable call, Kind kind, String text) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining(text);
    }
}
