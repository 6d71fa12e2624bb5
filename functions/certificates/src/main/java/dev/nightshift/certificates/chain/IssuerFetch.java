package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;

/**
 * Gets the issuers that a server forgot to send, from where the certificates say they are, so that
 * "the chain is incomplete" can be told from "nobody trusts it". Make one per run: each URL is
 * asked once.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.2.2.1">RFC 5280, 4.2.2.1</a>
 */
public final class IssuerFetch {
    private static final int MAX_BYTES = 64 << 10;

    /** How many issuers in a row may be missing. */
    private static final int MAX_STEPS = 3;

    private final Download download;
    private final Once<Download.Outcome> answers = new Once<>();

    /**
     * @param patience for each answer
     */
    public IssuerFetch(Fetcher fetcher, Duration patience) {
        this.download = new Download(fetcher, patience);
    }

    /**
     * The verdict again, over what could be fetched; the same if its path does lead to a root, or
     * nothing helps. The missing certificate stays a fault: many clients do not fetch.
     */
    public ChainVerdict complete(
            ChainAnalysis analysis, Presented presented, ChainVerdict verdict) {
        var best = verdict;
        var fetched = new ArrayList<>(presented.fetched());
        for (int step = 0; step < MAX_STEPS && isCutOff(best); step++) {
            var issuer = issuerOf(best.built().getLast());
            if (issuer.isEmpty() || fetched.contains(issuer.get())) {
                return best;
            }
            fetched.add(issuer.get());
            best = analysis.judge(presented.with(fetched), verdict.expected(), verdict.at());
        }
        return best;
    }

    private static boolean isCutOff(ChainVerdict verdict) {
        return !verdict.rooted()
                && !verdict.built().isEmpty()
                && !verdict.built().getLast().selfIssued();
    }

    private Optional<Bytes> issuerOf(CertificateSummary certificate) {
        for (var url : certificate.caIssuerUrls().stream().limit(2).toList()) {
            var outcome =
                    answers.get(
                            url, () -> download.get(url, Optional.empty(), Bytes.NONE, MAX_BYTES));
            if (outcome instanceof Download.Outcome.Got(var body) && isCertificate(body)) {
                return Optional.of(body);
            }
        }
        return Optional.empty();
    }

    private static boolean isCertificate(Bytes body) {
        try {
            return !ParsedCertificate.read(body).der().isEmpty();
        } catch (MalformedDerException other) {
            return false;
        }
    }
}
