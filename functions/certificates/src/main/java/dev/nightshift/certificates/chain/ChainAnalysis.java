package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import dev.nightshift.certificates.net.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges chains: the same chain, name and instant give the same verdict, and nothing that a server
 * can send makes it throw. It asks nobody.
 */
public final class ChainAnalysis {
    /** More than any server has reason to send. */
    private static final int MAX_CERTIFICATES = 40;

    private final Trust trust;
    private final Signatures signatures = new Signatures();

    public ChainAnalysis(Trust trust) {
        this.trust = trust;
    }

    /**
     * @param expected the host that clients mean: a name, in any script and case, or the literal of
     *     an address
     */
    public ChainVerdict judge(Presented presented, String expected, Instant at) {
        return new Case(presented, expected, at).judge();
    }

    private final class Case {
        private final Presented presented;
        private final String expected;
        private final Instant at;
        private final List<Fault> faults = new ArrayList<>();
        private final List<Path.Link> served = new ArrayList<>();

        private Case(Presented presented, String expected, Instant at) {
            this.presented = presented;
            this.expected = expected;
            this.at = at;
        }

        private ChainVerdict judge() {
            read();
            var first = served.stream().filter(link -> link.position().equals(Optional.of(0)));
            var leaf = first.findFirst().map(this::own);
            if (leaf.isEmpty()) {
                if (presented.chain().isEmpty()) {
                    faults.add(
                            Fault.of(
                                    FaultKind.NO_CERTIFICATE, "The server showed no certificate."));
                }
                return verdict(List.of(), false, Answer.NO, Answer.UNKNOWN, false);
            }
            return judge(leaf.get());
        }

        private ChainVerdict judge(Path.Link leaf) {
            var pool = new ArrayList<>(served);
            pool.addAll(fetched());
            var found = new PathBuilder(trust, signatures, pool, this::badness).build(leaf);
            var path = found.path();
            var pathFaults = PathRules.check(path, at);
            boolean publicly =
                    path.end() == Path.End.ROOT && trust.isPublic(path.last().certificate());
            faults.addAll(pathFaults);
            incomplete(path);
            if (!found.whole() && badness(path) > 0) {
                faults.add(
                        Fault.of(
                                FaultKind.PATH_UNDECIDED,
                                "There are more ways to combine these certificates than are tried;"
                                        + " a good one may be among them."));
            }
            faults.addAll(StrengthRules.check(path, publicly));
            var names = NameRules.check(leaf.certificate(), leaf.position().orElse(0), expected);
            faults.addAll(names.faults());
            if (leaf.certificate().extensions().mustStaple() && !presented.stapled()) {
                faults.add(
                        Fault.at(
                                leaf.position().orElse(0),
                                FaultKind.MUST_STAPLE_WITHOUT_STAPLE,
                                "The certificate asks for a stapled OCSP response and the server"
                                        + " staples none."));
            }
            faults.addAll(ServingRules.check(served, path, at));
            boolean rooted = path.end() == Path.End.ROOT;
            return verdict(path.links(), rooted, trusted(), names.matches(), publicly);
        }

        /** Reads what can be read; what cannot is a fault and no more. */
        private void read() {
            for (int i = 0; i < presented.chain().size(); i++) {
                if (i == MAX_CERTIFICATES) {
                    faults.add(
                            Fault.at(
                                    i,
                                    FaultKind.TOO_MANY_CERTIFICATES,
                                    "The server sends %d certificates; only %d were looked at."
                                            .formatted(
                                                    presented.chain().size(), MAX_CERTIFICATES)));
                    return;
                }
                try {
                    served.add(link(presented.chain().get(i), Optional.of(i)));
                } catch (MalformedDerException garbled) {
                    faults.add(
                            Fault.at(
                                    i,
                                    FaultKind.GARBLED_CERTIFICATE,
                                    "What was served at place %d is not a certificate: %s."
                                            .formatted(i + 1, garbled.getMessage())));
                }
            }
        }

        private Path.Link link(Bytes der, Optional<Integer> position) throws MalformedDerException {
            var certificate = ParsedCertificate.read(der);
            return new Path.Link(certificate, position, trust.holds(certificate), Answer.UNKNOWN);
        }

