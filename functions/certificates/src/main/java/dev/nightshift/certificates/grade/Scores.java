package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.KeyExchange;
import dev.nightshift.certificates.tls.ProtocolVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * The guide's three tables. What is not known counts as good here; it is held against the grade
 * elsewhere.
 *
 * @param protocolTwice twice the score, which is the mean of two
 * @param keyExchange the score
 * @param cipherTwice twice the score, which is the mean of two
 */
record Scores(int protocolTwice, int keyExchange, int cipherTwice) {
    private static final int BEST = 100;
    private static final int EXPORT_BITS = 512;

    static Scores of(Offered offered, CertificateTrust certificate) {
        return new Scores(protocols(offered), keyExchange(offered, certificate), ciphers(offered));
    }

    /** The total of the three by weight, times twenty, so that it is whole. */
    private int twentyfold() {
        return protocolTwice == 0 || keyExchange == 0 || cipherTwice == 0
                ? 0
                : 3 * protocolTwice + 6 * keyExchange + 4 * cipherTwice;
    }

    int total() {
        return twentyfold() / 20;
    }

    Letter letter() {
        var total = twentyfold();
        if (total >= 80 * 20) {
            return Letter.A;
        }
        if (total >= 65 * 20) {
            return Letter.B;
        }
        if (total >= 50 * 20) {
            return Letter.C;
        }
        if (total >= 35 * 20) {
            return Letter.D;
        }
        return total >= 20 * 20 ? Letter.E : Letter.F;
    }

    private static int protocols(Offered offered) {
        var scores = offered.versions().map(Scores::ofVersion).toList();
        var unknown =
                offered.offersAny(ProtocolVersion.TLS_1_2, ProtocolVersion.TLS_1_3)
                        == Answer.UNKNOWN;
        return sum(scores, unknown);
    }

    private static int ofVersion(ProtocolVersion version) {
        return switch (version) {
            case SSL_2 -> 0;
            case SSL_3 -> 80;
            case TLS_1_0 -> 90;
            case TLS_1_1 -> 95;
            case TLS_1_2, TLS_1_3 -> BEST;
        };
    }

    private static int ciphers(Offered offered) {
        var scores = offered.suites().map(suite -> ofCipher(Offered.bits(suite))).toList();
        return sum(scores, !offered.knowsAllSuites());
    }

    static int ofCipher(int bits) {
        if (bits >= 256) {
            return BEST;
        }
        if (bits >= 128) {
            return 80;
        }
        return bits > 0 ? 20 : 0;
    }

    /** Best and worst together. */
    private static int sum(List<Integer> scores, boolean mayBeBetter) {
        var worst = scores.stream().min(Integer::compare).orElse(mayBeBetter ? BEST : 0);
        var best = mayBeBetter ? BEST : scores.stream().max(Integer::compare).orElse(0);
        return best + worst;
    }

    private static int keyExchange(Offered offered, CertificateTrust certificate) {
        var scores = new ArrayList<Integer>();
        KeyStrength.of(certificate.keyAlgorithm(), certificate.keyBits())
                .ifPresent(bits -> scores.add(ofKey(bits)));
        if (offered.has(suite -> suite.keyExchange() == KeyExchange.DHE)) {
            offered.survey().dhBits().ifPresent(bits -> scores.add(ofKey(bits)));
        }
        offered.survey().groups().stream()
                .flatMap(group -> KeyStrength.ofGroup(group).stream())
                .forEach(bits -> scores.add(ofKey(bits)));
        if (offered.has(CipherSuite::isExport)) {
            scores.add(ofKey(EXPORT_BITS));
        }
        if (offered.has(Offered::isAnonymous)) {
            scores.add(0);
        }
        return scores.stream().min(Integer::compare).orElse(BEST);
    }

    /**
     * @param bits of a key, of DH parameters, or of the RSA key that is as strong
     */
    static int ofKey(int bits) {
        if (bits >= 4096) {
            return BEST;
        }
        if (bits >= 2048) {
            return 90;
        }
        if (bits >= 1024) {
            return 80;
        }
        return bits >= 512 ? 40 : 20;
    }
}
