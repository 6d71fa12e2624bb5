package dev.nightshift.rollback.target;

import dev.nightshift.core.aws.AwsErrors;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of the SDK, whose failures become {@code CloudException}s. */
final class Calls {
    private Calls() {}

    /**
     * @param doing what is attempted, such as {@code read the alias shop:live}
     */
    static <T> T ask(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failure) {
            throw AwsErrors.translate(doing, failure);
        }
    }
}
