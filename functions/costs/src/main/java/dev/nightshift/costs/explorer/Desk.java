package dev.nightshift.costs.explorer;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where questions are handed in. What has been asked today for the same days, or more, is not asked
 * again. If nobody answers, what was answered on one of the last days is better than nothing, and
 * said to be old.
 */
final class Desk {
    private static final int OLDEST_DAYS = 7;

    /** What is asked in turn is older: 20 tags, two a day. */
    private static final int OLDEST_UNPAID_DAYS = 14;

    private final Shelf shelf;
    private final InstantSource clock;
    private final String account;

    /**
     * @param account part of every key, so that several may share a shelf
     */
    Desk(Shelf shelf, InstantSource clock, String account) {
        this.shelf = shelf;
        this.clock = clock;
        this.account = account;
    }

    /**
     * What is the answer, and what is there to say of it.
     *
     * @param age in days: 0 if it was answered today
     * @param remark empty if there is nothing to say
     */
    record Told<T>(T content, int age, Optional<String> remark) {}

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * @param question a word for it, the same every day
     * @param asks makes the paid requests, all or nothing
     * @param reads fails as {@link Row.Malformed} if it cannot
     */
    <T> Told<T> ask(
            String question,
            LocalDate first,
            LocalDate last,
            Supplier<List<Row>> asks,
            Function<Answer, T> reads) {
        var today = today();
        var kept = kept(question, today, reads, answer -> answer.covers(first, last));
        if (kept.isPresent()) {
            return new Told<>(kept.get(), 0, Optional.empty());
        }
        Answer answer;
        try {
            answer = new Answer(clock.instant(), first, last, asks.get());
        } catch (CloudException refusal) {
            return older(question, today, reads, refusal);
        }
        T content;
        try {
            content = reads.apply(answer);
        } catch (Row.Malformed odd) {
            throw new CloudException(
                    Kind.REJECTED,
                    "could not make sense of what AWS answered about %s: %s"
                            .formatted(question, odd.getMessage()),
                    odd);
        }
        return new Told<>(content, 0, keep(question, answer));
    }

    /** What was answered last, today or on one of the last days; nothing is paid. */
    <T> Optional<Told<T>> last(String question, Function<Answer, T> reads) {
        var today = today();
        for (int age = 0; age <= OLDEST_UNPAID_DAYS; age++) {
            var kept = kept(question, today.minusDays(age), reads, any -> true);
            if (kept.isPresent()) {
                return Optional.of(new Told<>(kept.get(), age, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** It was paid for: that it cannot be kept is no reason to lose it. */
    private Optional<String> keep(String question, Answer answer) {
        try {
            shelf.put(key(question, answer.today()), answer.toJson());
            return Optional.empty();
        } catch (CloudException notKept) {
            return Optional.of(question + " will be paid for again today: " + notKept.getMessage());
        }
    }

    private <T> Told<T> older(
            String question, LocalDate today, Function<Answer, T> reads, CloudException refusal) {
        boolean passes =
                switch (refusal.kind()) {
                    case QUOTA, THROTTLED, UNREACHABLE -> true;
                    // somebody has to mend something, and old figures would hide it
                    case DENIED, NOT_FOUND, REJECTED -> false;
                };
        for (int age = 0; passes && age <= OLDEST_DAYS; age++) {
            var kept = kept(question, today.minusDays(age), reads, any -> true);
            if (kept.isPresent()) {
                return new Told<>(
                        kept.get(),
                        age,
                        Optional.of(
                                "%s is as of %s: %s"
                                        .formatted(
                                                question,
                                                today.minusDays(age),
                                                refusal.getMessage())));
            }
        }
        throw refusal;
    }

    private <T> Optional<T> kept(
            String question,
            LocalDate day,
            Function<Answer, T> reads,
            Function<Answer, Boolean> fits) {
        try {
            return shelf.get(key(question, day))
                    .flatMap(Shelf.Entry::text)
                    .flatMap(Answer::fromJson)
                    .filter(fits::apply)
                    .map(reads);
        } catch (Row.Malformed notOurs) {
            // somebody wrote into it; it is asked anew
            return Optional.empty();
        }
    }

    String key(String question, LocalDate day) {
        return "answers/%s/%s/%s.json.gz".formatted(account, day, SafeNames.safe(question));
    }
}
