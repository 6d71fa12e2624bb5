package dev.nightshift.rollback.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The invalidations of distributions, which take their time; with the emulator they are over at
 * once, and each call makes another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html">
 *     CreateInvalidation</a>
 */
final class FakeCloudFront extends StandIn {
    private static final Pattern REFERENCE =
            Pattern.compile("<CallerReference>([^<]+)</CallerReference>");

    /** Caller references and statuses, the oldest first. */
    private final Map<String, String> invalidations = new LinkedHashMap<>();

    synchronized void settle() {
        invalidations.replaceAll((_, _) -> "Completed");
    }

    synchronized int count() {
        return invalidations.size();
    }

    synchronized void begin(String reference) {
        invalidations.put(reference, "InProgress");
    }

    @Override
    Reply answer(Ask ask) {
        if (ask.method().equals("GET")) {
            var items = new StringBuilder();
            invalidations.forEach(
                    (reference, status) ->
                            items.insert(
                                    0,
                                    "<InvalidationSummary><Id>I%s</Id><Status>%s</Status></InvalidationSummary>"
                                            .formatted(reference, status)));
            return new Reply(
                    200,
                    Map.of("Content-Type", "text/xml"),
                    "<InvalidationList><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems><Quantity>%d</Quantity><Items>%s</Items></InvalidationList>"
                            .formatted(invalidations.size(), items));
        }
        var reference = REFERENCE.matcher(ask.body());
        if (!reference.find() || !ask.body().contains("<Path>/*</Path>")) {
            return Reply.noXml("InvalidArgument", "no caller reference, or no path");
        }
        invalidations.putIfAbsent(reference.group(1), "InProgress");
        return new Reply(
                201,
                Map.of("Content-Type", "text/xml"),
                "<Invalidation><Id>I%s</Id><Status>%s</Status></Invalidation>"
                        .formatted(reference.group(1), invalidations.get(reference.group(1))));
    }
}
