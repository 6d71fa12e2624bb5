package dev.nightshift.certificates.domain.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
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

class ZoneSignaturesTest extends SurveyCase {
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
}
