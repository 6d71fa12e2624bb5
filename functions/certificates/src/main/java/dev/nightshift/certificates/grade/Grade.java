package dev.nightshift.certificates.grade;

import java.util.Comparator;
import java.util.List;

/**
 * How a server stands by the guide.
 *
 * @param letter the grade; {@link Letter#UNKNOWN} if something that decides it is not known
 * @param atBest the grade if all that is not known were good
 * @param ignoringTrust the grade without {@link Letter#T} and {@link Letter#M}: how the server is
 *     set up, whoever signed its certificate
 * @param protocolScore 0 to 100, like the other scores, rounded down; of what is known
 * @param total 30 % protocols, 30 % key exchange, 40 % ciphers; zero if one of them is
 * @param caps what holds the grade down, worst first
 * @param open what would hold it down further, and is not known
 */
public record Grade(
        Letter letter,
        Letter atBest,
        Letter ignoringTrust,
        int protocolScore,
        int keyExchangeScore,
        int cipherScore,
        int total,
        List<Cap> caps,
        List<Cap> open) {
    private static final Comparator<Cap> WORST_FIRST =
            Comparator.comparing(Cap::ceiling).reversed();

    public Grade {
        caps = caps.stream().sorted(WORST_FIRST).toList();
        open = open.stream().sorted(WORST_FIRST).toList();
    }

    /** Such as {@code B}, or {@code unknown, at best A-}. */
    public String inWords() {
        return letter == Letter.UNKNOWN && atBest != Letter.UNKNOWN
                ? "unknown, at best " + atBest
                : letter.toString();
    }
}
