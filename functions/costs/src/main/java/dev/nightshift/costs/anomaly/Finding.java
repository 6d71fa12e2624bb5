package dev.nightshift.costs.anomaly;

import dev.nightshift.costs.model.CostKey;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An anomaly as people are told of it.
 *
 * @param key provider, account, service; the last two may be empty
 * @param currency of all amounts
 * @param since its first day, as far as one can tell
 * @param day the last that was looked at
 * @param expected on that day, an estimate in whole cents
 * @param actual on that day
 * @param excess a day, an estimate in whole cents
 * @param degree how often it has grown since it was first told
 * @param causes what explains most of it, the broadest first
 * @param aws ids under which AWS found it too
 */
public record Finding(
        CostKey key,
        String currency,
        Kind kind,
        Turn turn,
        LocalDate since,
        LocalDate day,
        BigDecimal expected,
        BigDecimal actual,
        BigDecimal excess,
        int degree,
        List<Cause> causes,
        List<String> aws) {
    /** What a cause that is a region is called. */
    static final String REGION = "region";

    public Finding {
        causes = List.copyOf(causes);
        aws = List.copyOf(aws);
    }

    /** The region that explains most of it; empty if none explains half, or it is not known. */
    Optional<String> region() {
        return causes.stream()
                .filter(cause -> cause.what().equals(REGION))
                .map(Cause::name)
                .findFirst();
    }

    /**
     * What explains a part of the excess.
     *
     * @param what such as {@code usage type}
     * @param name such as {@code BoxUsage:m5.4xlarge}
     * @param percent of the excess; never above 100
     */
    public record Cause(String what, String name, int percent) {}

    /** Names it in plans and incidents. */
    public String subject() {
        var account = key.part(1).isEmpty() ? "" : " in " + key.part(1);
        var service = key.part(2).isEmpty() ? "any service" : key.part(2);
        return key.part(0) + " " + service + account + " (" + currency + ")";
    }

    /** Whether it is going on. */
    public boolean isOpen() {
        return switch (turn) {
            case OPENED, OPEN, GROWN -> true;
            case CLOSED, ACCEPTED, PASSED -> false;
        };
    }

    Finding with(List<Cause> found) {
        return new Finding(
                key, currency, kind, turn, since, day, expected, actual, excess, degree, found,
                aws);
    }

    Finding alsoOf(List<String> ids) {
        return new Finding(
                key, currency, kind, turn, since, day, expected, actual, excess, degree, causes,
                ids);
    }

    /** In a line. */
    public String line() {
        var more = excess.signum() < 0 ? "less" : "more";
        var words = new StringBuilder();
        words.append(kind.words()).append(" since ").append(since).append(": ");
        words.append(excess.abs()).append(' ').append(currency).append(" a day ").append(more);
        words.append(" than usual");
        if (kind != Kind.AWS) {
            words.append(" (").append(actual).append(" on ").append(day);
            words.append(", usually ").append(expected).append(')');
        }
        causes.forEach(
                cause ->
                        words.append("; ")
                                .append(cause.what())
                                .append(' ')
                                .append(cause.name())
                                .append(" explains ")
                                .append(cause.percent())
                                .append(" %"));
        return words.toString();
    }
}
