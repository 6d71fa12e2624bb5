package dev.nightshift.costs.waste.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.costs.waste.price.PriceKey;
import dev.nightshift.costs.waste.price.PriceKey.Item;
import dev.nightshift.costs.waste.price.Prices;
import dev.nightshift.costs.waste.price.Quote;
import dev.nightshift.costs.waste.price.ShippedPrices;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AwsPriceListTest {
    private static final PriceKey NAT = PriceKey.of(Item.NAT_GATEWAY);

    /** As GetProducts sends it: JSON in a string for each product. */
    private static String product(String usage, String... prices) {
        var dimensions = new StringBuilder();
        for (int i = 0; i < prices.length; i++) {
            dimensions.append(i == 0 ? "" : ",");
            dimensions.append(
                    """
                    "X.%d":{"unit":"Hrs","beginRange":"%d","endRange":"Inf",
                    "pricePerUnit":{"USD":"%s"}}"""
                            .formatted(i, i * 1000, prices[i]));
        }
        return """
        {"product":{"productFamily":"NAT Gateway","attributes":{"usagetype":"%s"},"sku":"X"},
        "serviceCode":"AmazonEC2","terms":{"OnDemand":{"X.JRT":{"priceDimensions":{%s}}}},
        "publicationDate":"2026-09-25T17:45:21Z"}"""
                .formatted(usage, dimensions);
    }

    private static Quote read(String... products) {
        return AwsPriceList.read(NAT, PriceOffer.of(NAT).orElseThrow(), Arrays.asList(products));
    }

    @Test
    void the_price_of_the_right_usage_is_read_with_its_date() {
        assertThat(
                        read(
                                product("EU-NatGateway-Bytes", "0.0520000000"),
                                product("EU-RegionalNatGateway-Hours", "0.0990000000"),
                                product("EU-NatGateway-Hours", "0.0480000000")))
                .isEqualTo(
                        new Quote.Known(
                                new BigDecimal("0.048"), "AWS Price List of 2026-09-25T17:45:21Z"));
        assertThat(read(product("NatGateway-Hours", "0.0450000000")))
                .isInstanceOf(Quote.Known.class);
    }

    @Test
    void each_sort_of_load_balancer_has_a_price_of_its_own() {
        assertThat(List.of("application", "network", "classic"))
                .extracting(sort -> PriceOffer.of(new PriceKey(Item.LOAD_BALANCER, sort)))
                .extracting(offer -> offer.orElseThrow().attributes().get("productFamily"))
                .containsExactly(
                        "Load Balancer-Application", "Load Balancer-Network", "Load Balancer");
        var classic = new PriceKey(Item.LOAD_BALANCER, "classic");
        assertThat(
                        AwsPriceList.read(
                                classic,
                                PriceOffer.of(classic).orElseThrow(),
                                List.of(
                                        product("EU-LoadBalancerUsage", "0.0280000000"),
                                        product("EU-LCUUsage", "0.0080000000"))))
                .isInstanceOfSatisfying(
                        Quote.Known.class, it -> assertThat(it.usd()).isEqualTo("0.028"));
        assertThat(ShippedPrices.of("us-east-1").quote(classic)).isInstanceOf(Quote.Known.class);
    }

    @Test
    void later_tiers_and_free_ones_are_not_the_price() {
        assertThat(read(product("EU-NatGateway-Hours", "0.0480000000", "0.0400000000")))
                .isInstanceOfSatisfying(
                        Quote.Known.class, it -> assertThat(it.usd()).isEqualTo("0.048"));
        assertThat(read(product("EU-NatGateway-Hours", "0.0000000000")))
                .isInstanceOf(Quote.Unknown.class);
    }

    @Test
    void none_and_several_are_unknown_and_say_so() {
        assertThat(read()).isEqualTo(new Quote.Unknown("the price list has no nat gateway"));
        assertThat(
                        read(
                                product("EU-NatGateway-Hours", "0.048"),
                                product("EUC1-NatGateway-Hours", "0.052")))
                .isEqualTo(new Quote.Unknown("the price list has 2 prices of nat gateway"));
    }

    @Test
    void the_table_answers_where_the_list_does_not_and_no_one_invents() {
        var prices =
                Prices.firstOf(
                        key -> new Quote.Unknown("not reachable"), ShippedPrices.of("eu-west-1"));

        assertThat(prices.quote(NAT))
                .isEqualTo(
                        new Quote.Known(
                                new BigDecimal("0.048"),
                                "the shipped table, as of 2026-09, from: AWS Price List offer"
                                        + " 20260925174521"));
        assertThat(prices.quote(new PriceKey(Item.INSTANCE, "m5.large/Linux/UNIX")))
                .isInstanceOfSatisfying(
                        Quote.Unknown.class,
                        it -> assertThat(it.why()).contains("not reachable", "no instance"));
        assertThat(ShippedPrices.of("ap-south-2").quote(NAT)).isInstanceOf(Quote.Unknown.class);
    }

    @Test
    void windows_and_licensed_engines_are_not_looked_up() {
        assertThat(
                        List.of(
                                new PriceKey(Item.INSTANCE, "m5.large/Windows"),
                                new PriceKey(Item.DATABASE, "db.m5.large/oracle-ee/single"),
                                new PriceKey(Item.LOAD_BALANCER, "gateway")))
                .allSatisfy(key -> assertThat(PriceOffer.of(key)).isEmpty());
    }
}
