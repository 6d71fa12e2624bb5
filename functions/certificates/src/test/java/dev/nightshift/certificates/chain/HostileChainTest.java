package dev.nightshift.certificates.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.net.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever is served: an answer, soon, and never that all is well with what was changed. */
class HostileChainTest {
    private static final long SEED = 20_261_128;
    private static final int CASES = 3_000;
    private static final ChainAnalysis ANALYSIS = new ChainAnalysis(Authorities.trust());

    @Test
    void mutated_certificates_never_throw_and_are_never_good() {
        var random = new Random(SEED);
        var chains =
                Stream.of(GoodChains.rows(), FaultyChains.rows())
                        .flatMap(List::stream)
                        .filter(row -> !row.presented().chain().isEmpty())
                        .filter(row -> !row.presented().chain().contains(Bytes.NONE))
                        .toList();
        int cases = 0;
        for (int i = 0; i < CASES; i++) {
            var row = chains.get(random.nextInt(chains.size()));
            var chain = new ArrayList<>(row.presented().chain());
            int place = random.nextInt(Math.min(3, chain.size()));
            var changed = mutate(chain.get(place).array(), random);
            if (Bytes.of(changed).equals(chain.get(place))) {
                continue;
            }
            chain.set(place, Bytes.of(changed));
            var presented = new Presented(chain, false, List.of());
            int number = i;
            assertThatCode(
                            () -> {
                                var verdict = ANALYSIS.judge(presented, row.host(), Mint.NOW);
                                assertThat(verdict.faults().toString()).isNotNull();
                                assertThat(verdict.toString()).isNotEmpty();
                                if (place == 0) {
                                    assertThat(verdict.standing())
                                            .isNotEqualTo(ChainVerdict.Standing.GOOD);
                                }
                            })
                    .as("case %d of seed %d: %s", number, SEED, row.title())
                    .doesNotThrowAnyException();
            cases++;
        }
        assertThat(cases).isGreaterThanOrEqualTo(2_500);
    }

    @Test
    void random_bytes_never_throw() {
        var random = new Random(SEED);
        for (int i = 0; i < 2_000; i++) {
            var bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (bytes.length > 4) {
                bytes[0] = 0x30;
                bytes[1] = (byte) 0x82;
            }
            var presented = new Presented(List.of(Bytes.of(bytes)), false, List.of());
            var verdict = ANALYSIS.judge(presented, "www.example.com", Mint.NOW);
            assertThat(verdict.trusted()).isEqualTo(Answer.NO);
        }
    }

    @Test
    void nesting_without_end_is_read_within_its_bytes() {
        var deep = new byte[60_000];
        for (int i = 0; i + 4 <= deep.length; i += 4) {
            int left = deep.length - i - 4;
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x82;
            deep[i + 2] = (byte) (left >> 8);
            deep[i + 3] = (byte) left;
        }
        var presented = new Presented(List.of(Bytes.of(deep)), false, List.of());
        assertThat(ANALYSIS.judge(presented, "x", Mint.NOW).faults())
                .extracting(Fault::kind)
                .containsExactly(FaultKind.GARBLED_CERTIFICATE);
    }

    /** All of one name and none of the keys' identifiers: every one may have issued every other. */
    @Test
    void a_maze_of_one_name_ends_soon_and_is_undecided() {
        var maze = new ArrayList<Minted>();
        var keys = new ArrayList<>(List.of(MintKeys.ec("maze 0"), MintKeys.ec("maze 1")));
        for (int i = 2; i < 6; i++) {
            keys.add(MintKeys.ec("maze " + i));
        }
        for (var signer : keys) {
            for (var subject : keys) {
                if (signer != subject) {
                    var issuer = Mint.root("Maze").key(signer).mint();
                    maze.add(
                            Mint.ca("Maze").key(subject).by(issuer).withoutKeyIdentifiers().mint());
                }
            }
        }
        var leaf = Mint.leaf("x.example").by(maze.getFirst()).withoutKeyIdentifiers().mint();
        var chain = Stream.concat(Stream.of(leaf), maze.stream()).map(Minted::der).toList();
        long begun = System.nanoTime();
        var verdict = ANALYSIS.judge(new Presented(chain, false, List.of()), "x.example", Mint.NOW);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(60));
        assertThat(verdict.trusted()).isEqualTo(Answer.NO);
        assertThat(verdict.faults())
                .extracting(Fault::kind)
                .contains(FaultKind.PATH_UNDECIDED, FaultKind.UNTRUSTED_ROOT);
    }

    private static byte[] mutate(byte[] der, Random random) {
        var changed = der.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            case 2 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
            case 3 -> {
                // lengths and tags stand close to each other
                int at = random.nextInt(changed.length);
                for (int i = 0; i < 4; i++) {
                    changed[(at + i) % changed.length] = (byte) random.nextInt(256);
                }
            }
            case 4 -> {
                int from = random.nextInt(changed.length);
                int to = random.nextInt(changed.length);
                int length = Math.min(20, changed.length - Math.max(from, to));
                System.arraycopy(der, from, changed, to, length);
            }
            default -> {
                for (int i = 0; i < 10; i++) {
                    changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return changed;
    }
}
