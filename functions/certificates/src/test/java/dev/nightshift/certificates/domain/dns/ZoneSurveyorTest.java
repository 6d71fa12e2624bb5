package dev.nightshift.certificates.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.nightshift.certificates.domain.dns.DnsWorld.Wire;
import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** A resolver at .1, the parent at .2, the zone's two servers at .3 and .4. */
class ZoneSurveyorTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(10));
    private static final Instant LATER = NOW.plus(Duration.ofDays(10));
    private static final String SHOP = "shop.test";
    private static final AddressPolicy LOOPBACK =
            new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
    private static final Wire SILENT = (query, byTcp) -> Optional.empty();

    private final DnsWorld world = new DnsWorld();
    private final Zone root = new Zone("test").with("@", "NS", "ns.test.");
    private final Zone zone = zone();

    private final Zone resolved =
            new Zone(".")
                    .with("test", "NS", "ns.test.")
                    .with("ns.test", "A", "127.0.0.2")
                    .with("ns1.dns.test", "A", "127.0.0.3")
                    .with("ns2.dns.test", "A", "127.0.0.4")
                    .with("shop.test", "SOA", "ns1.dns.test. h.dns.test. 1 2 3 4 5");

    private static Zone zone() {
        return new Zone(SHOP)
                .with("@", "NS", "ns1.dns.test.", "ns2.dns.test.")
                .with("@", "A", "192.0.2.1")
                .with("@", "MX", "10 Mail.Shop.test.")
                .with("www.shop.test", "A", "192.0.2.1", "192.0.2.2");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void standing() {
        root.delegating(SHOP, "ns1.dns.test", "ns2.dns.test");
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);
    }

    private void both(Zone served) {
        world.serve("127.0.0.3", served);
        world.serve("127.0.0.4", served);
    }

    private ZoneFacts look(WantedRecord... wanted) {
        return surveyor(world.at("127.0.0.1")).look(SHOP, List.of(wanted), NOW);
    }

    private ZoneSurveyor surveyor(InetSocketAddress... resolvers) {
        return ZoneSurveyor.at(world.port(), List.of(resolvers), LOOPBACK, Duration.ofMillis(300));
    }

    private static WantedRecord wanted(String name, String type, String... values) {
        return WantedRecord.of(SHOP, name, type, List.of(values), Optional.empty(), false);
    }

    @Test
    void every_server_of_the_zone_is_asked_where_it_is() {
        standing();
        both(zone);

        var facts = look(wanted("www", "A", "192.0.2.2", "192.0.2.1"));

        assertThat(facts.delegation()).isEqualTo(Delegation.DELEGATED);
        assertThat(facts.atParent()).containsExactly("ns1.dns.test", "ns2.dns.test");
        assertThat(facts.atZone()).isEqualTo(facts.atParent());
        assertThat(facts.servers())
                .extracting(NameServer::toString, NameServer::state)
                .containsExactly(
                        tuple("ns1.dns.test (127.0.0.3)", State.ANSWERS),
                        tuple("ns2.dns.test (127.0.0.4)", State.ANSWERS));
        assertThat(facts.dnssec().state()).isEqualTo(Dnssec.State.UNSIGNED);
        assertThat(facts.caa()).contains(Set.of());
        var has = new Has(Set.of("192.0.2.1", "192.0.2.2"), 300);
        assertThat(facts.records().getFirst().byServer())
                .isEqualTo(
                        Map.of("ns1.dns.test (127.0.0.3)", has, "ns2.dns.test (127.0.0.4)", has));
    }

    @Test
    void glue_of_the_parent_is_used() {
        root.delegating(SHOP, "ns1.shop.test").with("ns1.shop.test", "A", "127.0.0.3");
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);
        world.serve("127.0.0.3", zone);

        assertThat(look().servers())
                .containsExactly(new NameServer("ns1.shop.test", "127.0.0.3", State.ANSWERS, ""));
    }

    @Test
    void a_server_that_does_not_know_the_zone_is_lame() {
        standing();
        world.serve("127.0.0.3", zone);
        world.serve("127.0.0.4", new Zone("other.test"));

        assertThat(look().servers().get(1))
                .isEqualTo(
                        new NameServer(
                                "ns2.dns.test", "127.0.0.4", State.LAME, "it answers REFUSED"));
    }

    @Test
    void a_server_that_answers_from_memory_is_lame() {
        standing();
        world.serve("127.0.0.3", zone);
        world.serve(
                "127.0.0.4",
                query -> {
                    var answer = zone.apply(query);
                    answer.getHeader().unsetFlag(Flags.AA);
                    return answer;
                });

        assertThat(look().servers().get(1).state()).isEqualTo(State.LAME);
    }

    @Test
    void a_dead_server_costs_its_time_and_the_others_answer() {
        standing();
        world.serve("127.0.0.3", zone);
        var dead = world.serve("127.0.0.4", SILENT);

        var facts = look(wanted("@", "A", "192.0.2.1"), wanted("www", "A", "192.0.2.1"));

        assertThat(facts.servers().get(1).state()).isEqualTo(State.SILENT);
        assertThat(dead.byUdp).hasValue(2);
        assertThat(facts.records().getFirst().byServer())
                .containsOnlyKeys("ns1.dns.test (127.0.0.3)");
    }

    @Test
    void a_server_without_address_and_one_inside_are_named() {
        root.delegating(SHOP, "ns1.dns.test", "gone.dns.test", "inside.dns.test");
        resolved.with("inside.dns.test", "A", "10.0.0.7");
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);
        world.serve("127.0.0.3", zone);

        assertThat(look().servers())
                .extracting(NameServer::name, NameServer::state)
                .containsExactly(
                        tuple("gone.dns.test", State.NO_ADDRESS),
                        tuple("inside.dns.test", State.NOT_PUBLIC),
                        tuple("ns1.dns.test", State.ANSWERS));
    }

    @Test
    void what_the_parent_does_not_know_is_not_delegated() {
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);

        assertThat(look().delegation()).isEqualTo(Delegation.NOT_DELEGATED);
    }

    @Test
    void without_a_resolver_nothing_is_known() {
        var facts = surveyor().look(SHOP, List.of(wanted("@", "A", "192.0.2.1")), NOW);

        assertThat(facts.delegation()).isEqualTo(Delegation.UNKNOWN);
        assertThat(facts.dnssec().state()).isEqualTo(Dnssec.State.UNKNOWN);
        assertThat(facts.caa()).isEmpty();
        assertThat(facts.records().getFirst().byServer()).isEmpty();
    }

    @Test
    void the_second_resolver_is_asked_if_the_first_is_silent() {
        standing();
        both(zone);
        world.serve("127.0.0.9", SILENT);

        assertThat(
                        surveyor(world.at("127.0.0.9"), world.at("127.0.0.1"))
                                .look(SHOP, List.of(), NOW)
                                .delegation())
                .isEqualTo(Delegation.DELEGATED);
    }

    @Test
    void absent_records_absent_names_failures_and_aliases_are_told_apart() {
        standing();
        zone.with("alias.shop.test", "CNAME", "Target.Example.")
                .failing("bad.shop.test", Rcode.SERVFAIL);
        zone.delegating("sub.shop.test", "ns1.dns.test");
        both(zone);

        var nothing = wanted("@", "AAAA");
        var none = wanted("nobody", "A");
        var failing = wanted("bad", "A");
        var alias = wanted("alias", "A");
        var leaving = wanted("sub", "A");
        var facts = look(nothing, none, failing, alias, leaving);

        assertThat(facts.records())
                .extracting(record -> record.byServer().get("ns1.dns.test (127.0.0.3)"))
                .containsExactly(
                        new NoData(),
                        new NoName(),
                        new Failed("it answers SERVFAIL"),
                        new Has(Set.of("CNAME target.example"), 300),
                        new Failed(
                                "it leaves sub.shop.test to other servers; list that zone as a"
                                        + " domain of its own"));
    }

    @Test
    void servers_that_differ_are_seen_each() {
        standing();
        world.serve("127.0.0.3", zone);
        world.serve("127.0.0.4", zone().without("@", "A").with("@", "A", "192.0.2.9"));

        assertThat(look(wanted("@", "A", "192.0.2.1")).records().getFirst().byServer())
                .isEqualTo(
                        Map.of(
                                "ns1.dns.test (127.0.0.3)",
                                new Has(Set.of("192.0.2.1"), 300),
                                "ns2.dns.test (127.0.0.4)",
                                new Has(Set.of("192.0.2.9"), 300)));
    }

    @Test
    void of_a_flattened_alias_the_addresses_and_those_of_its_target_are_seen() {
        standing();
        resolved.with("cdn.example", "A", "192.0.2.1", "192.0.2.8");
        both(zone);
        var flat =
                WantedRecord.of(SHOP, "@", "CNAME", List.of("cdn.example"), Optional.empty(), true);

        var answers = look(flat).records().getFirst();

        assertThat(answers.byServer()).containsValue(new Has(Set.of("192.0.2.1"), 300));
        assertThat(answers.target()).contains(Set.of("192.0.2.1", "192.0.2.8"));
    }

    @Test
    void an_answer_too_long_for_udp_comes_by_tcp() {
        standing();
        var long1 = "\"" + "a".repeat(250) + "\" \"" + "b".repeat(250) + "\"";
        for (int i = 0; i < 5; i++) {
            zone.with("long.shop.test", "TXT", long1 + " \"" + i + "\"");
        }
        var host = world.serve("127.0.0.3", zone);
        world.serve("127.0.0.4", zone);

        var answer =
                look(wanted("long", "TXT"))
                        .records()
                        .getFirst()
                        .byServer()
                        .get("ns1.dns.test (127.0.0.3)");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Has.class,
                        has ->
                                assertThat(has.values())
                                        .hasSize(5)
                                        .contains("a".repeat(250) + "b".repeat(250) + "3"));
        assertThat(host.byTcp).hasValue(1);
    }

    @Test
    void a_signed_zone_is_valid_until_its_first_signature_ends() {
        zone.keyed().signed(BEFORE, LATER);
        root.with(zone.ds());
        standing();
        both(zone);

        assertThat(look().dnssec())
                .isEqualTo(
                        new Dnssec(
                                Dnssec.State.VALID,
                                "",
                                Optional.of(new Dnssec.Span(BEFORE, LATER))));
    }

    @Test
    void a_signed_zone_without_ds_is_not_anchored() {
        standing();
        both(zone.keyed().signed(BEFORE, LATER));

        assertThat(look().dnssec().state()).isEqualTo(Dnssec.State.NOT_ANCHORED);
    }

    @Test
    void a_ds_over_an_unsigned_zone_is_broken() {
        root.with(zone().keyed().ds());
        standing();
        both(zone);

        broken("there is a DS record at the parent, and the zone has no keys");
    }

    @Test
    void a_ds_of_another_key_is_broken() {
        root.with(zone().keyed().ds());
        standing();
        both(zone.keyed().signed(BEFORE, LATER));

        broken("no key of the zone fits the DS records at the parent");
    }

    @Test
    void a_ds_with_the_tag_of_the_key_and_another_digest_is_broken() {
        zone.keyed().signed(BEFORE, LATER);
        root.with(digested(DNSSEC.Digest.SHA256));
        standing();
        both(zone);

        broken("no key of the zone fits the DS records at the parent");
    }

    @Test
    void a_ds_with_a_digest_that_nobody_here_knows_is_unknown() {
        zone.keyed().signed(BEFORE, LATER);
        root.with(digested(99));
        standing();
        both(zone);

        assertThat(look().dnssec().state()).isEqualTo(Dnssec.State.UNKNOWN);
    }

    private DSRecord digested(int digest) {
        var ds = zone.ds();
        return new DSRecord(
                ds.getName(),
                DClass.IN,
                300,
                ds.getFootprint(),
                ds.getAlgorithm(),
                digest,
                new byte[32]);
    }

    @Test
    void signatures_that_ended_are_broken() {
        zone.keyed().signed(BEFORE, NOW.minusSeconds(1));
        root.with(zone.ds());
        standing();
        both(zone);

        broken("the signature over DNSKEY ended at 2026-11-27T11:59:59Z");
    }

    @Test
    void signatures_that_have_not_begun_are_broken() {
        zone.keyed().signed(NOW.plusSeconds(60), LATER);
        root.with(zone.ds());
        standing();
        both(zone);

        broken("the signature over DNSKEY begins at 2026-11-27T12:01:00Z");
    }

    @Test
    void signatures_over_other_records_are_broken() {
        zone.keyed().signed(BEFORE, LATER, set -> set.getType() == Type.SOA ? soaOfAnother() : set);
        root.with(zone.ds());
        standing();
        both(zone);

        broken("the signature over SOA does not fit its records");
    }

    private static RRset soaOfAnother() {
        try {
            return new RRset(
                    Record.fromString(
                            Zone.name(SHOP),
                            Type.SOA,
                            DClass.IN,
                            300,
                            "evil.test. evil.test. 9 9 9 9 9",
                            Name.root));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_signed_zone_of_which_a_server_drops_the_signatures_is_broken() {
        zone.keyed();
        root.with(zone.ds());
        standing();
        both(zone);

        broken("there is no signature over DNSKEY by a key of the zone");
    }

    @Test
    void one_server_with_old_signatures_breaks_it() {
        zone.keyed().signed(BEFORE, LATER);
        root.with(zone.ds());
        standing();
        world.serve("127.0.0.3", zone);
        world.serve("127.0.0.4", zone());

        assertThat(look().dnssec().words()).startsWith("ns2.dns.test (127.0.0.4): there is a DS");
    }

    @Test
    void what_the_resolver_refuses_though_it_is_signed_well_is_broken() {
        zone.keyed().signed(BEFORE, LATER);
        root.with(zone.ds());
        root.delegating(SHOP, "ns1.dns.test", "ns2.dns.test");
        world.serve("127.0.0.1", this::refusingUnlessUnchecked);
        world.serve("127.0.0.2", root);
        both(zone);

        broken("the resolver here refuses them");
    }

    private Message refusingUnlessUnchecked(Message query) {
        var answer = resolved.apply(query);
        if (query.getQuestion().getName().equals(Zone.name(SHOP))
                && !query.getHeader().getFlag(Flags.CD)) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
        }
        return answer;
    }

    private void broken(String words) {
        assertThat(look().dnssec())
                .satisfies(
                        dnssec -> {
                            assertThat(dnssec.state()).isEqualTo(Dnssec.State.BROKEN);
                            assertThat(dnssec.words()).contains(words);
                        });
    }

    @Test
    void caa_records_are_read() {
        standing();
        both(zone.with("@", "CAA", "0 issue \"letsencrypt.org\""));

        assertThat(look().caa()).contains(Set.of("0 issue letsencrypt.org"));
    }

    @Test
    void a_server_further_up_that_sends_elsewhere_says_nothing_of_the_zone() {
        root.delegating("co.test", "ns.test");
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);

        var facts = surveyor(world.at("127.0.0.1")).look("shop.co.test", List.of(), NOW);

        assertThat(facts.delegation()).isEqualTo(Delegation.UNKNOWN);
        assertThat(facts.notes()).anyMatch(note -> note.contains("and nothing of shop.co.test"));
    }

    @Test
    void a_server_that_falls_silent_is_asked_no_more() {
        standing();
        world.serve("127.0.0.3", zone);
        var falling =
                world.serve(
                        "127.0.0.4",
                        (query, byTcp) -> {
                            var message = new Message(query);
                            return message.getQuestion().getType() == Type.SOA
                                    ? Optional.of(zone.apply(message).toWire())
                                    : Optional.empty();
                        });

        var facts = look(wanted("@", "A", "192.0.2.1"), wanted("www", "A", "192.0.2.1"));

        assertThat(falling.byUdp).hasValue(3);
        assertThat(facts.records())
                .allSatisfy(
                        record ->
                                assertThat(record.byServer().get("ns2.dns.test (127.0.0.4)"))
                                        .isInstanceOf(Failed.class));
    }
}
