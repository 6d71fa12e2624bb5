package dev.nightshift.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static final Instant SUNDAY = Instant.parse("2026-11-22T09:30:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(1 minute)             | 2026-11-22T09:31:00Z | PT1M",
                "rate(30 minutes)           | 2026-11-22T10:00:00Z | PT30M",
                "rate(12 hours)             | 2026-11-22T21:30:00Z | PT12H",
                "rate(7 days)               | 2026-11-29T09:30:00Z | PT168H",
                "cron(* * * * ? *)          | 2026-11-22T09:31:00Z | PT1M",
                "cron(30 9 * * ? *)         | 2026-11-23T09:30:00Z | PT24H",
                "cron(31 9 * * ? *)         | 2026-11-22T09:31:00Z | PT24H",
                "cron(0/15 * * * ? *)       | 2026-11-22T09:45:00Z | PT15M",
                "cron(*/20 8-17 ? * 2-6 *)  | 2026-11-23T08:00:00Z | PT62H20M",
                "cron(15 10 ? * MON-FRI *)  | 2026-11-23T10:15:00Z | PT72H",
                "cron(0 3 ? * SUN *)        | 2026-11-29T03:00:00Z | PT168H",
                "cron(0 3 ? * 1 *)          | 2026-11-29T03:00:00Z | PT168H",
                "cron(0 3 L * ? *)          | 2026-11-30T03:00:00Z | PT744H",
                "cron(0 3 LW * ? *)         | 2026-11-30T03:00:00Z | PT792H",
                "cron(0 3 15W * ? *)        | 2026-12-15T03:00:00Z | PT768H",
                "cron(0 3 1W * ? *)         | 2026-12-01T03:00:00Z | PT792H",
                "cron(0 3 31W 1 ? *)        | 2027-01-29T03:00:00Z | PT8808H",
                "cron(0 3 ? * 6L *)         | 2026-11-27T03:00:00Z | PT840H",
                "cron(0 3 ? * 2#1 *)        | 2026-12-07T03:00:00Z | PT840H",
                "cron(0 3 ? * L *)          | 2026-11-28T03:00:00Z | PT168H",
                "cron(0 3 29 2 ? *)         | 2028-02-29T03:00:00Z | PT35064H",
                "cron(0 0,12 1 JAN,JUL ? *) | 2027-01-01T00:00:00Z | PT4404H",
                "cron(0 3 1 1 ? 2027-2029/2)| 2027-01-01T03:00:00Z | PT17544H",
            })
    void it_fires_next_at(String expression, Instant next, Duration longestGap) {
        var schedule = Schedule.parse(expression);

        assertThat(schedule.next(SUNDAY)).contains(next);
        assertThat(schedule.longestGap(SUNDAY)).isEqualTo(longestGap);
        assertThat(schedule.expression()).isEqualTo(expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0 3 31 2 ? *)",
                "cron(0 3 30 FEB ? *)",
                "cron(0 3 31 4,6,9,11 ? *)",
                "cron(0 3 1 1 ? 2026)",
                "cron(0 3 ? 2 1#5 2026-2031)",
                "cron(0 3 29 2 ? 2027)",
                "cron(30 9 22 11 ? 2026)",
                "cron(0 3 31W 2 ? *)",
            })
    void it_never_fires_again(String expression) {
        assertThat(Schedule.parse(expression).next(SUNDAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "every day             | write rate(...) or cron(...)",
                "at(2026-11-22T09:30:00)| write rate(...) or cron(...)",
                "Rate(5 minutes)       | write rate(...) or cron(...)",
                "rate(0 minutes)       | a rate is a number and minutes, hours or days",
                "rate(5)               | a rate is a number and minutes, hours or days",
                "rate(5 weeks)         | a rate is a number and minutes, hours or days",
                "rate(5 minutes        | a rate is a number and minutes, hours or days",
                "rate(1 minutes)       | write rate(1 minute)",
                "rate(5 minute)        | write rate(5 minutes)",
                "cron(0 3 * * ?)       | six fields",
                "cron(0  3 * * ? *)    | six fields",
                "cron()                | six fields",
                "cron(0 3 * * * *)     | exactly one of day-of-month and day-of-week must be ?",
                "cron(0 3 ? * ? *)     | exactly one of day-of-month and day-of-week must be ?",
                "cron(60 3 * * ? *)    | the field minutes goes from 0 to 59, not \"60\"",
                "cron(0 24 * * ? *)    | the field hours goes from 0 to 23, not \"24\"",
                "cron(0 3 0 * ? *)     | the field day-of-month goes from 1 to 31, not \"0\"",
                "cron(0 3 * 13 ? *)    | the field month goes from 1 to 12, not \"13\"",
                "cron(0 3 ? * 0 *)     | the field day-of-week goes from 1 to 7, not \"0\"",
                "cron(0 3 ? * MO *)    | the field day-of-week goes from 1 to 7, not \"MO\"",
                "cron(0 3 * * ? 1969)  | the field year goes from 1970 to 2199, not \"1969\"",
                "cron(0 3 * * ? 99999) | the field year goes from 1970 to 2199, not \"99999\"",
                "cron(0/0 3 * * ? *)   | the field minutes goes from 1 to 59, not \"0\"",
                "cron(9-5 3 * * ? *)   | the range 9-5 of the field minutes runs backwards",
                "cron(1,,2 3 * * ? *)  | \"\" does not fit the field minutes",
                "cron(*-5 3 * * ? *)   | \"*-5\" does not fit the field minutes",
                "cron(-1 3 * * ? *)    | \"-1\" does not fit the field minutes",
                "cron(0 3 W * ? *)     | the field day-of-month goes from 1 to 31, not \"\"",
                "cron(0 3 ? * 2#6 *)   | the field week of day-of-week goes from 1 to 5, not \"6\"",
            })
    void scheduler_would_not_take_it(String expression, String why) {
        assertThatThrownBy(() -> Schedule.parse(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
