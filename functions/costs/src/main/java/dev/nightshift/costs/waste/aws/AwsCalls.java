package dev.nightshift.costs.waste.aws;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.costs.waste.find.Sight;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls whose failures are told in the house's words. */
final class AwsCalls {
    private AwsCalls() {}

    /**
     * @param doing what is attempted, such as {@code list the volumes}
     */
    static <T> T call(String doing, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw AwsErrors.translate(doing, e);
        }
    }

    /** A part of something: that it cannot be read is said in its place. */
    static <T> Sight<T> sight(String doing, Supplier<T> request) {
        try {
            return Sight.of(call(doing, request));
        } catch (CloudException e) {
            return Sight.not(e.getMessage());
        }
    }

    /** What may be gone. */
    static <T> Optional<T> find(String doing, Supplier<Optional<T>> request) {
        try {
            return call(doing, request);
        } catch (CloudException e) {
            if (e.kind() == Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Removes what may be gone; whether it was there. */
    static boolean remove(String doing, Runnable request) {
        return find(
                        doing,
                        () -> {
                            request.run();
                            return Optional.of(true);
                        })
                .orElse(false);
    }
}
