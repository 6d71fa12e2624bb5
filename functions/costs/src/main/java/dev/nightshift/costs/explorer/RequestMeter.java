package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Counts paid requests before they are made, on a {@link Shelf} that all functions share. A write
 * whose answer was lost is counted twice: the count errs on the side that saves money.
 */
final class RequestMeter {
    private static final Pattern FORMAT =
            Pattern.compile("\\{\"format\":\"nightshift-requests/1\",\"requests\":(\\d{1,9})}");

    /** Each loss means that somebody else has counted, so others make progress. */
    private static final int ATTEMPTS = 50;

    private final Shelf shelf;
    private final RequestLimits limits;
    private final InstantSource clock;
    private int thisRun;
    private int free;
    private OptionalInt counted = OptionalInt.empty();

    RequestMeter(Shelf shelf, RequestLimits limits, InstantSource clock) {
        this.shelf = shelf;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Takes one from both budgets.
     *
     * @throws CloudException {@code QUOTA} if one of them is spent; {@code REJECTED} if the count
     *     cannot be read, because what is not known is not zero
     */
    synchronized void count() {
        if (thisRun >= limits.perRun()) {
            throw new CloudException(
                    Kind.QUOTA,
                    "this run may make at most %d requests to Cost Explorer, and has made them;"
                                    .formatted(limits.perRun())
                            + " allow more requests a run, or ask for fewer tables or days");
        }
        countOfMonth(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
        thisRun++;
    }

    synchronized void countFree() {
        free++;
    }

    synchronized int thisRun() {
        return thisRun;
    }

    synchronized Spending spending() {
        var month = YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
        var ofMonth = counted;
        if (ofMonth.isEmpty()) {
            var entry = shelf.get(key(month));
            ofMonth =
                    entry.isEmpty()
                            ? OptionalInt.of(0)
                            : entry.flatMap(Shelf.Entry::text).stream()
                                    .flatMapToInt(text -> requests(text).stream())
                                    .findFirst();
        }
        return new Spending(month, thisRun, ofMonth, free, limits);
    }

    private void countOfMonth(YearMonth month) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var entry = shelf.get(key(month));
            int soFar = entry.isEmpty() ? 0 : soFar(month, entry.get());
            if (soFar >= limits.perMonth()) {
                throw new CloudException(
                        Kind.QUOTA,
                        ("the budget of %d requests to Cost Explorer in %s is spent (%d made, %s"
                                        + " USD); allow more requests a month, or wait for %s")
                                .formatted(
                                        limits.perMonth(),
                                        month,
                                        soFar,
                                        Spending.cost(soFar),
                                        month.plusMonths(1).atDay(1)));
            }
            var text = text(soFar + 1);
            boolean written =
                    entry.isEmpty()
                            ? shelf.putIfAbsent(key(month), text)
                            : shelf.replace(key(month), text, entry.get().tag());
            if (written) {
                counted = OptionalInt.of(soFar + 1);
                return;
            }
        }
        throw new CloudException(
                Kind.THROTTLED,
                "could not count a request to Cost Explorer: %s was written by others %d times;"
                                .formatted(key(month), ATTEMPTS)
                        + " the next run tries again");
    }

    private static int soFar(YearMonth month, Shelf.Entry entry) {
        return entry.text()
                .flatMap(text -> requests(text).stream().boxed().findFirst())
                .orElseThrow(
                        () ->
                                new CloudException(
                                        Kind.REJECTED,
                                        "the count of requests to Cost Explorer, %s, cannot be read, and"
                                                        .formatted(key(month))
                                                + " no request is made until it can; delete it to"
                                                + " begin again at 0"));
    }

    private static OptionalInt requests(String text) {
        var matcher = FORMAT.matcher(text);
        return matcher.matches()
                ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                : OptionalInt.empty();
    }

    static String key(YearMonth month) {
        return "requests/" + month + ".json.gz";
    }

    static String text(int requests) {
        return "{\"format\":\"nightshift-requests/1\",\"requests\":%d}".formatted(requests);
    }
}
