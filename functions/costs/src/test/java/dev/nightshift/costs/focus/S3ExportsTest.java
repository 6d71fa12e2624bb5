package dev.nightshift.costs.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.testing.MotoServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class S3ExportsTest {
    private static final String FOLDER = "focus/costs/data/BILLING_PERIOD=2024-09/";
    private static MotoServer moto;
    private static S3Client s3;

    @BeforeAll
    static void start() {
        moto = MotoServer.start();
        s3 =
                AwsClients.sync(
                        S3Client.builder()
                                .endpointOverride(moto.endpoint())
                                .forcePathStyle(true)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("id", "secret")))
                                .region(Region.US_EAST_1));
        s3.createBucket(request -> request.bucket("billing"));
    }

    @AfterAll
    static void stop() {
        if (moto != null) {
            s3.close();
            moto.close();
        }
    }

    @Test
    void an_export_of_both_formats_is_listed_in_pages_and_read(@TempDir Path folder)
            throws Exception {
        var parquet = folder.resolve("a.parquet");
        try (var sql = new Sql()) {
            sql.write("select * from " + Sql.SAMPLE, parquet, "compression 'snappy'");
        }
        put("focus/costs/data/BILLING_PERIOD=2024-08/x.csv", RequestBody.fromString("old"));
        put("other/x.csv", RequestBody.fromString("elsewhere"));
        for (int i = 0; i < 5; i++) {
            put("focus/costs/metadata/" + i, RequestBody.fromString("{}"));
        }
        put(FOLDER + "costs-1.snappy.parquet", RequestBody.fromFile(parquet));
        put(FOLDER + "costs-2.csv", RequestBody.fromFile(Sql.sample()));
        var exports = new S3Exports(s3, "billing", "focus/", 2);
        assertThat(exports.list()).hasSize(8);
        var twice =
                FocusSource.of(exports, Questions.LATER)
                        .read(Questions.september(Questions.ALL))
                        .getFirst();
        var once =
                FocusSource.of(new LocalExports(Sql.sample()), Questions.LATER)
                        .read(Questions.september(Questions.ALL))
                        .getFirst();
        var day = LocalDate.of(2024, 9, 25);
        var amounts = once.total(day).orElseThrow();
        assertThat(twice.total(day)).contains(amounts.plus(amounts));
        assertThat(twice.known()).hasSize(30);
        assertThat(twice.origins().getFirst()).contains("s3://billing/focus/: 2 files");
    }

    @Test
    void parts_make_up_the_file_and_an_overwritten_one_is_not_mixed() throws Exception {
        var bytes = new byte[9 << 20];
        new Random(1).nextBytes(bytes);
        put("parts/a.csv", RequestBody.fromBytes(bytes));
        var exports = new S3Exports(s3, "billing", "parts/", 2);
        var export = exports.list().getFirst();
        try (var stream = exports.open(export)) {
            assertThat(stream.readAllBytes()).isEqualTo(bytes);
        }
        put("parts/a.csv", RequestBody.fromString("x".repeat(100)));
        assertThatThrownBy(() -> exports.read(export, 0, 10))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("s3://billing/parts/a.csv")
                .hasMessageContaining("run again");
    }

    @Test
    void what_is_not_there_is_named() {
        assertThatThrownBy(() -> new S3Exports(s3, "nowhere", "", 2).list())
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("could not list s3://nowhere/: NoSuchBucket");
        assertThatThrownBy(() -> new LocalExports(Path.of("nowhere")).list())
                .isInstanceOf(CloudException.class)
                .hasMessage("could not list nowhere: it does not exist");
    }

    @Test
    void a_folder_is_read_with_all_below_it(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("a/b"));
        Files.copy(Sql.sample(), folder.resolve("a/b/costs.csv"));
        Files.writeString(folder.resolve("a/readme.txt"), "no table");
        var exports = new LocalExports(folder);
        assertThat(exports.list())
                .extracting(Export::path)
                .isEqualTo(List.of("a/b/costs.csv", "a/readme.txt"));
        assertThat(
                        FocusSource.of(exports, Questions.LATER)
                                .read(Questions.september(Questions.ALL))
                                .getFirst()
                                .known())
                .hasSize(30);
    }

    private static void put(String key, RequestBody body) {
        s3.putObject(request -> request.bucket("billing").key(key), body);
    }
}
