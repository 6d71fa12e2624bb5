package dev.nightshift.costs.summary;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is worth buying in advance, and about what that was asked.
 *
 * @param worth the greatest saving first
 * @param asked services whose reservations were asked about, beside Compute Savings Plans
 * @param waiting services that cost something and whose turn is in a later month
 */
public record Advice(List<Purchase> worth, List<String> asked, Map<String, YearMonth> waiting) {
    public Advice {
        worth = List.copyOf(worth);
        asked = List.copyOf(asked);
        waiting = Map.copyOf(waiting);
    }

    /** What the advice is about, and what it says nothing of, for people. */
    public String scope() {
        var about =
                "AWS was asked about Compute Savings Plans, which cover EC2, Fargate and Lambda"
                        + (asked.isEmpty()
                                ? ""
                                : ", and about reservations of " + String.join(", ", asked))
                        + ".";
        return waiting.isEmpty()
                ? about
                : about
                        + " To stay within what a month may pay for, reservations take turns: "
                        + waiting.entrySet().stream()
                                .sorted(
                                        Map.Entry.<String, YearMonth>comparingByValue()
                                                .thenComparing(Map.Entry.comparingByKey()))
                                .map(turn -> turn.getKey() + " in " + turn.getValue())
                                .collect(Collectors.joining(", "))
                        + ".";
    }
}
