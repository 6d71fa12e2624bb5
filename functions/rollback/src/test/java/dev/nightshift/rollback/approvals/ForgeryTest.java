package dev.nightshift.rollback.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.core.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Twelve thousand requests of someone who is not Slack, or sends what Slack sent before. */
class ForgeryTest {
    private static final int REQUESTS = 12_000;
    private static final long SEED = 20_261_128;
    private static final String GENUINE =
            Counter.body(
                    Counter.ADA,
                    Counter.CHANNEL,
                    "nightshift-approve",
                    "rds-backup " + Counter.HASH);

    private enum Trick {
        BIT_OF_SIGNATURE,
        BIT_OF_BODY,
        OTHER_TIMESTAMP,
        OTHER_SECRET,
        LATE,
        EARLY,
        REPLAYED,
        OTHER_USER,
        OTHER_CHANNEL,
        OTHER_HASH,
        OTHER_AUTOMATION,
        CUT_BODY,
        NO_HEADER
    }

    private static final List<Trick> TRICKS = List.copyOf(EnumSet.allOf(Trick.class));

    @Test
    void none_is_accepted() {
        var random = new Random(SEED);
        var counter = new Counter().asking(true);
        var tried = new EnumMap<Trick, Integer>(Trick.class);
        var before = counter.approval();
        for (var number = 0; number < REQUESTS; number++) {
            var trick = TRICKS.get(random.nextInt(TRICKS.size()));
            var status = counter.desk.take(forged(trick, random, counter.clock.instant())).status();

            assertThat(counter.approval())
                    .as("seed %d, request %d, %s", SEED, number, trick)
                    .isEqualTo(before);
            if (!signed(trick)) {
                assertThat(status).as("request %d, %s", number, trick).isEqualTo(401);
            }
            tried.merge(trick, 1, Integer::sum);
        }
        assertThat(tried).hasSize(TRICKS.size());
        assertThat(counter.woken).isEmpty();

        assertThat(counter.approve(Counter.ADA)).as("the real one").isEqualTo(200);
        assertThat(counter.approval().yes()).hasSize(1);
    }

    @Test
    void what_was_sent_once_is_refused_ten_thousand_times() {
        var random = new Random(SEED);
        var counter = new Counter().asking(true);
        var first = Counter.signed(GENUINE, Counter.SECRET, counter.clock.instant());
        assertThat(counter.desk.take(first).status()).isEqualTo(200);
        var after = counter.approval();
        for (var again = 0; again < 10_000; again++) {
            counter.clock.advance(Duration.ofMillis(random.nextInt(60)));
            assertThat(counter.desk.take(first).status()).isEqualTo(401);
        }
        assertThat(counter.approval()).isEqualTo(after);
    }

    /** Slack's own signature under what someone may not do. */
    private static boolean signed(Trick trick) {
        return switch (trick) {
            case OTHER_USER, OTHER_CHANNEL, OTHER_HASH, OTHER_AUTOMATION -> true;
            case BIT_OF_SIGNATURE,
                    BIT_OF_BODY,
                    OTHER_TIMESTAMP,
                    OTHER_SECRET,
                    LATE,
                    EARLY,
                    REPLAYED,
                    CUT_BODY,
                    NO_HEADER ->
                    false;
        };
    }

    private static HttpRequest forged(Trick trick, Random random, Instant now) {
        var timestamp = Long.toString(now.getEpochSecond());
        var signature = signatureOf(GENUINE, Counter.SECRET, now);
        return switch (trick) {
            case BIT_OF_SIGNATURE ->
                    Counter.request(timestamp, flipped(signature, 3, random), GENUINE);
            case BIT_OF_BODY -> Counter.request(timestamp, signature, flipped(GENUINE, 0, random));
            case OTHER_TIMESTAMP ->
                    Counter.request(
                            Long.toString(now.getEpochSecond() + 1 + random.nextInt(299)),
                            signature,
                            GENUINE);
            case OTHER_SECRET -> Counter.signed(GENUINE, flipped(Counter.SECRET, 0, random), now);
            case LATE ->
                    Counter.signed(
                            GENUINE,
                            Counter.SECRET,
                            now.minusSeconds(301L + random.nextInt(9_999)));
            case EARLY ->
                    Counter.signed(
                            GENUINE, Counter.SECRET, now.plusSeconds(301L + random.nextInt(9_999)));
            case REPLAYED ->
                    // another time under an old signature
                    Counter.request(
                            timestamp,
                            signatureOf(GENUINE, Counter.SECRET, now.minusSeconds(3_600)),
                            GENUINE);
            case OTHER_USER -> press("U" + random.nextInt(1_000_000), Counter.CHANNEL, now);
            case OTHER_CHANNEL -> press(Counter.ADA, "C" + random.nextInt(1_000_000), now);
            case OTHER_HASH -> value("rds-backup " + digits(random), now);
            case OTHER_AUTOMATION ->
                    value("s3-backup" + random.nextInt(99) + " " + Counter.HASH, now);
            case CUT_BODY ->
                    Counter.request(
                            timestamp,
                            signature,
                            GENUINE.substring(0, random.nextInt(GENUINE.length())));
            case NO_HEADER ->
                    random.nextBoolean()
                            ? Counter.request("", signature, GENUINE)
                            : Counter.request(timestamp, "", GENUINE);
        };
    }

    private static HttpRequest press(String user, String channel, Instant now) {
        return Counter.signed(
                Counter.body(user, channel, "nightshift-approve", "rds-backup " + Counter.HASH),
                Counter.SECRET,
                now);
    }

    private static HttpRequest value(String value, Instant now) {
        return Counter.signed(
                Counter.body(Counter.ADA, Counter.CHANNEL, "nightshift-approve", value),
                Counter.SECRET,
                now);
    }

    private static String signatureOf(String body, String secret, Instant at) {
        return Counter.signed(body, secret, at).header("X-Slack-Signature").orElseThrow();
    }

    private static String digits(Random random) {
        var digits = new StringBuilder();
        while (digits.length() < 64) {
            digits.append(Character.forDigit(random.nextInt(16), 16));
        }
        return digits.toString();
    }

    /** Of seven bits one is another. */
    private static String flipped(String text, int from, Random random) {
        var bytes = text.getBytes(StandardCharsets.US_ASCII);
        bytes[from + random.nextInt(bytes.length - from)] ^= (byte) (1 << random.nextInt(7));
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
