package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.domain.Lookup.Deferred;
import dev.nightshift.certificates.domain.Lookup.NotRegistered;
import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WhoisClientTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final DomainName GERMAN = new DomainName("shop.de");
    private static final DomainName OTHER = new DomainName("shop.zz");

    private final RegistryWorld world = new RegistryWorld();
    private final List<String> resolved = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    private WhoisClient client(Duration patience) {
        return client(patience, new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8"))));
    }

    private WhoisClient client(Duration patience, AddressPolicy policy) {
        var dialer =
                new Dialer(
                        host -> {
                            resolved.add(host);
                            return List.of(InetAddress.ofLiteral("127.0.0.1"));
                        },
                        policy);
        return new WhoisClient(
                dialer, new Politeness(2, NOW, Map.of()), world.whoisPort(), patience);
    }

    @Test
    void a_known_server_is_asked_in_its_own_way() {
        world.whois(question -> "Domain: shop.de\nStatus: free\n");

        assertThat(client(Duration.ofSeconds(5)).ask(GERMAN))
                .isEqualTo(new NotRegistered("WHOIS server whois.denic.de"));
        assertThat(world.asked).containsExactly("whois -T dn,ace shop.de");
        assertThat(resolved).containsExactly("whois.denic.de");
    }

    @Test
    void iana_says_who_knows_the_others() {
        world.whois(
                question ->
                        question.equals("zz")
                                ? "% IANA WHOIS server\n\ndomain:  ZZ\n\nwhois:        Whois.nic.zz\n"
                                : "No match for shop.zz");

        assertThat(client(Duration.ofSeconds(5)).ask(OTHER))
                .isEqualTo(new NotRegistered("WHOIS server whois.nic.zz"));
        assertThat(resolved).containsExactly("whois.iana.org", "whois.nic.zz");
    }

    @Test
    void a_registry_without_any_server_is_unknown() {
        world.whois(question -> "domain: ZZ\nwhois:\nstatus: ACTIVE\n");

        assertThat(client(Duration.ofSeconds(5)).ask(OTHER))
                .isEqualTo(
                        new Unanswered(
                                "the registry of .zz answers neither by RDAP nor by WHOIS; look it"
                                        + " up by hand"));
    }

    @Test
    void an_answer_that_never_ends_costs_its_time_and_no_more() {
        world.whois(question -> "Domain: shop.de\n").whoisNeverEnds();

        long begun = System.nanoTime();
        assertThat(client(Duration.ofMillis(300)).ask(GERMAN)).isInstanceOf(Unanswered.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void an_answer_that_is_too_long_is_none() {
        world.whois(question -> "x".repeat(200_000));

        assertThat(client(Duration.ofSeconds(5)).ask(GERMAN))
                .isEqualTo(
                        new Unanswered(
                                "WHOIS server whois.denic.de could not be asked: it answered more"
                                        + " than 64 KiB"));
    }

    @Test
    void a_server_inside_is_not_asked() {
        assertThat(client(Duration.ofSeconds(5), new AddressPolicy(List.of())).ask(GERMAN))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered ->
                                assertThat(unanswered.why()).contains("not a public address"));
        assertThat(world.asked).isEmpty();
    }

    @Test
    void one_server_is_asked_so_often_and_no_more() {
        world.whois(question -> "Status: free");
        var client = client(Duration.ofSeconds(5));

        assertThat(client.ask(GERMAN)).isInstanceOf(NotRegistered.class);
        assertThat(client.ask(GERMAN)).isInstanceOf(NotRegistered.class);
        assertThat(client.ask(GERMAN)).isInstanceOf(Deferred.class);
    }
}