        private List<Path.Link> fetched() {
            var links = new ArrayList<Path.Link>();
            for (var der : presented.fetched().stream().limit(MAX_CERTIFICATES).toList()) {
                try {
                    links.add(link(der, Optional.empty()));
                } catch (MalformedDerException garbled) {
                    faults.add(
                            Fault.of(
                                    FaultKind.PATH_UNDECIDED,
                                    "What was fetched to complete the chain is not a certificate: "
                                            + garbled.getMessage()
                                            + "."));
                }
            }
            return links;
        }

        /**
         * The server's own certificate: the first, unless that is of a CA and another one, issued
         * among these and of no CA, can only be it.
         */
        private Path.Link own(Path.Link first) {
            if (!first.certificate().extensions().isCa()) {
                return first;
            }
            var others =
                    served.stream()
                            .filter(link -> !link.certificate().extensions().isCa())
                            .filter(link -> link.certificate().extensions().names().isPresent())
                            .filter(link -> !link.certificate().isSelfIssued())
                            .toList();
            if (others.size() != 1) {
                return first;
            }
            var own = others.getFirst();
            int place = own.position().orElse(0);
            faults.add(
                    Fault.at(
                            place,
                            FaultKind.OWN_CERTIFICATE_NOT_FIRST,
                            "The server's own certificate is at place %d and has to be first."
                                    .formatted(place + 1)));
            return own;
        }

        /** A path over what was fetched works for clients that fetch it too, and for no others. */
        private void incomplete(Path path) {
            for (int i = 1; i < path.links().size(); i++) {
                var link = path.links().get(i);
                if (link.position().isEmpty() && !link.anchored()) {
                    var below = path.links().get(i - 1);
                    faults.add(
                            new Fault(
                                    FaultKind.MISSING_INTERMEDIATE,
                                    below.position(),
                                    "%s was not served. It could be fetched, but many clients do not."
                                            .formatted(link.certificate().label())));
                }
            }
        }

        private int badness(Path path) {
            int bad = 0;
            for (var fault : PathRules.check(path, at)) {
                bad +=
                        switch (fault.severity()) {
                            case ERROR -> 100;
                            case UNKNOWN -> 10;
                            case WARNING -> 1;
                            case NOTE -> 0;
                        };
            }
            // among the broken, the one that gets furthest says most
            return bad == 0 ? 0 : bad + (path.end() == Path.End.ROOT ? 0 : 10_000);
        }

        private Answer trusted() {
            var severities = new HashSet<Severity>();
            for (var fault : faults) {
                if (fault.kind().concern() == FaultKind.Concern.TRUST) {
                    severities.add(fault.severity());
                }
            }
            if (severities.contains(Severity.ERROR)) {
                return Answer.NO;
            }
            return severities.contains(Severity.UNKNOWN) ? Answer.UNKNOWN : Answer.YES;
        }

        private ChainVerdict verdict(
                List<Path.Link> path,
                boolean rooted,
                Answer trusted,
                Answer nameMatches,
                boolean publicly) {
            return new ChainVerdict(
                    expected,
                    at,
                    served.stream().map(this::summary).toList(),
                    path.stream().map(this::summary).toList(),
                    rooted,
                    trusted,
                    nameMatches,
                    publicly,
                    distinct());
        }

        private List<Fault> distinct() {
            Set<List<Object>> seen = new HashSet<>();
            return faults.stream()
                    .filter(fault -> seen.add(List.of(fault.kind(), fault.position())))
                    .sorted(Comparator.comparingInt(Case::rank))
                    .toList();
        }

        private static int rank(Fault fault) {
            return switch (fault.severity()) {
                case ERROR -> 0;
                case UNKNOWN -> 1;
                case WARNING -> 2;
                case NOTE -> 3;
            };
        }

        private final HashMap<String, CertificateSummary> summaries = new HashMap<>();

        private CertificateSummary summary(Path.Link link) {
            return summaries.computeIfAbsent(
                    link.certificate().fingerprint() + link.position(),
                    absent -> CertificateSummary.of(link.certificate(), link.position()));
        }
    }
}
