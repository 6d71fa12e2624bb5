package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustTest {
    @Test
    void every_root_that_java_ships_can_be_read() {
        var trust = Trust.ofJava(List.of(Authorities.ROOT.der()));
        assertThat(trust.unreadable()).isEmpty();
        assertThat(trust.size()).isGreaterThan(50);
    }

    @Test
    void a_root_that_cannot_be_read_is_told_and_trusts_nobody() {
        var garbage = Bytes.of("-----BEGIN", StandardCharsets.US_ASCII);
        var trust = Trust.of(List.of(garbage), List.of(Bytes.NONE));
        assertThat(trust.size()).isZero();
        assertThat(trust.unreadable()).hasSize(2);
    }

    @Test
    void the_teams_own_root_is_not_held_to_public_rules() {
        var chain =
                List.of(
                        Mint.leaf(Authorities.HOST).by(Authorities.CA).mint().der(),
                        Authorities.CA.der());
        var presented = new Presented(chain, false, List.of());
        var own = Trust.of(List.of(), List.of(Authorities.ROOT.der()));
        var everybodys = Trust.of(List.of(Authorities.ROOT.der()), List.of());
        assertThat(publicly(own, presented)).isFalse();
        assertThat(publicly(everybodys, presented)).isTrue();
    }

    private static boolean publicly(Trust trust, Presented presented) {
        return new ChainAnalysis(trust).judge(presented, Authorities.HOST, Mint.NOW).publicly();
    }
}
