package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.costexplorer.model.DataUnavailableException;
import software.amazon.awssdk.services.costexplorer.model.DateInterval;
import software.amazon.awssdk.services.costexplorer.model.LimitExceededException;

/** What all calls to the billing services have in common: pages, errors, days. */
final class BillingCalls {
    private BillingCalls() {}

    /** A page, and the token of the next one. */
    record Page<T>(T content, Optional<String> next) {
        Page(T content, String nextOrNull) {
            this(content, Optional.ofNullable(nextOrNull).filter(token -> !token.isEmpty()));
        }
    }

    /**
     * All pages or none.
     *
     * @param request makes one of a token, which is null for the first page
     */
    static <T> List<T> pages(String doing, Function<Optional<String>, Page<T>> request) {
        var pages = new ArrayList<T>();
        var seen = new HashSet<String>();
        var token = Optional.<String>empty();
        do {
            var asked = token;
            var page = call(doing, () -> request.apply(asked));
            pages.add(page.content());
            token = page.next();
            if (token.isPresent() && !seen.add(token.get())) {
                throw new CloudException(
                        Kind.REJECTED, "could not " + doing + ": AWS answers in circles");
            }
        } while (token.isPresent());
        return pages;
    }

    static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (LimitExceededException tooOften) {
            // the word is that of a quota, the meaning is another
            throw new CloudException(
                    Kind.THROTTLED,
                    "could not %s: %s; the next run tries again"
                            .formatted(doing, tooOften.getMessage()),
                    tooOften);
        } catch (DataUnavailableException nothingThere) {
            throw new CloudException(
                    Kind.NOT_FOUND,
                    "could not %s: AWS has no such data: %s"
                            .formatted(doing, nothingThere.getMessage()),
                    nothingThere);
        } catch (SdkException failure) {
            if (failure.getCause() instanceof CloudException refusedToCount) {
                throw new CloudException(
                        refusedToCount.kind(),
                        "did not %s: %s".formatted(doing, refusedToCount.getMessage()),
                        refusedToCount);
            }
            throw AwsErrors.translate(doing, failure);
        } catch (CloudException refusedToCount) {
            throw new CloudException(
                    refusedToCount.kind(),
                    "did not %s: %s".formatted(doing, refusedToCount.getMessage()),
                    refusedToCount);
        }
    }

    /** Rows, or {@link Row#UNAVAILABLE} where AWS says that it has no such data. */
    static List<Row> orUnavailable(Supplier<List<Row>> request) {
        try {
            return request.get();
        } catch (CloudException refusal) {
            if (refusal.getCause() instanceof DataUnavailableException) {
                return List.of(Row.UNAVAILABLE);
            }
            throw refusal;
        }
    }

    /** Cost Explorer's end is the first day that no longer belongs to it. */
    static DateInterval days(LocalDate first, LocalDate last) {
        return DateInterval.builder()
                .start(first.toString())
                .end(last.plusDays(1).toString())
                .build();
    }

    /** SDK types have null where AWS said nothing. */
    static String cell(Object valueOrNull) {
        return Optional.ofNullable(valueOrNull).map(Object::toString).orElse("");
    }
}
