package dev.nightshift.backup.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.s3.manifest.VaultManifests;
import dev.nightshift.backup.s3.store.ObjectStore;
import dev.nightshift.backup.s3.store.ObjectStores;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.runner.Caps;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.TestClock;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two runs of the whole automation for one slot, as when a lease ran out over a run that was only
 * slow: the second comes and goes before each call of the first in turn.
 */
class S3BackupTwoAtOnceTest {
    private static final Scope SCOPE = new Scope("test", "s3-backup");
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final int ENOUGH_TICKS = 12;

    /** With one connection: four that are begun and not written down, and a part of one. */
    private static final int UNDER_WAY = 5;

    /** A way to S3 on which something happens before the nth call, counted from 1. */
    private static final class Interrupted implements ObjectStores {
        private final ObjectStores stores;
        private final int nth;
        private final Runnable meanwhile;
        private final AtomicInteger calls = new AtomicInteger();

        Interrupted(ObjectStores stores, int nth, Runnable meanwhile) {
            this.stores = stores;
            this.nth = nth;
            this.meanwhile = meanwhile;
        }

        @Override
        public ObjectStore at(String region) {
            var store = stores.at(region);
            return (ObjectStore)
                    Proxy.newProxyInstance(
                            ObjectStore.class.getClassLoader(),
                            new Class<?>[] {ObjectStore.class},
                            (_, method, arguments) -> {
                                if (calls.incrementAndGet() == nth) {
                                    meanwhile.run();
                                }
                                try {
                                    return method.invoke(store, arguments);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }
    }

    private final TestClock clock = new TestClock(NOW);

    /** All of a plan; what came of each action. */
    private List<Outcome> run(Automation<S3BackupFacts, S3BackupAction> automation) {
        var outcomes = new ArrayList<Outcome>();
        for (var action : automation.plan(automation.observe(clock.instant())).actions()) {
            try {
                outcomes.add(
                        automation.apply(
                                action, Deadline.at(clock.instant().plusSeconds(300), clock)));
            } catch (CloudException failure) {
                outcomes.add(
                        new Outcome.Failed(failure.kind(), String.valueOf(failure.getMessage())));
            }
        }
        return outcomes;
    }

    private Object converge(BucketEstate estate) {
        for (int tick = 0; tick < ENOUGH_TICKS; tick++) {
            estate.settle();
            clock.advance(Duration.ofMinutes(5));
            if (run(estate.automation()).isEmpty()) {
                return estate.owned();
            }
        }
        throw new AssertionError("does not converge");
    }

    /**
     * One connection, and parts of one line, so that little is under way at any moment.
     *
     * @param forJobs from so many objects on, jobs copy
     */
    private BucketEstate estate(int forJobs) {
        var estate =
                BucketEstate.full(
                        SCOPE, clock, BucketEstate.settings(1, 1, forJobs), FakeJobs::new);
        for (int i = 0; i < 20; i++) {
            estate.s3.bucket("shop-photos").put("more %02d.jpg".formatted(i), "picture " + i);
        }
        estate.s3.forgetCounts();
        return estate;
    }

    @ParameterizedTest(name = "from {0} objects on, jobs copy")
    @ValueSource(ints = {5, 1_000})
    void without_a_lease_only_what_is_under_way_is_copied_twice_and_there_is_one_manifest(
            int forJobs) {
        var alone = estate(forJobs);
        run(alone.automation());
        var once = alone.s3.copies();
        var expected = converge(alone);
        int met = 0;
        for (int nth = 1; ; nth++) {
            var fresh = new S3BackupTwoAtOnceTest();
            var estate = fresh.estate(forJobs);
            var second = new ArrayList<Outcome>();
            var interrupted =
                    new Interrupted(
                            estate.s3, nth, () -> second.addAll(fresh.run(estate.automation())));

            var first = fresh.run(estate.automation(interrupted));

            if (interrupted.calls.get() < nth) {
                break;
            }
            met = nth;
            var at = "met at call " + nth;
            assertThat(troubles(first)).as(at).isEmpty();
            assertThat(troubles(second)).as(at).isEmpty();
            var twice = new TreeMap<>(estate.s3.copies());
            twice.entrySet().removeIf(it -> it.getValue() <= once.getOrDefault(it.getKey(), 1));
            assertThat(twice.values()).as(at).allMatch(times -> times == 2);
            assertThat(
                            twice.keySet().stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    key -> key.split("/", 2)[0],
                                                    Collectors.counting()))
                                    .values())
                    .as("copied twice, by bucket, %s: %s", at, twice)
                    .allMatch(objects -> objects <= UNDER_WAY);
            assertThat(fresh.converge(estate)).as(at).isEqualTo(expected);
            assertThat(manifests(estate)).as(at).doesNotHaveDuplicates();
        }
        assertThat(met).as("calls at which they met").isGreaterThan(50);
    }

