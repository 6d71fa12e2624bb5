package dev.nightshift.certificates.acm;

import dev.nightshift.certificates.Level;
import dev.nightshift.certificates.acm.Finding.Fault;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Says of all certificates that AWS keeps what is wrong with them, and who does what. */
public final class AcmVerdict {
    private static final Comparator<Finding> WORST_FIRST =
            Comparator.comparing(Finding::level, Comparator.<Level>reverseOrder())
                    .thenComparing(finding -> finding.expires().orElse(Instant.MAX))
                    .thenComparing(Finding::name)
                    .thenComparing(Finding::key)
                    .thenComparing(Finding::fault);

    private AcmVerdict() {}

    /**
     * @param scale levels by share of lifetime left
     * @return the worst first, then what expires first; none if all is well
     */
    public static List<Finding> of(AwsFacts facts, AcmTerms terms, LifetimeScale scale) {
        var certificates =
                facts.certificates().stream()
                        .flatMap(one -> CertificateVerdict.of(one, facts, terms, scale).stream());
        var servers =
                facts.serverCertificates().stream()
                        .flatMap(one -> ServerCertificateVerdict.of(one, facts, scale).stream());
        var distributions =
                facts.distributions().stream()
                        .flatMap(one -> DistributionVerdict.of(one, facts).stream());
        var unread = facts.unread().stream().map(AcmVerdict::unread);
        return Stream.of(certificates, servers, distributions, unread)
                .flatMap(all -> all)
                .sorted(WORST_FIRST)
                .toList();
    }

    private static Finding unread(Unread gap) {
        return new Finding(
                Level.UNKNOWN,
                Fault.UNREAD,
                gap.what(),
                gap.what(),
                "could not be read: " + gap.why(),
                "mend the reason; until then nothing is known of it",
                Optional.empty());
    }
}
