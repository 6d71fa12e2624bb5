package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.MotoServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3ShelfTest extends ShelfContract {
    private static final String BUCKET = "shelf";

    private final MotoServer moto = MotoServer.start();
    private final S3Client s3 = client(moto.endpoint());

    @BeforeEach
    void makeBucket() {
        moto.reset();
        s3.createBucket(
                r ->
                        r.bucket(BUCKET)
                                .createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    }

    @AfterAll
    void stop() {
        moto.close();
    }

    @Override
    Shelf shelf() {
        return new S3Shelf(s3, BUCKET, "explorer/");
    }

    private static S3Client client(URI endpoint) {
        return AwsClients.sync(
                S3Client.builder()
                        .region(Region.EU_WEST_1)
                        .forcePathStyle(true)
                        .endpointOverride(endpoint)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("test", "test"))));
    }

    @Test
    void a_text_is_kept_compressed_under_the_prefix() {
        shelf().put("a", "x".repeat(100_000));

        var object = s3.headObject(r -> r.bucket(BUCKET).key("explorer/a"));
        assertThat(object.contentLength()).isLessThan(1_000);
        assertThat(text("a")).contains("x".repeat(100_000));
    }

    @Test
    void what_no_shelf_has_written_has_no_text_but_is_there() {
        s3.putObject(r -> r.bucket(BUCKET).key("explorer/a"), RequestBody.fromString("hello"));

        var entry = shelf().get("a").orElseThrow();

        assertThat(entry.text()).isEmpty();
        assertThat(entry.tag()).isNotBlank();
    }

    @Test
    void a_bucket_that_is_not_there_is_told() {
        var nowhere = new S3Shelf(s3, "nowhere", "");

        assertThatThrownBy(() -> nowhere.put("a", "b"))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
                .hasMessageContaining("could not write s3://nowhere/a");
    }

    /** Two writes at the very same time end with a code that moto never sends. */
    @Test
    void the_conditions_are_sent_and_their_refusal_is_no_error() throws IOException {
        var seen = new ArrayList<List<String>>();
        var status = new AtomicInteger(412);
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var headers = exchange.getRequestHeaders();
                    seen.add(
                            List.of(
                                    String.valueOf(headers.getFirst("If-Match")),
                                    String.valueOf(headers.getFirst("If-None-Match"))));
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        try {
            var shelf =
                    new S3Shelf(
                            client(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                            BUCKET,
                            "explorer/");

            assertThat(shelf.putIfAbsent("a", "one")).isFalse();
            assertThat(shelf.replace("a", "one", "\"tag\"")).isFalse();
            status.set(409);
            assertThat(shelf.replace("a", "one", "\"tag\"")).isFalse();
            status.set(403);
            assertThatThrownBy(() -> shelf.replace("a", "one", "\"tag\""))
                    .isInstanceOfSatisfying(
                            CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.DENIED));

            assertThat(seen.subList(0, 2))
                    .containsExactly(List.of("null", "*"), List.of("\"tag\"", "null"));
        } finally {
            server.stop(0);
        }
    }
}
