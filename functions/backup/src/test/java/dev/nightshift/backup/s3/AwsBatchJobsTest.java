package dev.nightshift.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.backup.s3.BatchJobs.Order;
import dev.nightshift.backup.s3.BatchJobs.State;
import dev.nightshift.backup.s3.JobsServer.Mishap;
import dev.nightshift.backup.s3.manifest.Vault;
import dev.nightshift.backup.s3.store.Body;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter and the SDK's clients, before S3 Control as its API reference has it. */
class AwsBatchJobsTest {
    private static final Vault VAULT = Vault.of("test", JobsServer.ACCOUNT, "eu-central-1");
    private static final String ROLE = "arn:aws:iam::111122223333:role/nightshift-test-s3-batch";
    private static final String LIST = "work/shop/2026/batch/list-01.csv";
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-11-22T03:00:00Z"));
    private static final JobsServer SERVER =
            new JobsServer(new JobsAccount(new FakeS3(CLOCK), CLOCK));
    private static final HttpJobs.Clients CLIENTS = new HttpJobs.Clients(SERVER.address());

    private final FakeS3 s3 = new FakeS3(CLOCK);
    private final HttpJobs jobs = new HttpJobs(SERVER, CLIENTS, s3, new Faults(), CLOCK);

    AwsBatchJobsTest() {
        s3.bucket(VAULT.bucket(), VAULT.region()).versioned().kms();
        s3.bucket("shop", "eu-west-1").put("a b/ü.txt", "one").put("c", "two").put("d", "three");
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private static Body csv(String text) {
        return Body.of("text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private Order order(String token, String etag) {
        return new Order(
                VAULT,
                LIST,
                etag,
                false,
                "data/shop/k/",
                "work/shop/2026/batch/report",
                ROLE,
                token,
                "nightshift shop <2026> & more",
                Map.of("nightshift:owner", "test/s3-backup", "nightshift:source", "shop"));
    }

    private String written() {
        return jobs.writeList(VAULT, LIST, csv("shop,a%20b/%C3%BC.txt\nshop,c\nshop,d\n"));
    }

    private State state(String id) {
        return jobs.state(VAULT, id).orElseThrow();
    }

    @Test
    void a_list_arrives_byte_for_byte_under_the_key_that_s3_manages() {
        var etag = written();

        var object = s3.bucket(VAULT.bucket()).object(LIST).orElseThrow();
        assertThat(etag).isEqualTo(object.etag()).doesNotContain("\"");
        assertThat(object.content().essence())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("shop,a%20b/%C3%BC.txt\nshop,c\nshop,d\n");
    }

    @Test
    void an_order_arrives_as_it_was_given_at_the_account_s_own_host() {
        var etag = written();

        var id = jobs.create(order("token-1", etag));

        assertThat(CLIENTS.hosts.getLast()).startsWith(JobsServer.ACCOUNT + ".");
        assertThat(jobs.account.find(id).order)
                .isEqualTo(
                        new JobsAccount.Order(
                                "token-1",
                                ROLE,
                                "nightshift shop <2026> & more",
                                10,
                                "arn:aws:s3:::" + VAULT.bucket(),
                                "data/shop/k/",
                                VAULT.bucket(),
                                LIST,
                                etag,
                                List.of("Bucket", "Key"),
                                VAULT.bucket(),
                                "work/shop/2026/batch/report",
                                "FailedTasksOnly",
                                Map.of(
                                        "nightshift:owner",
                                        "test/s3-backup",
                                        "nightshift:source",
                                        "shop")));
    }

    @Test
    void the_same_order_is_the_same_job_and_another_one_under_its_token_is_refused() {
        var etag = written();
        var id = jobs.create(order("token-1", etag));

        assertThat(jobs.create(order("token-1", etag))).isEqualTo(id);
        assertThat(jobs.account.all()).hasSize(1);
        assertThatThrownBy(() -> jobs.create(order("token-1", "another")))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("could not create the job for " + LIST)
                .hasMessageContaining("IdempotencyException")
                .extracting(failure -> ((CloudException) failure).kind())
                .isEqualTo(Kind.REJECTED);
    }

    @Test
    void a_job_whose_answer_was_lost_is_not_made_twice() {
        var etag = written();
        SERVER.next(new Mishap.LosesTheAnswer());

        var id = jobs.create(order("token-1", etag));

        assertThat(listed()).containsExactly(id);
    }

    /** All jobs, as the SDK reads them page by page. */
    private static List<String> listed() {
        return CLIENTS
                .control
                .listJobsPaginator(it -> it.accountId(JobsServer.ACCOUNT).maxResults(2))
                .stream()
                .flatMap(page -> page.jobs().stream())
                .map(job -> job.jobId())
                .toList();
    }

    @Test
    void of_five_orders_there_are_five_jobs_over_three_pages() {
        var etag = written();
        for (int i = 0; i < 5; i++) {
            jobs.create(order("token-" + i, etag));
        }
        int before = SERVER.calls();

        assertThat(listed()).hasSize(5).doesNotHaveDuplicates();
        assertThat(SERVER.calls() - before).isEqualTo(3);
    }

    @Test
    void a_job_is_followed_from_new_to_complete() {
        jobs.refusing("c");
        var id = jobs.create(order("token-1", written()));

        assertThat(state(id)).isEqualTo(new State("New", 0, 0, 0, ""));
        jobs.account.step();
        assertThat(state(id)).isEqualTo(new State("Preparing", 0, 0, 0, ""));
        jobs.account.step();
        assertThat(state(id)).isEqualTo(new State("Ready", 3, 0, 0, ""));
        jobs.account.step();
        assertThat(state(id)).isEqualTo(new State("Active", 3, 1, 0, ""));
        jobs.account.step();
        assertThat(state(id)).isEqualTo(new State("Complete", 3, 2, 1, ""));
        assertThat(s3.bucket(VAULT.bucket()).contents())
                .containsKeys("data/shop/k/a b/ü.txt", "data/shop/k/d")
                .doesNotContainKey("data/shop/k/c");
        assertThat(
                        JobResults.failures(
                                s3.at(VAULT.region()), VAULT, "work/shop/2026/batch/report", id))
                .containsExactly("c: 403 AccessDenied");
    }

    @Test
    void a_list_that_is_not_the_ordered_one_fails_the_job_with_its_reason() {
        var etag = written();
        var id = jobs.create(order("token-1", etag));
        s3.bucket(VAULT.bucket()).put(LIST, "shop,c\n");

        jobs.settle();

        assertThat(state(id).status()).isEqualTo("Failed");
        assertThat(state(id).detail())
                .isEqualTo("InvalidManifest: The manifest's ETag is not the one of the request");
    }

    @Test
    void a_list_under_a_key_of_kms_fails_the_job() {
        s3.bucket(VAULT.bucket()).put(LIST, "shop,c\n");
        var etag = s3.bucket(VAULT.bucket()).object(LIST).orElseThrow().etag();
        var id = jobs.create(order("token-1", etag));

        jobs.settle();

        assertThat(state(id).detail()).contains("SSE-KMS");
    }

    @Test
    void a_job_that_a_person_cancels_says_why() {
        var id = jobs.create(order("token-1", written()));
        jobs.account.step();
        jobs.account.step();
        jobs.account.step();

        CLIENTS.control.updateJobStatus(
                it ->
                        it.accountId(JobsServer.ACCOUNT)
                                .jobId(id)
                                .requestedJobStatus("Cancelled")
                                .statusUpdateReason("too dear this month"));

        assertThat(state(id)).isEqualTo(new State("Cancelled", 3, 1, 0, "too dear this month"));
    }

    @ParameterizedTest(name = "{0} days: there is {1}")
    @CsvSource({"89, true", "90, false"})
    void a_job_that_s3_has_forgotten_is_not_there(int days, boolean there) {
        var id = jobs.create(order("token-1", written()));
        jobs.settle();

        CLOCK.advance(Duration.ofDays(days));

        assertThat(jobs.state(VAULT, id).isPresent()).isEqualTo(there);
    }

    @ParameterizedTest(name = "{0} is no job")
    @CsvSource({"404, NoSuchJob", "400, NoSuchJobException", "404, NotFoundException"})
    void whatever_s3_calls_it_no_job_is_no_job(int status, String code) {
        SERVER.next(new Mishap.Answers(status, code));

        assertThat(jobs.state(VAULT, "gone")).isEqualTo(Optional.empty());
    }

    @Test
    void a_busy_s3_is_asked_again_and_then_told_as_such() {
        var id = jobs.create(order("token-1", written()));
        SERVER.next(new Mishap.Answers(503, "SlowDown"));

        assertThat(state(id).status()).isEqualTo("New");

        var slow = new Mishap.Answers(503, "SlowDown");
        SERVER.next(slow, slow, slow);
        assertThatThrownBy(() -> jobs.state(VAULT, id))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("SlowDown")
                .extracting(failure -> ((CloudException) failure).kind())
                .isEqualTo(Kind.THROTTLED);
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "403, AccessDenied, DENIED",
        "400, InvalidRequest, REJECTED",
        "400, TooManyTagsException, REJECTED"
    })
    void a_refusal_is_passed_on_with_what_was_tried(int status, String code, Kind kind) {
        var etag = written();
        SERVER.next(new Mishap.Answers(status, code));

        assertThatThrownBy(() -> jobs.create(order("token-1", etag)))
                .isInstanceOf(CloudException.class)
                .hasMessageContaining("could not create the job for " + LIST + ": " + code)
                .extracting(failure -> ((CloudException) failure).kind())
                .isEqualTo(kind);
        assertThat(jobs.account.all()).isEmpty();
    }
}
