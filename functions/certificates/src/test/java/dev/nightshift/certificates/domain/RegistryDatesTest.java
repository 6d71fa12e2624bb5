package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2027-05-31T22:00:00Z | 2027-05-31T22:00:00Z",
                "2027-05-31T22:00:00.123Z | 2027-05-31T22:00:00.123Z",
                "2027-05-31T22:00:00+0200 | 2027-05-31T20:00:00Z",
                "2027-05-31T22:00:00+02:00 | 2027-05-31T20:00:00Z",
                "2027-05-31 22:00:00+03 | 2027-05-31T19:00:00Z",
                "2027-05-31T22:00:00 | 2027-05-31T22:00:00Z",
                "2027-05-31 22:00:00 | 2027-05-31T22:00:00Z",
                "2027-05-31 22:00:00 UTC | 2027-05-31T22:00:00Z",
                "2027-05-31 22:00:00 (UTC+8) | 2027-05-31T14:00:00Z",
                "2026/05/31 01:05:03 (JST) | 2026-05-30T16:05:03Z",
                "2027-05-31 | 2027-05-31T00:00:00Z",
                "2027/05/31 | 2027-05-31T00:00:00Z",
                "2027.05.31 | 2027-05-31T00:00:00Z",
                "2027. 05. 31. | 2027-05-31T00:00:00Z",
                "20270531 | 2027-05-31T00:00:00Z",
                "31.05.2027 | 2027-05-31T00:00:00Z",
                "31.05.2027 22:00:00 | 2027-05-31T22:00:00Z",
                "31-May-2027 | 2027-05-31T00:00:00Z",
                "1-may-2027 | 2027-05-01T00:00:00Z",
                "31 May 2027 | 2027-05-31T00:00:00Z",
                "2027-May-31. | 2027-05-31T00:00:00Z",
                "2027-May-31 | 2027-05-31T00:00:00Z",
                "Mon May 31 2027 | 2027-05-31T00:00:00Z",
                "Mon May 31 22:00:00 GMT 2027 | 2027-05-31T00:00:00Z",
            })
    void registries_write_dates_in_many_ways(String text, Instant date) {
        assertThat(RegistryDates.read(text)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "never",
                "0000-00-00",
                "2027-02-30",
                "2027-13-01",
                "03/04/2027",
                "31/05/27",
                "2027-05-31T25:00:00Z",
                "1",
                "20271331",
                "2027-05-31 22:00:00 (UTC+99)",
            })
    void what_could_be_two_dates_or_none_is_none(String text) {
        assertThat(RegistryDates.read(text)).isEmpty();
    }

    @Test
    void garbage_is_no_date_and_no_failure() {
        var random = new Random(3912);
        var letters = "0123456789-/.:TZ +()MayUTC";
        for (int i = 0; i < 5_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(RegistryDates.read(text.toString())).isNotNull();
        }
    }
}
