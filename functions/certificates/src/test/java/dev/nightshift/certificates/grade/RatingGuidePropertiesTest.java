package dev.nightshift.certificates.grade;

import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.SSL_3;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_0;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_1;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_2;
import static dev.nightshift.certificates.tls.ProtocolVersion.TLS_1_3;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.grade.CertificateTrust.SignatureHash;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * 10,000 servers that get worse step by step. A failing one names its seed; put it into {@code
 * FIRST_SEED} and set {@code CASES} to 1 to see it alone.
 */
class RatingGuidePropertiesTest {
    private static final long FIRST_SEED = 20_261_127L;
    private static final int CASES = 10_000;

    private static final List<Consumer<Estate>> WEAKNESSES =
            List.of(
                    it -> it.offer(SSL_2, Estate.RC4),
                    it -> it.offer(SSL_3, Estate.RC4),
                    it -> it.offer(SSL_3, Estate.RSA_AES_128_CBC),
                    it -> it.offer(TLS_1_0, Estate.ECDHE_AES_256_CBC),
                    it -> it.offer(TLS_1_0, Estate.TRIPLE_DES),
                    it -> it.offer(TLS_1_1, Estate.RSA_AES_128_CBC),
                    it -> it.offer(TLS_1_1, Estate.TRIPLE_DES),
                    it -> it.offer(TLS_1_2, Estate.RSA_AES_128_CBC),
                    it -> it.offer(TLS_1_2, Estate.TRIPLE_DES),
                    it -> it.offer(TLS_1_2, Estate.RC4),
                    it -> it.offer(TLS_1_2, Estate.SINGLE_DES),
                    it -> it.offer(TLS_1_2, Estate.EXPORT),
                    it -> it.offer(TLS_1_2, Estate.NO_ENCRYPTION),
                    it -> it.offer(TLS_1_2, Estate.ANONYMOUS),
                    it -> it.offer(TLS_1_3, Estate.AES_128_GCM_1_3),
                    it -> it.dh(Math.min(it.dhBits.orElse(4096), 2048)),
                    it -> it.dh(Math.min(it.dhBits.orElse(4096), 1024)),
                    it -> it.dh(Math.min(it.dhBits.orElse(4096), 512)),
                    it -> it.groups.add("secp256r1"),
                    it -> it.groups.add("secp192r1"),
                    it -> it.secureRenegotiation = Offer.NO,
                    it -> it.clientRenegotiation = Offer.YES,
                    it -> it.compression = Offer.YES,
                    it -> it.hsts = Optional.of(new Hsts.Stated(Duration.ZERO, false, false)),
                    it -> key(it, 2048),
                    it -> key(it, 1024),
                    it -> key(it, 512),
                    it -> signed(it, SignatureHash.MD5),
                    it -> trust(it, Answer.YES, Answer.NO, Answer.YES),
                    it -> trust(it, Answer.YES, Answer.YES, Answer.NO),
                    it -> trust(it, Answer.NO, Answer.YES, Answer.YES));

    private static final List<Consumer<Estate>> GAPS =
            List.of(
                    it -> it.compression = Offer.UNKNOWN,
                    it -> it.secureRenegotiation = Offer.UNKNOWN,
                    it -> it.clientRenegotiation = Offer.UNKNOWN,
                    it -> it.ownOrder.remove(TLS_1_2),
                    it -> it.dhBits = Optional.empty(),
                    it -> it.unanswered.add("something"),
                    it -> forget(it, TLS_1_0),
                    it -> forget(it, TLS_1_2),
                    it -> forget(it, TLS_1_3),
                    it -> it.hsts = Optional.of(new Hsts.Unread("timed out")));

    @Test
    void more_weakness_never_gives_a_better_letter() {
        each(
                (random, server) -> {
                    var before = server.grade();
                    for (var weakness : some(WEAKNESSES, random)) {
                        weakness.accept(server);
                        var after = server.grade();
                        assertThat(before.letter().isWorseThan(after.letter()))
                                .as("%s, then %s", before, after)
                                .isFalse();
                        assertThat(after.total()).isLessThanOrEqualTo(before.total());
                        before = after;
                    }
                });
    }

    @Test
    void knowing_less_never_gives_a_better_letter_and_at_best_is_never_worse_than_the_truth() {
        each(
                (random, server) -> {
                    some(WEAKNESSES, random).forEach(weakness -> weakness.accept(server));
                    var truth = server.grade();
                    some(GAPS, random).forEach(gap -> gap.accept(server));
                    var seen = server.grade();
                    assertThat(truth.letter().isWorseThan(seen.letter()))
                            .as("%s, and with gaps %s", truth, seen)
                            .isFalse();
                    assertThat(seen.atBest().isWorseThan(truth.letter()))
                            .as("%s, and with gaps %s", truth, seen)
                            .isFalse();
                });
    }

    @Test
    void every_letter_below_the_best_has_its_reason() {
        each(
                (random, server) -> {
                    some(WEAKNESSES, random).forEach(weakness -> weakness.accept(server));
                    some(GAPS, random).forEach(gap -> gap.accept(server));
                    var grade = server.grade();
                    if (grade.atBest() == Letter.A_PLUS) {
                        assertThat(grade.caps()).isEmpty();
                    } else {
                        assertThat(grade.caps().getFirst().ceiling()).isEqualTo(grade.atBest());
                    }
                    assertThat(grade.letter() == Letter.UNKNOWN).isEqualTo(decides(grade));
                });
    }

    private static boolean decides(Grade grade) {
        return grade.open().stream().anyMatch(cap -> cap.ceiling().isWorseThan(grade.atBest()));
    }

    private interface Check {
        void of(Random random, Estate server);
    }

    private static void each(Check check) {
        LongStream.range(FIRST_SEED, FIRST_SEED + CASES)
                .parallel()
                .forEach(
                        seed -> {
                            try {
                                check.of(new Random(seed), new Estate());
                            } catch (AssertionError | RuntimeException e) {
                                throw new AssertionError("fails for seed " + seed, e);
                            }
                        });
    }

    private static <T> List<T> some(List<T> all, Random random) {
        var some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        return some.subList(0, random.nextInt(7));
    }

    private static void forget(Estate server, ProtocolVersion version) {
        server.unknown(version);
    }

    private static void key(Estate server, int bits) {
        var old = server.certificate;
        server.certificate =
                new CertificateTrust(
                        old.trusted(),
                        old.selfSigned(),
                        old.chainComplete(),
                        old.nameMatches(),
                        old.inForce(),
                        old.revoked(),
                        old.keyAlgorithm(),
                        old.keyBits().map(now -> Math.min(now, bits)),
                        old.signatureHash());
    }

    private static void signed(Estate server, SignatureHash hash) {
        var old = server.certificate;
        server.certificate =
                new CertificateTrust(
                        old.trusted(),
                        old.selfSigned(),
                        old.chainComplete(),
                        old.nameMatches(),
                        old.inForce(),
                        old.revoked(),
                        old.keyAlgorithm(),
                        old.keyBits(),
                        hash);
    }

    /** What was bad stays bad. */
    private static void trust(Estate server, Answer trusted, Answer complete, Answer name) {
        var old = server.certificate;
        server.certificate =
                new CertificateTrust(
                        both(old.trusted(), trusted),
                        old.selfSigned(),
                        both(old.chainComplete(), complete),
                        both(old.nameMatches(), name),
                        old.inForce(),
                        old.revoked(),
                        old.keyAlgorithm(),
                        old.keyBits(),
                        old.signatureHash());
    }

    private static Answer both(Answer one, Answer other) {
        return one == Answer.NO ? one : other;
    }
}