    /** A clearing-up that finds an old manifest removed under it stops, and does no harm. */
    private static List<Outcome> troubles(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(it -> it instanceof Outcome.Failed || it instanceof Outcome.Refused)
                .filter(it -> !it.detail().startsWith("NOT_FOUND: manifests/"))
                .toList();
    }

    @Test
    void with_the_lease_the_second_is_told_that_the_first_is_at_it_and_copies_nothing() {
        var alone = estate(5);
        run(alone.automation());
        var once = alone.s3.copies();
        int met = 0;
        for (int nth = 1; ; nth++) {
            var fresh = new S3BackupTwoAtOnceTest();
            var estate = fresh.estate(5);
            var ledger = new Ledger(new InMemoryLedgerStore(), SCOPE);
            var second = new ArrayList<RunResult<S3BackupFacts, S3BackupAction>>();
            var interrupted =
                    new Interrupted(
                            estate.s3,
                            nth,
                            () -> second.add(fresh.leased(ledger, "two", estate.automation())));

            var first = fresh.leased(ledger, "one", estate.automation(interrupted));

            if (interrupted.calls.get() < nth) {
                break;
            }
            met = nth;
            assertThat(first).as("first, at call %d", nth).isInstanceOf(RunResult.Ran.class);
            assertThat(second)
                    .as("second, at call %d", nth)
                    .singleElement()
                    .isInstanceOf(RunResult.Busy.class);
            assertThat(estate.s3.copies()).as("at call %d", nth).isEqualTo(once);
        }
        assertThat(met).as("calls at which they met").isGreaterThan(50);
    }

    private RunResult<S3BackupFacts, S3BackupAction> leased(
            Ledger ledger, String id, Automation<S3BackupFacts, S3BackupAction> automation) {
        var terms =
                new Terms(
                        SCOPE,
                        Mode.APPLY,
                        new Caps(1_000, 1_000, 100),
                        page -> URI.create("https://runbooks.invalid/" + page));
        var runner = new Runner(terms, ledger, _ -> {}, new Log(SCOPE, clock, _ -> {}), clock);
        return runner.run(
                automation,
                Trigger.manual(clock.instant().plusSeconds(id.equals("one") ? 0 : 1)),
                Deadline.at(clock.instant().plusSeconds(300), clock));
    }

    /** The slots of every bucket's manifests, each of which can be read whole. */
    private static List<String> manifests(BucketEstate estate) {
        var all = new ArrayList<String>();
        var manifests = new VaultManifests(estate.s3, estate.vault);
        for (var bucket : manifests.buckets()) {
            for (var slot : manifests.slots(bucket)) {
                var index = manifests.index(bucket, slot).orElseThrow();
                long lines = 0;
                try (var reader = manifests.lines(index, "")) {
                    while (reader.next().isPresent()) {
                        lines++;
                    }
                }
                assertThat(lines).isGreaterThanOrEqualTo(index.objects());
                all.add(bucket + " " + slot);
            }
        }
        return all;
    }
}
