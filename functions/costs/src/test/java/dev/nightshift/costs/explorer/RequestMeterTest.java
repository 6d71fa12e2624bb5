package dev.nightshift.costs.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RequestMeterTest {
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private final InMemoryShelf shelf = new InMemoryShelf();
    private Instant now = Instant.parse("2026-11-30T23:59:59Z");

    @Test
    void a_month_is_counted_by_all_and_a_run_by_itself() {
        var one = meter(10, 10);
        one.count();
        one.count();
        one.countFree();
        var other = meter(10, 10);
        other.count();

        assertThat(other.spending())
                .isEqualTo(
                        new Spending(NOVEMBER, 1, OptionalInt.of(3), 0, new RequestLimits(10, 10)));
        assertThat(one.spending().thisRun()).isEqualTo(2);
        assertThat(one.spending().free()).isEqualTo(1);
        assertThat(meter(10, 10).spending().thisMonth()).hasValue(3);
    }

    @Test
    void the_limits_are_kept_on_both_sides() {
        var run = meter(10, 2);
        run.count();
        run.count();
        assertQuota(run, "this run may make at most 2 requests");
        assertThat(text()).contains("\"requests\":2}");

        var month = meter(3, 10);
        month.count();
        assertQuota(month, "the budget of 3 requests to Cost Explorer in 2026-11 is spent");
        assertThat(text()).contains("\"requests\":3}");
    }

    @Test
    void a_new_month_begins_at_zero() {
        meter(1, 1).count();
        now = Instant.parse("2026-12-01T00:00:00Z");

        var december = meter(1, 1);
        december.count();

        assertThat(december.spending().thisMonth()).hasValue(1);
        assertThat(text()).contains("\"requests\":1}");
    }

    @Test
    void a_count_that_cannot_be_read_is_not_zero() {
        for (var broken : new String[] {"", "{}", "{\"requests\":1}", "-1"}) {
            shelf.put(RequestMeter.key(NOVEMBER), broken);
            var meter = meter(10, 10);
            assertThatThrownBy(meter::count)
                    .isInstanceOfSatisfying(
                            CloudException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.REJECTED))
                    .hasMessageContaining("requests/2026-11.json.gz, cannot be read")
                    .hasMessageContaining("delete it");
            assertThat(meter.spending().thisMonth()).isEmpty();
            assertThat(meter.spending().text()).endsWith("how many in 2026-11 is not known");
        }
        shelf.spoil(RequestMeter.key(NOVEMBER));
        assertThatThrownBy(meter(10, 10)::count).isInstanceOf(CloudException.class);
    }

    @Test
    void what_others_count_in_the_meantime_is_not_lost() {
        var one = meter(3, 10);
        shelf.meanwhile(() -> meter(3, 10).count());
        one.count();
        assertThat(text()).as("the first of a month").contains("\"requests\":2}");

        shelf.meanwhile(() -> meter(3, 10).count());
        assertQuota(one, "(3 made, 0.03 USD)");
        assertThat(one.spending().thisRun()).isEqualTo(1);
        assertThat(text()).contains("\"requests\":3}");
    }

    @Test
    void a_count_that_others_always_write_is_given_up() {
        var one = meter(1_000, 10);
        disturb();

        assertThatThrownBy(one::count)
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.THROTTLED))
                .hasMessageContaining("written by others");
        shelf.meanwhile(() -> {});
        assertThat(one.spending().thisRun()).isZero();
    }

    private void disturb() {
        shelf.meanwhile(
                () -> {
                    meter(1_000, 1_000).count();
                    disturb();
                });
    }

    @Test
    void two_that_count_at_once_lose_no_count_and_never_pass_the_limit() throws Exception {
        var made = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < 8; i++) {
                var meter = meter(100, 1_000);
                all.add(
                        threads.submit(
                                () -> {
                                    for (int n = 0; n < 20; n++) {
                                        try {
                                            meter.count();
                                            made.incrementAndGet();
                                        } catch (CloudException spent) {
                                            assertThat(spent.kind()).isEqualTo(Kind.QUOTA);
                                        }
                                    }
                                }));
            }
            for (var one : all) {
                done(one);
            }
        }
        assertThat(made).hasValue(100);
        assertThat(text()).contains("\"requests\":100}");
    }

    private static void done(Future<?> one) throws InterruptedException, ExecutionException {
        one.get();
    }

    @Test
    void limits_below_zero_are_refused() {
        assertThatThrownBy(() -> new RequestLimits(-1, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 0 or more");
    }

    private RequestMeter meter(int perMonth, int perRun) {
        return new RequestMeter(shelf, new RequestLimits(perMonth, perRun), () -> now);
    }

    private String text() {
        return shelf.get(RequestMeter.key(YearMonth.parse(now.toString().substring(0, 7))))
                .flatMap(Shelf.Entry::text)
                .orElseThrow();
    }

    private static void assertQuota(RequestMeter meter, String message) {
        assertThatThrownBy(meter::count)
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.kind()).isEqualTo(Kind.QUOTA))
                .hasMessageContaining(message);
    }
}
