package dev.nightshift.rollback.target;

import java.util.Optional;

/**
 * What every target asks before it goes back: whether what is to be taken back is still what is
 * released, and whether nothing else is under way.
 */
abstract class CarefulTarget implements TargetPort {
    /** Why this target cannot go back to this revision, if it cannot. Changes nothing. */
    abstract Optional<String> obstacle(Standing standing, String to);

    /** Begins to go back; what is released is {@code from}, and nothing is under way. */
    abstract Step begin(Standing standing, String to, String token);

    /** What is released and whether anything is under way; the former revisions may be left out. */
    Standing glance() {
        return observe();
    }

    /** What the preflight has looked at, in words. */
    abstract String looked(String to);

    /** Whether two names are of one revision. */
    boolean same(String one, String other) {
        return one.equals(other);
    }

    /**
     * Whether {@code from} was taken back already, and something else than what is wanted stands
     * there since: the first half of going back in two steps.
     */
    boolean isHalfway(String from) {
        return false;
    }

    @Override
    public final Preflight preflight(String from, String to) {
        return preflight(glance(), from, to);
    }

    @Override
    public final Preflight preflight(Standing standing, String from, String to) {
        if (same(standing.current(), to)) {
            return new Preflight.Ready(to + " is released already");
        }
        return inTheWay(standing, from)
                .or(() -> obstacle(standing, to))
                .<Preflight>map(Preflight.Obstacle::new)
                .orElseGet(() -> new Preflight.Ready(looked(to)));
    }

    @Override
    public final Step rollBack(String from, String to, String token) {
        return step(glance(), from, to, token);
    }

    @Override
    public final Step rollBack(Standing seen, String from, String to, String token) {
        if (seen.stamp().isEmpty()) {
            return rollBack(from, to, token);
        }
        // on condition of what was seen, so that it is looked at again only if that is no more
        var step = step(seen, from, to, token);
        return step instanceof Step.Refused ? rollBack(from, to, token) : step;
    }

    private Step step(Standing standing, String from, String to, String token) {
        if (same(standing.current(), to)) {
            return new Step.AlreadySo(
                    to
                            + standing.busy()
                                    .map(busy -> " is on its way: " + busy)
                                    .orElse(" is released"));
        }
        return inTheWay(standing, from)
                .<Step>map(Step.Refused::new)
                .orElseGet(() -> begin(standing, to, token));
    }

    private Optional<String> inTheWay(Standing standing, String from) {
        if (!same(standing.current(), from) && !isHalfway(from)) {
            return Optional.of(
                    standing.current() + " is released meanwhile, and not " + from + " any more");
        }
        return standing.busy().map(busy -> "something is under way: " + busy);
    }
}
