package dev.nightshift.rollback.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.aws.AwsErrors;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.WireRefusal;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The pages of an answer of CloudWatch's alarms, each asked for when the one before is used up.
 *
 * @param doing what for, such as {@code read the alarms}
 */
record AlarmPages(AwsApi cloudWatch, String doing, String operation, ObjectNode request)
        implements Iterable<JsonNode> {
    private static final String TOKEN = "NextToken";

    /** Of CloudWatch's JSON: seconds since 1970, with a fraction. */
    static Optional<Instant> time(JsonNode seconds) {
        return seconds.isNumber()
                ? Optional.of(Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000)))
                : Optional.empty();
    }

    @Override
    public Iterator<JsonNode> iterator() {
        return new Iterator<>() {
            private Optional<String> token = Optional.of("");

            @Override
            public boolean hasNext() {
                return token.isPresent();
            }

            @Override
            public JsonNode next() {
                var page = page(token.orElseThrow(NoSuchElementException::new));
                token = Optional.of(page.path(TOKEN).asText("")).filter(next -> !next.isEmpty());
                return page;
            }
        };
    }

    private JsonNode page(String token) {
        var asked = token.isEmpty() ? request : request.deepCopy().put(TOKEN, token);
        try {
            return cloudWatch.call(doing, operation, asked);
        } catch (WireRefusal refusal) {
            throw AwsErrors.translate(doing, refusal);
        }
    }
}
