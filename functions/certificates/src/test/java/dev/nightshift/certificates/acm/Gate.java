package dev.nightshift.certificates.acm;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What stands before every call of the fakes: permissions, and how many calls at once. */
public final class Gate {
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> throttled = new ConcurrentHashMap<>();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    /**
     * @param what a region, or a call such as {@code eu-west-1 DescribeCertificate}
     */
    public void deny(String what) {
        denied.add(what);
    }

    /** The next so many calls are too many. */
    public void throttle(String call, int times) {
        throttled.put(call, new AtomicInteger(times));
    }

    /** The most calls that were under way at once. */
    public int most() {
        return most.get();
    }

    public int calls(String call) {
        return calls.getOrDefault(call, new AtomicInteger()).get();
    }

    public <T> T pass(String place, String operation, Supplier<T> answer) {
        var call = place + " " + operation;
        calls.computeIfAbsent(call, any -> new AtomicInteger()).incrementAndGet();
        most.accumulateAndGet(under.incrementAndGet(), Math::max);
        try {
            // long enough for others to come
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            if (denied.contains(place) || denied.contains(call)) {
                throw refusal(
                        "AccessDeniedException", "not authorized to perform " + operation, 400);
            }
            var left = throttled.get(call);
            if (left != null && left.getAndDecrement() > 0) {
                throw refusal("ThrottlingException", "Rate exceeded", 400);
            }
            return answer.get();
        } finally {
            under.decrementAndGet();
        }
    }

    public static AwsServiceException refusal(String code, String message, int status) {
        return AwsServiceException.builder()
                .awsErrorDetails(details(code, message))
                .statusCode(status)
                .build();
    }

    public static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder().errorCode(code).errorMessage(message).build();
    }
}
