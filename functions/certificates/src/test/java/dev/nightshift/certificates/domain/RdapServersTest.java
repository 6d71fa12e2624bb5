package dev.nightshift.certificates.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdapServersTest {
    private static final RdapServers SHIPPED = RdapServers.shipped();

    @ParameterizedTest
    @CsvSource({
        "example.com, https://rdap.verisign.com/com/v1/",
        "example.co.uk, https://rdap.nominet.uk/uk/",
        "example.org, https://rdap.publicinterestregistry.org/rdap/",
        "example.dev, https://pubapi.registry.google/rdap/",
        "example.ai, https://rdap.identitydigital.services/rdap/",
        "example.xn--kput3i, https://rdap.teleinfo.cn/xn--kput3i/",
    })
    void the_shipped_list_knows_who_to_ask(DomainName domain, URI server) {
        assertThat(SHIPPED.of(domain)).contains(server);
    }

    @ParameterizedTest
    @CsvSource({"example.de", "example.io", "example.co", "example.ch", "example.jp"})
    void it_knows_nobody_for_who_has_no_rdap(DomainName domain) {
        assertThat(SHIPPED.of(domain)).isEmpty();
    }

    @Test
    void every_shipped_address_is_one_with_tls_and_a_slash_at_its_end() {
        assertThat(SHIPPED.byDomain()).hasSizeGreaterThan(1_150);
        assertThat(SHIPPED.byDomain().values())
                .allSatisfy(
                        address -> {
                            assertThat(address).hasScheme("https").hasNoFragment().hasNoQuery();
                            assertThat(address.getHost()).isNotNull();
                            assertThat(address.getPath()).endsWith("/");
                        });
    }

    @Test
    void the_longest_name_wins() {
        var servers =
                new RdapServers(
                        Map.of("uk", URI.create("https://a/"), "co.uk", URI.create("https://b/")));

        assertThat(servers.of(new DomainName("example.co.uk"))).contains(URI.create("https://b/"));
        assertThat(servers.of(new DomainName("example.uk"))).contains(URI.create("https://a/"));
    }

    private static ObjectNode published(Predicate<String> kept) {
        var json = JsonNodeFactory.instance.objectNode();
        var services = json.putArray("services");
        SHIPPED.byDomain()
                .forEach(
                        (domain, address) -> {
                            if (kept.test(domain)) {
                                var service = services.addArray();
                                service.addArray().add(domain);
                                service.addArray().add(address.toString());
                            }
                        });
        return json;
    }

    @Test
    void what_iana_changed_is_taken_and_can_be_written_down() {
        var json = published(domain -> !domain.equals("com"));
        add(json, "DE", "http://rdap.denic.test/", "https://rdap.denic.test/v1");
        add(json, "io", "http://rdap.plain.test/");

        var newer = RdapServers.published(json, SHIPPED);

        assertThat(newer.of(new DomainName("example.de")))
                .contains(URI.create("https://rdap.denic.test/v1/"));
        assertThat(newer.of(new DomainName("example.io"))).isEmpty();
        assertThat(newer.of(new DomainName("example.com"))).isEmpty();
        assertThat(newer.changesSince(SHIPPED))
                .isEqualTo(Map.of("de", "https://rdap.denic.test/v1/", "com", ""));
        assertThat(SHIPPED.with(newer.changesSince(SHIPPED))).isEqualTo(newer);
    }

    private static void add(ObjectNode json, String domain, String... addresses) {
        var service = json.withArray("services").addArray();
        service.addArray().add(domain);
        var list = service.addArray();
        for (var address : addresses) {
            list.add(address);
        }
    }

    @Test
    void a_list_that_lost_much_is_not_taken() {
        int size = SHIPPED.byDomain().size();
        int least = (int) Math.ceil(size * 0.9);
        var kept = SHIPPED.byDomain().keySet().stream().sorted().toList();

        assertThat(RdapServers.published(published(kept.subList(0, least)::contains), SHIPPED))
                .isNotEqualTo(SHIPPED);
        assertThatThrownBy(
                        () ->
                                RdapServers.published(
                                        published(kept.subList(0, least - 1)::contains), SHIPPED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("it has %d of the %d domains that are known", least - 1, size);
    }

    @Test
    void what_is_no_list_is_not_taken() {
        for (JsonNode json :
                new JsonNode[] {
                    JsonNodeFactory.instance.missingNode(),
                    JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.objectNode().put("services", "x"),
                }) {
            assertThatThrownBy(() -> RdapServers.published(json, SHIPPED))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Optional.of(SHIPPED)).isPresent();
    }
}
