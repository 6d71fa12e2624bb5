package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said about one chain, for one name, at one instant.
 *
 * @param expected the name or address that it was to be for, as asked
 * @param served those that could be read, in the order served
 * @param built the path upwards from the server's own certificate, as far as it could be built; its
 *     last is the root if there is one
 * @param rooted whether that last is a root that is believed, whatever else is wrong
 * @param trusted whether that path leads to a root that is trusted, by RFC 5280
 * @param nameMatches whether the certificate is for that name
 * @param publicly whether the root is one that browsers ship
 * @param faults the worst first
 */
public record ChainVerdict(
        String expected,
        Instant at,
        List<CertificateSummary> served,
        List<CertificateSummary> built,
        boolean rooted,
        Answer trusted,
        Answer nameMatches,
        boolean publicly,
        List<Fault> faults) {
    public ChainVerdict {
        served = List.copyOf(served);
        built = List.copyOf(built);
        faults = List.copyOf(faults);
    }

    /** All of it in one word. */
    public enum Standing {
        GOOD,
        /** It works, and something should be mended. */
        WARN,
        BROKEN,
        /** Nothing is known to be wrong, but not all could be decided. */
        UNKNOWN
    }

    public Standing standing() {
        if (!of(Severity.ERROR).isEmpty() || trusted == Answer.NO || nameMatches == Answer.NO) {
            return Standing.BROKEN;
        }
        if (!of(Severity.UNKNOWN).isEmpty()
                || trusted == Answer.UNKNOWN
                || nameMatches == Answer.UNKNOWN) {
            return Standing.UNKNOWN;
        }
        return of(Severity.WARNING).isEmpty() ? Standing.GOOD : Standing.WARN;
    }

    public List<Fault> of(Severity severity) {
        return faults.stream().filter(fault -> fault.severity() == severity).toList();
    }

    /** The server's own certificate; empty if none could be read. */
    public Optional<CertificateSummary> leaf() {
        return built.stream().findFirst();
    }

    /**
     * How long clients can go on: from the issue of the server's own certificate to the first
     * expiry on the path.
     */
    public Optional<Lifetime> lifetime() {
        return leaf().map(
                        leaf ->
                                new Lifetime(
                                        leaf.notBefore(),
                                        built.stream()
                                                .map(CertificateSummary::notAfter)
                                                .min(Instant::compareTo)
                                                .orElseThrow()));
    }
}
