package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerFetchTest {
    private static final String LOWER = "http://ca.example/lower.cer";
    private static final String UPPER = "http://ca.example/upper.cer";
    private static final Minted UPPER_CA = Mint.ca("Upper CA").by(Authorities.ROOT).mint();
    private static final Minted LOWER_CA =
            Mint.ca("Lower CA").by(UPPER_CA).access("", UPPER).mint();
    private static final Minted LEAF =
            Mint.leaf(Authorities.HOST).by(LOWER_CA).access("", LOWER).mint();

    private final FakeWeb web = new FakeWeb();
    private final IssuerFetch fetch = new IssuerFetch(web, Duration.ofSeconds(1));
    private final ChainAnalysis analysis = new ChainAnalysis(Authorities.trust());

    private ChainVerdict complete(Minted... chain) {
        var presented =
                new Presented(List.of(chain).stream().map(Minted::der).toList(), false, List.of());
        var before = analysis.judge(presented, Authorities.HOST, Mint.NOW);
        return fetch.complete(analysis, presented, before);
    }

    @Test
    void two_missing_issuers_are_fetched_one_after_the_other_and_stay_a_fault() {
        web.at(LOWER, LOWER_CA.der()).at(UPPER, UPPER_CA.der());
        var verdict = complete(LEAF);
        assertThat(verdict.rooted()).isTrue();
        assertThat(verdict.built()).hasSize(4);
        assertThat(verdict.faults())
                .extracting(Fault::kind)
                .containsOnly(FaultKind.MISSING_INTERMEDIATE);
        assertThat(verdict.standing()).isEqualTo(ChainVerdict.Standing.BROKEN);
        assertThat(web.asked()).hasSize(2);
        complete(LEAF);
        assertThat(web.asked()).as("once per run").hasSize(2);
    }

    @Test
    void a_whole_chain_asks_nobody() {
        assertThat(complete(LEAF, LOWER_CA, UPPER_CA).standing())
                .isEqualTo(ChainVerdict.Standing.GOOD);
        assertThat(web.asked()).isEmpty();
    }

    @Test
    void what_is_no_certificate_or_not_the_issuer_changes_nothing() {
        web.at(LOWER, Bytes.of("<html>", StandardCharsets.US_ASCII));
        assertThat(complete(LEAF).built()).hasSize(1);
        var elsewhere = "http://ca.example/other.cer";
        web.at(elsewhere, Authorities.STRANGE_CA.der());
        var leaf = Mint.leaf(Authorities.HOST).by(LOWER_CA).access("", elsewhere).mint();
        assertThat(complete(leaf).built()).hasSize(1);
    }
}
