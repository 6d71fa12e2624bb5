package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.DomainMemo.Answered;
import dev.nightshift.certificates.domain.DomainProbe.Manners;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Registered;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import dev.nightshift.certificates.domain.dns.ZoneSurveyor;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.core.work.Together;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DomainProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DomainName SHOP = new DomainName("shop.test");
    private static final String PATH = "/domain/shop.test";
    private static final String GOOD = Answers.rdap("shop.test", "2027-05-31T22:00:00Z");
    private static final Manners MANNERS = new Manners(Duration.ofSeconds(5), 3);

    private final RegistryWorld world = new RegistryWorld();
    private final AtomicInteger listsAsked = new AtomicInteger();
    private Optional<Fetcher.Response> list = Optional.empty();

    @AfterEach
    void close() {
        world.close();
    }

    /** The memo says that RDAP of .test is on loopback; IANA was asked an hour ago. */
    private DomainMemo memo() {
        return new DomainMemo(
                Optional.of(NOW.minus(Duration.ofHours(1))),
                Map.of("test", world.address().toString()),
                Map.of(),
                Map.of());
    }

    private static DomainMemo with(DomainMemo memo, Answered answered) {
        return new DomainMemo(
                memo.serversAsked(),
                memo.serverChanges(),
                memo.resting(),
                Map.of(SHOP.ascii(), answered));
    }

    private DomainProbe probe(DomainMemo memo, Instant now) {
        var policy = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
        var http = RegistryWorld.fetcher();
        return new DomainProbe(
                request -> {
                    if (request.uri().equals(RdapServerList.PUBLISHED)) {
                        listsAsked.incrementAndGet();
                        return list.orElseThrow(() -> new IOException("no way to IANA"));
                    }
                    return http.fetch(request);
                },
                new Dialer(host -> List.of(InetAddress.ofLiteral("127.0.0.1")), policy),
                world.whoisPort(),
                ZoneSurveyor.of(List.of(), policy, Duration.ofMillis(100)),
                memo,
                MANNERS,
                now);
    }

    private static DomainFacts.Registry look(DomainProbe probe) {
        return probe.look(DomainRequest.of(SHOP)).registry();
    }

    @Test
    void a_registry_is_asked_and_what_it_says_is_kept() {
        world.rdap(PATH, GOOD);
        var probe = probe(memo(), NOW);

        var facts = probe.look(DomainRequest.of(SHOP));

        assertThat(facts.at()).isEqualTo(NOW);
        assertThat(facts.registry().unanswered()).isEmpty();
        assertThat(facts.registry().latest())
                .hasValueSatisfying(
                        answer -> assertThat(answer.what()).isInstanceOf(Registered.class));
        assertThat(facts.zone().delegation()).isEqualTo(Delegation.UNKNOWN);
        assertThat(DomainMemo.read(probe.memo().written()).answer(SHOP))
                .isEqualTo(facts.registry().latest());
    }

    @Test
    void an_answer_is_good_for_a_day() {
        world.rdap(PATH, GOOD);
        var first = probe(memo(), NOW);
        look(first);

        var later = NOW.plus(Duration.ofHours(24));
        assertThat(look(probe(first.memo(), later.minusSeconds(1))).latest())
                .hasValueSatisfying(answer -> assertThat(answer.at()).isEqualTo(NOW));
        assertThat(world.asked).containsExactly(PATH);

        assertThat(look(probe(first.memo(), later)).latest())
                .hasValueSatisfying(answer -> assertThat(answer.at()).isEqualTo(later));
        assertThat(world.asked).containsExactly(PATH, PATH);
    }

    @Test
    void an_answer_of_the_future_is_none() {
        world.rdap(PATH, GOOD);
        var future = new Answered(NOW.plusSeconds(1), new NotRegistered("x"));

        assertThat(look(probe(with(memo(), future), NOW)).latest())
                .hasValueSatisfying(answer -> assertThat(answer.at()).isEqualTo(NOW));
    }

    @Test
    void what_was_said_before_holds_while_the_registry_is_silent() {
        world.page(PATH, 503, Map.of(), "");
        var old = new Answered(NOW.minus(Duration.ofDays(2)), new NotRegistered("x"));
        var probe = probe(with(memo(), old), NOW);

        var registry = look(probe);

        assertThat(registry.latest()).contains(old);
        assertThat(registry.unanswered())
                .hasValueSatisfying(why -> assertThat(why).contains("HTTP 503"));
        assertThat(registry.deferred()).isFalse();
        assertThat(probe.memo().answer(SHOP)).contains(old);
    }

    @Test
    void a_registry_that_wants_to_be_left_alone_is_so_by_the_next_run_too() {
        world.page(PATH, 429, Map.of("Retry-After", "7200"), "");
        var first = probe(memo(), NOW);
        assertThat(look(first).deferred()).isFalse();
        assertThat(look(first).deferred()).isTrue();

        var hour = probe(first.memo(), NOW.plus(Duration.ofHours(1)));
        assertThat(look(hour).deferred()).isTrue();
        assertThat(world.asked).hasSize(1);

        world.rdap(PATH, GOOD);
        assertThat(look(probe(hour.memo(), NOW.plus(Duration.ofHours(2)))).latest()).isPresent();
        assertThat(world.asked).hasSize(2);
    }

    @Test
    void of_many_domains_a_registry_is_asked_for_some_and_the_next_run_asks_for_others() {
        var requests =
                IntStream.range(0, 8)
                        .mapToObj(i -> DomainRequest.of(new DomainName("shop" + i + ".test")))
                        .toList();
        var probe = probe(memo(), NOW);
        var asked = Together.map(requests, 8, request -> probe.look(request).registry().deferred());
        assertThat(asked.stream().filter(deferred -> deferred)).hasSize(5);
        assertThat(world.asked).hasSize(3);

        var second = probe(probe.memo(), NOW.plus(Duration.ofHours(1)));
        requests.forEach(second::look);
        assertThat(world.asked).hasSize(6).doesNotHaveDuplicates();
        assertThat(second.memo().answers()).hasSize(6);
    }

    @Test
    void a_domain_without_rdap_is_asked_for_by_whois() {
        world.whois(question -> "Domain: shop.de\nStatus: connect\n");

        var facts = probe(memo(), NOW).look(DomainRequest.of(new DomainName("shop.de")));

        assertThat(facts.registry().latest())
                .hasValueSatisfying(
                        answer ->
                                assertThat(answer.what())
                                        .isInstanceOfSatisfying(
                                                Registered.class,
                                                it ->
                                                        assertThat(it.registration().expires())
                                                                .isEmpty()));
    }

    @Test
    void iana_is_asked_once_a_day_whatever_comes_of_it() {
        world.rdap(PATH, GOOD);
        var before = memo();
        var day = before.serversAsked().orElseThrow().plus(Duration.ofDays(1));
        var early = probe(before, day.minusSeconds(1));
        look(early);
        assertThat(listsAsked).hasValue(0);

        var due = probe(before, day);
        look(due);
        look(due);
        assertThat(listsAsked).hasValue(1);
        assertThat(due.listTrouble()).contains("IANA's list was not taken: no way to IANA");
        assertThat(due.memo().serversAsked()).contains(day);
        assertThat(due.memo().serverChanges()).isEqualTo(before.serverChanges());

        look(probe(due.memo(), day.plusSeconds(60)));
        assertThat(listsAsked).hasValue(1);
    }

    @Test
    void a_broken_list_is_not_taken() {
        world.rdap(PATH, GOOD);
        for (var answer :
                List.of(
                        RegistryWorld.response(200, Map.of(), "{\"services\": []}"),
                        RegistryWorld.response(200, Map.of(), "<html>"),
                        RegistryWorld.response(500, Map.of(), ""))) {
            list = Optional.of(answer);
            var probe = probe(memo(), NOW.plus(Duration.ofDays(2)));
            look(probe);
            assertThat(probe.listTrouble()).isPresent();
            assertThat(probe.memo().serverChanges()).isEqualTo(memo().serverChanges());
        }
    }

    @Test
    void a_memo_that_somebody_wrote_into_is_no_failure() {
        var bad = new DomainMemo(Optional.of(NOW), Map.of("test", "://"), Map.of(), Map.of());
        world.whois(question -> "");

        assertThat(look(probe(bad, NOW)).unanswered()).isPresent();
    }

    @Test
    void answers_that_nobody_asks_for_are_forgotten() {
        var old = new Answered(NOW.minus(Duration.ofDays(91)), new NotRegistered("x"));

        assertThat(probe(with(memo(), old), NOW).memo().answers()).isEmpty();
    }
}
