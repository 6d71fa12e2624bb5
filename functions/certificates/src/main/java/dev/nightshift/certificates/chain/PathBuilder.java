package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * Looks for ways from a certificate to a root, over what was served, what was fetched, and the
 * roots; by names and identifiers first, then by signatures. Every certificate is tried at every
 * place, as the order in which a server sends them means little.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4158">RFC 4158</a>
 */
final class PathBuilder {
    private static final int MAX_LENGTH = 10;

    /** Hostile chains of many certificates of one name would otherwise have no end of paths. */
    private static final int MAX_STEPS = 150;

    private final Trust trust;
    private final Signatures signatures;
    private final List<Path.Link> pool;
    private final ToIntFunction<Path> badness;
    private Optional<Path> best = Optional.empty();
    private int bestBadness = Integer.MAX_VALUE;
    private int steps;

    /**
     * @param pool what may stand between, each by its place
     * @param badness 0 for a path that is as good as can be
     */
    PathBuilder(
            Trust trust, Signatures signatures, List<Path.Link> pool, ToIntFunction<Path> badness) {
        this.trust = trust;
        this.signatures = signatures;
        this.pool = pool;
        this.badness = badness;
    }

    /**
     * @param whole false if there were more ways than could be tried
     */
    record Found(Path path, boolean whole) {}

    Found build(Path.Link leaf) {
        extend(List.of(leaf));
        var none = new Path(List.of(leaf), Path.End.NO_ISSUER);
        return new Found(best.orElse(none), steps < MAX_STEPS);
    }

    private void extend(List<Path.Link> way) {
        if (bestBadness == 0 || ++steps >= MAX_STEPS) {
            return;
        }
        var top = way.getLast();
        if (top.anchored()) {
            consider(new Path(way, Path.End.ROOT));
            return;
        }
        var certificate = top.certificate();
        boolean selfSigned =
                certificate.isSelfIssued() && signedBy(certificate, certificate) == Answer.YES;
        if (selfSigned || way.size() >= MAX_LENGTH) {
            consider(new Path(way, selfSigned ? Path.End.SELF_SIGNED : Path.End.NO_ISSUER));
            return;
        }
        var issuers = issuers(way, certificate);
        if (issuers.isEmpty()) {
            consider(new Path(way, Path.End.NO_ISSUER));
        }
        for (var issuer : issuers) {
            var longer = new ArrayList<>(way);
            longer.set(longer.size() - 1, top.signed(issuer.signed()));
            longer.add(issuer.signed(Answer.UNKNOWN));
            extend(longer);
        }
    }

    /**
     * Who may have issued it, roots first, each with whether its key did sign. Those whose key did
     * not are there only if nobody's did, and if they are who is meant: the signature is then what
     * is wrong.
     */
    private List<Path.Link> issuers(List<Path.Link> way, ParsedCertificate certificate) {
        var candidates = new ArrayList<Path.Link>();
        for (var root : trust.named(certificate.issuer())) {
            candidates.add(new Path.Link(root, positionOf(root), true, Answer.UNKNOWN));
        }
        candidates.addAll(pool);
        var judged = new ArrayList<Path.Link>();
        for (var candidate : candidates) {
            var issuer = candidate.certificate();
            if (certificate.mayBeIssuedBy(issuer)
                    && way.stream().noneMatch(link -> link.certificate().isTwinOf(issuer))
                    && ++steps < MAX_STEPS) {
                var signed = signedBy(certificate, issuer);
                if (signed == Answer.YES || certificate.identifies(issuer)) {
                    judged.add(candidate.signed(signed));
                }
            }
        }
        if (judged.stream().anyMatch(link -> link.signed() != Answer.NO)) {
            judged.removeIf(link -> link.signed() == Answer.NO);
        }
        judged.sort(
                Comparator.comparingInt((Path.Link link) -> link.signed() == Answer.YES ? 0 : 1)
                        .thenComparingInt(link -> link.anchored() ? 0 : 1));
        return judged;
    }

    private Optional<Integer> positionOf(ParsedCertificate root) {
        return pool.stream()
                .filter(link -> link.certificate().fingerprint().equals(root.fingerprint()))
                .flatMap(link -> link.position().stream())
                .findFirst();
    }

    private Answer signedBy(ParsedCertificate certificate, ParsedCertificate issuer) {
        return signatures.made(certificate, issuer.key(), issuer.keyHash());
    }

    private void consider(Path path) {
        int bad = badness.applyAsInt(path);
        if (bad < bestBadness) {
            best = Optional.of(path);
            bestBadness = bad;
        }
    }
}
