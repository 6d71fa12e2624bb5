package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds out whether certificates were revoked: from the stapled OCSP response, then from OCSP, then
 * from the CRL; the first that tells ends it. Make one per run: it remembers every answer, so that
 * one CRL is fetched once for hundreds of certificates.
 */
public final class RevocationCheck {
    private static final int MAX_OCSP_BYTES = 64 << 10;
    private static final Duration MAX_PATIENCE = Duration.ofSeconds(30);

    /** How many URLs of one kind in one certificate are tried. */
    private static final int MAX_URLS = 3;

    private final Download download;
    private final Limits limits;
    private final Once<Download.Outcome> answers = new Once<>();
    private final Once<Kept> lists = new Once<>();
    private final AtomicLong listBytes = new AtomicLong();

    /**
     * @param patience for each answer
     * @param listBytes of one CRL; a longer one is not read
     * @param allListBytes of all CRLs that are kept during a run
     */
    public record Limits(Duration patience, int listBytes, long allListBytes) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), 8 << 20, 48 << 20);

        public Limits {
            if (!patience.isPositive() || patience.compareTo(MAX_PATIENCE) > 0) {
                throw new IllegalArgumentException("a patience up to 30 s, not " + patience);
            }
        }
    }

    /** A CRL that is believed of its issuer, or why there is none. */
    private sealed interface Kept {
        record Usable(RevocationList list) implements Kept {}

        record Unusable(String why) implements Kept {}
    }

    /** What was found out about one certificate. */
    public record Finding(CertificateSummary certificate, Revocation revocation) {}

    public RevocationCheck(Fetcher fetcher, Limits limits) {
        this.download = new Download(fetcher, limits.patience());
        this.limits = limits;
    }

    /**
     * Of every certificate on the path as built but the root, the server's own first.
     *
     * @param stapled the OCSP response that came with the handshake
     */
    public List<Finding> check(ChainVerdict verdict, Optional<Bytes> stapled) {
        var findings = new ArrayList<Finding>();
        var path = verdict.built();
        // who believes a root by choice takes it back by choice
        int last = verdict.rooted() ? path.size() - 1 : path.size();
        for (int i = 0; i < last; i++) {
            findings.add(
                    new Finding(
                            path.get(i),
                            verdict.rooted()
                                    ? check(verdict, i, i == 0 ? stapled : Optional.empty())
                                    : new Revocation.Unknown(
                                            "the chain leads to no trusted root, so that nobody can"
                                                    + " be believed about it")));
        }
        return List.copyOf(findings);
    }

    private Revocation check(ChainVerdict verdict, int index, Optional<Bytes> stapled) {
        try {
            var certificate = ParsedCertificate.read(verdict.built().get(index).der());
            var issuer = ParsedCertificate.read(verdict.built().get(index + 1).der());
            return new Search(certificate, issuer, verdict).find(stapled);
        } catch (MalformedDerException garbled) {
            return new Revocation.Unknown(
                    "the certificate cannot be read: " + garbled.getMessage());
        }
    }

    /** The search for one certificate; remembers why each way led nowhere. */
    private final class Search {
        private final ParsedCertificate certificate;
        private final ParsedCertificate issuer;
        private final ChainVerdict verdict;
        private final List<String> dead = new ArrayList<>();

        private Search(
                ParsedCertificate certificate, ParsedCertificate issuer, ChainVerdict verdict) {
            this.certificate = certificate;
            this.issuer = issuer;
            this.verdict = verdict;
        }

        private Revocation find(Optional<Bytes> stapled) {
            var said =
                    stapled.flatMap(
                            response ->
                                    telling(
                                            ocsp(response, Revocation.Via.STAPLED_OCSP),
                                            "stapled"));
            for (var url : certificate.extensions().ocsp().stream().limit(MAX_URLS).toList()) {
                said = said.or(() -> askOcsp(url));
            }
            for (var url : certificate.extensions().crls().stream().limit(MAX_URLS).toList()) {
                said = said.or(() -> lookUp(url));
            }
            return said.orElseGet(
                    () ->
                            dead.isEmpty()
                                    ? new Revocation.NotOffered()
                                    : new Revocation.Unknown(String.join("; ", dead)));
        }

        private Revocation ocsp(Bytes response, Revocation.Via via) {
            return OcspAnswer.judge(response, certificate, issuer, verdict.at(), via);
        }

        /** Good and revoked end the search; the rest is remembered. */
        private Optional<Revocation> telling(Revocation revocation, String where) {
            return switch (revocation) {
                case Revocation.Good good -> Optional.of(good);
                case Revocation.Revoked revoked -> Optional.of(revoked);
                case Revocation.Unknown unknown -> {
                    dead.add(where + ": " + unknown.why());
                    yield Optional.empty();
                }
                case Revocation.NotOffered nothing -> Optional.empty();
            };
        }

        private Optional<Revocation> askOcsp(String url) {
            var request = OcspQuestion.about(certificate, issuer).request();
            var key = url + " " + issuer.keyHash() + " " + certificate.serial().toString(16);
            var outcome =
                    answers.get(
                            key,
                            () ->
                                    download.get(
                                            url,
                                            Optional.of("application/ocsp-request"),
                                            request,
                                            MAX_OCSP_BYTES));
            return switch (outcome) {
                case Download.Outcome.Got got ->
                        telling(
                                ocsp(got.body(), Revocation.Via.OCSP),
                                DistinguishedName.printable(url));
                case Download.Outcome.Missed missed -> {
                    dead.add("OCSP at " + missed.why());
                    yield Optional.empty();
                }
            };
        }

        private Optional<Revocation> lookUp(String url) {
            if (url.toLowerCase(Locale.ROOT).startsWith("ldap")) {
                dead.add("the CRL is offered by LDAP only, which is not asked");
                return Optional.empty();
            }
            var kept = lists.get(url + " " + issuer.keyHash(), () -> list(url, issuer));
            return switch (kept) {
                case Kept.Usable usable -> {
                    try {
                        yield telling(
                                usable.list().about(certificate, verdict.at()),
                                DistinguishedName.printable(url));
                    } catch (MalformedDerException garbled) {
                        dead.add("the CRL cannot be read: " + garbled.getMessage());
                        yield Optional.empty();
                    }
                }
                case Kept.Unusable unusable -> {
                    dead.add("CRL at " + unusable.why());
                    yield Optional.empty();
                }
            };
        }
    }

    private Kept list(String url, ParsedCertificate issuer) {
        if (listBytes.get() >= limits.allListBytes()) {
            return new Kept.Unusable(
                    "%s: more than %d MB of CRLs in one run"
                            .formatted(
                                    DistinguishedName.printable(url), limits.allListBytes() >> 20));
        }
        return switch (download.get(url, Optional.empty(), Bytes.NONE, limits.listBytes())) {
            case Download.Outcome.Missed missed -> new Kept.Unusable(missed.why());
            case Download.Outcome.Got got -> {
                var shown = DistinguishedName.printable(url) + ": ";
                try {
                    var list = RevocationList.read(got.body());
                    var doubt = list.doubt(issuer);
                    if (doubt.isPresent()) {
                        yield new Kept.Unusable(shown + doubt.get());
                    }
                    listBytes.addAndGet(got.body().size());
                    yield new Kept.Usable(list);
                } catch (MalformedDerException garbled) {
                    yield new Kept.Unusable(shown + "it cannot be read: " + garbled.getMessage());
                }
            }
        };
    }
}
