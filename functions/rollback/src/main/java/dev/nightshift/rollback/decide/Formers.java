package dev.nightshift.rollback.decide;

import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Release.Undo;
import dev.nightshift.rollback.target.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to go back to from a release.
 *
 * @param quarantined revisions that nothing goes back to
 */
record Formers(Release bad, Standing standing, List<Release> releases, Set<String> quarantined) {
    /** So many are told when none will do. */
    private static final int TOLD = 3;

    /** The release that is live, if it is on record. */
    static Optional<Release> blamed(Standing standing, List<Release> releases) {
        return releases.stream()
                .filter(release -> release.revision().equals(standing.current()))
                .max(Comparator.comparing(Release::at));
    }

    /** The newest good release before the bad one that is not bad itself. */
    Optional<Release> good() {
        return earlier()
                .filter(release -> flaw(release).isEmpty())
                .max(Comparator.comparing(Release::at));
    }

    /** Why there is none. */
    String whyNone() {
        var words =
                earlier()
                        .limit(TOLD)
                        .map(release -> release.revision() + " " + flaw(release).orElse(""))
                        .collect(Collectors.joining("; "));
        return words.isEmpty() ? "no earlier release is on record" : words;
    }

    private Stream<Release> earlier() {
        return releases.stream()
                .filter(release -> release.at().isBefore(bad.at()))
                .filter(release -> !release.revision().equals(bad.revision()));
    }

    /** What stands against going back to this one. */
    private Optional<String> flaw(Release release) {
        if (quarantined.contains(release.revision())) {
            return Optional.of("was itself rolled back from");
        }
        if (!release.isGood()) {
            return Optional.of("was never shown to be good");
        }
        // a target that keeps no list is asked by the preflight
        if (standing.formers().isEmpty()) {
            return Optional.empty();
        }
        return standing.former(release.revision())
                .map(former -> former.obstacle().map(why -> "cannot be gone back to: " + why))
                .orElse(Optional.of("is no longer there"));
    }

    /** Whether nothing that came after the good release, up to the bad one, must stay. */
    Verdict reversible(Optional<Release> to) {
        var marked =
                onTheWay(to, Undo.IRREVERSIBLE)
                        .map(release -> release.revision() + " is marked as irreversible");
        var untold =
                onTheWay(to, Undo.UNKNOWN)
                        .map(
                                release ->
                                        "whether %s is marked as irreversible could not be read"
                                                .formatted(release.revision()));
        return marked.map(why -> Verdict.refuses(Rule.REVERSIBLE, why))
                .or(() -> untold.map(why -> Verdict.unknown(Rule.REVERSIBLE, why)))
                .orElseGet(
                        () ->
                                Verdict.holds(
                                        Rule.REVERSIBLE,
                                        "nothing on the way is marked as irreversible"));
    }

    /** What came after the good release, up to the bad one, of which this is so. */
    private Optional<Release> onTheWay(Optional<Release> to, Undo undo) {
        return releases.stream()
                .filter(release -> release.undo() == undo)
                .filter(release -> !release.at().isAfter(bad.at()))
                .filter(
                        release ->
                                release.revision().equals(bad.revision())
                                        || to.map(good -> release.at().isAfter(good.at()))
                                                .orElse(false))
                .findFirst();
    }
}
