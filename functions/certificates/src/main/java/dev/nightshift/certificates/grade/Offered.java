package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.tls.CipherSuite;
import dev.nightshift.certificates.tls.CipherSuite.Authentication;
import dev.nightshift.certificates.tls.ProtocolVersion;
import dev.nightshift.certificates.tls.TlsSurvey;
import dev.nightshift.certificates.tls.TlsSurvey.Offer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A survey, asked the questions of the guide. */
record Offered(TlsSurvey survey) {
    private static final int TRIPLE_DES_BITS = 168;

    Answer offers(ProtocolVersion version) {
        return switch (survey.offers(version)) {
            case YES -> Answer.YES;
            case NO -> Answer.NO;
            case UNKNOWN -> Answer.UNKNOWN;
        };
    }

    /** Whether it offers one of these; not known as long as it is not known of one. */
    Answer offersAny(ProtocolVersion... versions) {
        var answers = Arrays.stream(versions).map(this::offers).toList();
        if (answers.contains(Answer.YES)) {
            return Answer.YES;
        }
        return answers.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.NO;
    }

    Stream<ProtocolVersion> versions() {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> offers(version) == Answer.YES);
    }

    List<CipherSuite> suites(ProtocolVersion version) {
        return offers(version) == Answer.YES
                ? survey.suites().getOrDefault(version, List.of())
                : List.of();
    }

    Stream<CipherSuite> suites() {
        return versions().flatMap(version -> suites(version).stream()).distinct();
    }

    boolean has(Predicate<CipherSuite> kind) {
        return suites().anyMatch(kind);
    }

    /** The versions of which the suites are not known, in words; empty if all of them are. */
    List<String> unknownSuites() {
        return Arrays.stream(ProtocolVersion.values())
                .filter(version -> offers(version) != Answer.NO && suites(version).isEmpty())
                .map(ProtocolVersion::toString)
                .toList();
    }

    boolean knowsAllSuites() {
        return unknownSuites().isEmpty();
    }

    /** Whether one of its suites is such; not known only if none is seen and some are not. */
    Answer offersSuite(Predicate<CipherSuite> kind) {
        if (has(kind)) {
            return Answer.YES;
        }
        return knowsAllSuites() ? Answer.NO : Answer.UNKNOWN;
    }

    /** Of the versions up to TLS 1.2, which alone can renegotiate and compress. */
    boolean onlyTls13() {
        return versions().allMatch(version -> version == ProtocolVersion.TLS_1_3)
                && Arrays.stream(ProtocolVersion.values())
                        .filter(version -> version != ProtocolVersion.TLS_1_3)
                        .allMatch(version -> survey.offers(version) == Offer.NO);
    }

    static boolean isAnonymous(CipherSuite suite) {
        return suite.authentication() == Authentication.NONE;
    }

    static boolean isRc4(CipherSuite suite) {
        return suite.encryption().contains("RC4");
    }

    /** DES, 3DES, IDEA, RC2 and the older GOST: blocks of 64 bits (SWEET32). */
    static boolean hasSmallBlocks(CipherSuite suite) {
        return Stream.of("DES", "IDEA", "RC2", "28147", "MAGMA")
                .anyMatch(suite.encryption()::contains);
    }

    static boolean isCbc(CipherSuite suite) {
        return suite.name().contains("_CBC");
    }

    /** As the guide counts: its table lists the 168 bits of the key of 3DES, not its strength. */
    static int bits(CipherSuite suite) {
        return suite.encryption().startsWith("3DES") ? TRIPLE_DES_BITS : suite.strengthBits();
    }
}
