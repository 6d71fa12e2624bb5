package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainMemoTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    @Test
    void what_is_written_is_read() {
        var full =
                new Registration(
                        Optional.of(NOW.plusSeconds(1)),
                        Optional.of(NOW.minusSeconds(2)),
                        Optional.of(NOW.minusSeconds(1)),
                        Optional.of("A \"registrar\", ünïcode"),
                        Optional.of(146),
                        Set.of("active", "clienthold"),
                        List.of("ns1.dns.test", "ns2.dns.test"),
                        Optional.of(false),
                        "RDAP server r");
        var bare =
                new Registration(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        List.of(),
                        Optional.empty(),
                        "WHOIS server w");
        var memo =
                new DomainMemo(
                        Optional.of(NOW),
                        Map.of("de", "https://rdap.denic.test/", "com", ""),
                        Map.of("rdap.test", NOW.plusSeconds(60)),
                        Map.of(
                                "a.test",
                                new Answered(NOW, new Registered(full)),
                                "b.test",
                                new Answered(NOW, new Registered(bare)),
                                "c.test",
                                new Answered(NOW, new NotRegistered("RDAP server r"))));

        assertThat(DomainMemo.read(memo.written())).isEqualTo(memo);
        assertThat(DomainMemo.read(DomainMemo.EMPTY.written())).isEqualTo(DomainMemo.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "nonsense",
                "{\"format\": \"nightshift-domains/2\", \"serversAsked\": \"2026-11-27T12:00:00Z\"}",
                "{\"format\": \"nightshift-domains/1\", \"serversAsked\": \"yesterday\"}",
                "{\"format\": \"nightshift-domains/1\", \"answers\": {\"a.test\": 7}}",
            })
    void what_is_none_is_empty(String text) {
        assertThat(DomainMemo.read(text)).isEqualTo(DomainMemo.EMPTY);
    }
}
