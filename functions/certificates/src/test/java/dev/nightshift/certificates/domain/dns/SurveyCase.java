package dev.nightshift.certificates.domain.dns;

import dev.nightshift.certificates.domain.dns.DnsWorld.Wire;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A resolver at .1, the parent at .2, the zone's two servers at .3 and .4. */
abstract class SurveyCase {
    static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    static final Instant BEFORE = NOW.minus(Duration.ofDays(10));
    static final Instant LATER = NOW.plus(Duration.ofDays(10));
    static final String SHOP = "shop.test";
    static final AddressPolicy LOOPBACK = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
    static final Wire SILENT = (query, byTcp) -> Optional.empty();

    final DnsWorld world = new DnsWorld();
    final Zone root = new Zone("test").with("@", "NS", "ns.test.");
    final Zone zone = zone();

    final Zone resolved =
            new Zone(".")
                    .with("test", "NS", "ns.test.")
                    .with("ns.test", "A", "127.0.0.2")
                    .with("ns1.dns.test", "A", "127.0.0.3")
                    .with("ns2.dns.test", "A", "127.0.0.4")
                    .with("shop.test", "SOA", "ns1.dns.test. h.dns.test. 1 2 3 4 5");

    static Zone zone() {
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

    void standing() {
        root.delegating(SHOP, "ns1.dns.test", "ns2.dns.test");
        world.serve("127.0.0.1", resolved);
        world.serve("127.0.0.2", root);
    }

    void both(Zone served) {
        world.serve("127.0.0.3", served);
        world.serve("127.0.0.4", served);
    }

    ZoneFacts look(WantedRecord... wanted) {
        return surveyor(world.at("127.0.0.1")).look(SHOP, List.of(wanted), NOW);
    }

    ZoneSurveyor surveyor(InetSocketAddress... resolvers) {
        return ZoneSurveyor.at(world.port(), List.of(resolvers), LOOPBACK, Duration.ofMillis(300));
    }

    static WantedRecord wanted(String name, String type, String... values) {
        return WantedRecord.of(SHOP, name, type, List.of(values), Optional.empty(), false);
    }
}
