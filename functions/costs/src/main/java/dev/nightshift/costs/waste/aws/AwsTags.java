package dev.nightshift.costs.waste.aws;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tags of any service: each has a class of its own for the same thing. */
public final class AwsTags {
    private AwsTags() {}

    /** A tag without a value has an empty one, however the service's protocol writes that. */
    public static <T> Map<String, String> of(
            Collection<T> tags, Function<T, String> key, Function<T, String> value) {
        return tags.stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                key, tag -> Optional.ofNullable(value.apply(tag)).orElse("")));
    }
}
