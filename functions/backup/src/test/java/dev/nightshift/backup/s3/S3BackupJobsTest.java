package dev.nightshift.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.manifest.ManifestIndex;
import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.FakeS3;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark.Kind;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A copy that S3 Batch Operations makes, followed tick by tick over the wire. */
class S3BackupJobsTest {
    private static final TestClock NEVER = new TestClock(Instant.EPOCH);
    private static final JobsServer SERVER =
            new JobsServer(new JobsAccount(new FakeS3(NEVER), NEVER));
    private static final HttpJobs.Clients CLIENTS = new HttpJobs.Clients(SERVER.address());
    private static final String PHOTOS = "shop-photos";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T03:00:00Z"));
    private final List<HttpJobs> made = new ArrayList<>();
    private final BucketEstate estate =
            new BucketEstate(
                    new Scope("test", "s3-backup"),
                    clock,
                    BucketEstate.SETTINGS,
                    (s3, faults) -> {
                        made.add(new HttpJobs(SERVER, CLIENTS, s3, faults, clock));
                        return made.getFirst();
                    });
    private final JobsAccount jobs = made.getFirst().account;

    S3BackupJobsTest() {
        var photos = estate.s3.bucket(PHOTOS, BucketEstate.HOME).versioned();
        for (int i = 0; i < 6; i++) {
            photos.put("photo %d.jpg".formatted(i), "picture " + i);
        }
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** What was decided in a tick, and what came of it. */
    private record Tick(Plan<S3BackupAction> plan, List<String> did) {
        String said(Kind kind) {
            return Vaulted.said(plan, kind, PHOTOS);
        }
    }

    private Tick tick() {
        clock.advance(Duration.ofMinutes(5));
        var automation = estate.automation();
        var plan = automation.plan(automation.observe(clock.instant()));
        var did = new ArrayList<String>();
        for (var action : plan.actions()) {
            var outcome =
                    automation.apply(action, Deadline.at(clock.instant().plusSeconds(300), clock));
            did.add(
                    action.getClass().getSimpleName()
                            + " "
                            + outcome.label()
                            + ": "
                            + outcome.detail());
        }
        return new Tick(plan, did);
    }

    private ManifestIndex manifest() {
        var manifests = new VaultManifests(estate.s3, estate.vault);
        return manifests.index(PHOTOS, manifests.slots(PHOTOS).getLast()).orElseThrow();
    }

    private Optional<String> copied(String key) {
        return Optional.of(estate.s3.copiesFrom(PHOTOS, key)).map(Object::toString);
    }

    @Test
    void a_job_is_made_followed_and_what_it_copied_taken_over() {
        made.getFirst().refusing("photo 3.jpg");

        var first = tick();
        var id = jobs.all().getFirst().id;
        assertThat(first.did())
                .containsExactly(
                        "SubmitBatchCopy done: job "
                                + id
                                + " copies them; the next runs follow it");

        jobs.step();
        jobs.step();
        jobs.step();
        var second = tick();
        assertThat(second.did()).isEmpty();
        assertThat(second.said(Kind.WAIT))
                .contains("job " + id + " of S3 Batch Operations is Active: 50 % of 6 objects");

        jobs.step();
        var third = tick();
        assertThat(third.said(Kind.WARN)).contains("1 failed: photo 3.jpg: 403 AccessDenied");
        assertThat(third.did())
                .singleElement()
                .asString()
                .startsWith("FoldBatch done: 6 objects")
                .contains("1 object copied", "5 taken over");
        assertThat(manifest().objects()).isEqualTo(6);
        assertThat(estate.s3.copies())
                .as("what the job left")
                .containsOnlyKeys(PHOTOS + "/photo 3.jpg");
        assertThat(copied("photo 3.jpg")).contains("1");

        assertThat(tick().did()).as("nothing is left to do").isEmpty();
        assertThat(jobs.all()).as("jobs that were ever made").hasSize(1);
    }

    @Test
    void a_job_that_a_person_cancelled_is_finished_object_by_object() {
        tick();
        jobs.step();
        jobs.step();
        jobs.step();
        CLIENTS.control.updateJobStatus(
                it ->
                        it.accountId(JobsServer.ACCOUNT)
                                .jobId(jobs.all().getFirst().id)
                                .requestedJobStatus("Cancelled")
                                .statusUpdateReason("too dear this month"));

        var tick = tick();

        assertThat(tick.said(Kind.WARN)).contains("is Cancelled", "too dear this month");
        assertThat(tick.did())
                .singleElement()
                .asString()
                .contains("3 objects copied", "3 taken over");
        assertThat(manifest().objects()).isEqualTo(6);
    }

    @Test
    void a_job_whose_list_was_changed_fails_with_a_reason_and_nothing_is_lost() {
        tick();
        var list = jobs.all().getFirst().order.listKey();
        estate.bucketOfVault().put(list, "somebody,else\n");
        made.getFirst().settle();

        var tick = tick();

        assertThat(tick.said(Kind.WARN)).contains("is Failed", "ETag");
        assertThat(tick.did()).singleElement().asString().contains("6 objects copied");
        assertThat(manifest().objects()).isEqualTo(6);
        assertThat(jobs.all()).hasSize(1);
    }

    @Test
    void a_job_that_s3_does_not_know_any_more_is_finished_object_by_object() {
        tick();
        SERVER.next(new JobsServer.Mishap.Answers(404, "NoSuchJob"));

        var tick = tick();

        assertThat(tick.said(Kind.WARN)).contains("unknown to S3");
        assertThat(tick.did()).singleElement().asString().contains("6 objects copied");
    }

    @Test
    void while_jobs_cannot_be_asked_after_nothing_is_done_for_the_bucket() {
        tick();
        SERVER.next(new JobsServer.Mishap.Answers(403, "AccessDenied"));

        var tick = tick();

        assertThat(tick.did()).isEmpty();
        assertThat(tick.said(Kind.UNKNOWN)).contains("AccessDenied", "describe job");
    }
}
