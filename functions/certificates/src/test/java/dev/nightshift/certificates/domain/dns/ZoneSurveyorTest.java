package dev.nightshift.certificates.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.nightshift.certificates.domain.dns.NameServer.State;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Failed;
import dev.nightshift.certificates.domain.dns.ServerAnswer.Has;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoData;
import dev.nightshift.certificates.domain.dns.ServerAnswer.NoName;
import dev.nightshift.certificates.domain.dns.ZoneFacts.Delegation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class ZoneSurveyorTest extends SurveyCase {
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
