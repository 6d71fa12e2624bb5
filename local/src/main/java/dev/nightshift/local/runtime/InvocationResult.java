package dev.nightshift.local.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of one invocation.
 *
 * @param payload the response, or the error as Lambda's API would return it; JSON
 * @param errorType present if the function failed; for example {@code Sandbox.Timedout}
 * @param logs what it wrote meanwhile, line by line
 * @param init how long the cold start took, before the first event of its JVM; zero when warm
 * @param duration from the event to the answer
 */
public record InvocationResult(
        String requestId,
        String payload,
        Optional<String> errorType,
        List<String> logs,
        Duration init,
        Duration duration) {
    public InvocationResult {
        logs = List.copyOf(logs);
    }

    public boolean failed() {
        return errorType.isPresent();
    }
}
