package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedKeysTest {
    private static final ChainAnalysis ANALYSIS = new ChainAnalysis(Authorities.trust());

    private static ChainVerdict verdict(Minted leaf) {
        return ANALYSIS.judge(
                new Presented(List.of(leaf.der(), Authorities.CA.der()), false, List.of()),
                Authorities.HOST,
                Mint.NOW);
    }

    private static Minted leaf(KeyPair key, String... names) {
        return Mint.leaf(names).key(key).by(Authorities.CA).mint();
    }

    @Test
    void one_key_for_two_names_is_found_with_all_its_endpoints() {
        var key = MintKeys.ec("shared");
        var shop = leaf(key, "shop.example");
        var mail = leaf(key, "mail.example");
        var verdicts = new LinkedHashMap<String, ChainVerdict>();
        verdicts.put("shop.example:443", verdict(shop));
        verdicts.put("mail.example:465", verdict(mail));
        verdicts.put("mail.example:993", verdict(mail));
        verdicts.put("other.example:443", verdict(leaf(MintKeys.ec("alone"), "other.example")));
        var shared = SharedKeys.among(verdicts);
        assertThat(shared).hasSize(1);
        assertThat(shared.getFirst().endpoints())
                .containsExactly("shop.example:443", "mail.example:465", "mail.example:993");
        assertThat(shared.getFirst().certificates()).hasSize(2);
    }

    @Test
    void one_certificate_in_two_places_and_one_renewed_with_its_key_are_none() {
        var key = MintKeys.ec("shared");
        var verdicts = new LinkedHashMap<String, ChainVerdict>();
        var both = leaf(key, "a.example", "b.example");
        verdicts.put("a.example:443", verdict(both));
        verdicts.put("b.example:443", verdict(both));
        verdicts.put("b.example:8443", verdict(leaf(key, "b.example", "a.example")));
        assertThat(SharedKeys.among(verdicts)).isEmpty();
    }

    @Test
    void what_showed_no_certificate_shares_nothing() {
        var nothing =
                ANALYSIS.judge(new Presented(List.of(), false, List.of()), "x.example", Mint.NOW);
        var verdicts = new LinkedHashMap<String, ChainVerdict>();
        verdicts.put("x.example:443", nothing);
        verdicts.put("y.example:443", nothing);
        assertThat(SharedKeys.among(verdicts)).isEmpty();
    }
}
