package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.rollback.release.Release;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What deploy-watch can do. Its records are its own; all it changes of others is a cache. */
sealed interface DeployWatchAction extends Action {
    /** Name of the service. */
    String service();

    @Override
    default String subject() {
        return service();
    }

    /**
     * Writes down what is known of a release.
     *
     * @param known as it was on record when that was decided
     */
    record RecordRelease(String service, Optional<Release> known, Release wanted, String because)
            implements DeployWatchAction {
        @Override
        public String id() {
            return id(wanted);
        }

        static String id(Release wanted) {
            return "record %s on %s as %s"
                    .formatted(
                            wanted.revision(),
                            wanted.target(),
                            wanted.phase().name().toLowerCase(Locale.ROOT));
        }

        @Override
        public Impact impact() {
            return known.isEmpty() ? Impact.CREATE : Impact.CHANGE;
        }
    }

    /** Calls a release good: something that can be gone back to. */
    record MarkGood(String service, Release release, Instant at, String because, Set<String> needs)
            implements DeployWatchAction {
        public MarkGood {
            needs = Set.copyOf(needs);
        }

        @Override
        public String id() {
            return "call %s on %s good".formatted(release.revision(), release.target());
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /**
     * Purges what a distribution keeps of the release before.
     *
     * @param reference the same for every attempt for one revision
     */
    record PurgeCache(
            String service,
            String target,
            String distribution,
            String revision,
            String reference,
            String because)
            implements DeployWatchAction {
        @Override
        public String id() {
            return "purge %s for %s of %s".formatted(distribution, revision, target);
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }
}
