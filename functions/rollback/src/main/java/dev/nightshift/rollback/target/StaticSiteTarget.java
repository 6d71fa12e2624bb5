package dev.nightshift.rollback.target;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.work.Together;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.SiteHistory.Change;
import dev.nightshift.rollback.target.SiteHistory.Version;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A static site in a versioned bucket. Its revisions are instants; what is current is the first
 * instant as of which the site was what it is now. Former ones are the releases that were seen, as
 * a bucket does not know which of its instants were whole. Going back copies the versions of then
 * over those of now and marks as removed what was not there then; nothing is lost by it, and doing
 * it twice is doing it once. A large site takes several calls.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RestoringPreviousVersions.html">
 *     Restoring previous versions</a>
 */
final class StaticSiteTarget implements TargetPort {
    /** About five seconds' work. */
    private static final int MOST_CHANGES = 1_000;

    private static final int AT_ONCE = 16;

    /** A hundred pages, about 40 MB of memory. */
    private static final int MOST_VERSIONS = 100_000;

    /** Storage classes from which nothing can be copied at once. */
    private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

    private final S3Client s3;
    private final Target.StaticSite target;
    private final Optional<Invalidation> invalidation;
    private final Clock clock;
    private final int mostChanges;
    private final SiteBucket bucket;

    /**
     * @param invalidation of the distribution before the bucket, if there is one
     */
    StaticSiteTarget(
            S3Client s3,
            Target.StaticSite target,
            Optional<Invalidation> invalidation,
            Clock clock) {
        this(s3, target, invalidation, clock, MOST_CHANGES);
    }

    StaticSiteTarget(
            S3Client s3,
            Target.StaticSite target,
            Optional<Invalidation> invalidation,
            Clock clock,
            int mostChanges) {
        this.s3 = s3;
        this.target = target;
        this.invalidation = invalidation;
        this.clock = clock;
        this.mostChanges = mostChanges;
        this.bucket = new SiteBucket(s3, target);
    }

    @Override
    public Standing observe() {
        var history = history();
        return new Standing(
                history.current().toString(),
                history.changed(),
                100,
                List.of(),
                invalidation.flatMap(Invalidation::running));
    }

    @Override
    public Preflight preflight(String from, String to) {
        var history = history();
        var current = history.current();
        var then = instant(to);
        if (then.isPresent() && current.equals(then.get())) {
            return new Preflight.Ready("the site is as of " + to + " already");
        }
        return changed(history, from, to)
                .or(() -> busy(history, from))
                .or(() -> obstacle(history, to))
                .<Preflight>map(Preflight.Obstacle::new)
                .orElseGet(
                        () ->
                                new Preflight.Ready(
                                        "all versions as of %s are there; %d objects change"
                                                .formatted(
                                                        to,
                                                        history.changes(then.orElseThrow())
                                                                .size())));
    }

    @Override
    public Step rollBack(String from, String to, String token) {
        var history = history();
        var obstacle = obstacle(history, to).or(() -> changed(history, from, to));
        if (obstacle.isPresent()) {
            return new Step.Refused(obstacle.get());
        }
        var changes = history.changes(instant(to).orElseThrow());
        if (changes.isEmpty()) {
            return new Step.AlreadySo("the site is as of " + to + purge(token));
        }
        var busy = busy(history, from);
        if (busy.isPresent()) {
            return new Step.Refused(busy.get());
        }
        var now = changes.subList(0, Math.min(mostChanges, changes.size()));
        Together.map(now, AT_ONCE, this::make);
        var done = "%d of %d objects are as of %s".formatted(now.size(), changes.size(), to);
        return now.size() < changes.size()
                ? new Step.Unfinished(done)
                : new Step.Begun(done + purge(token));
    }

    @Override
    public Progress verify(String to) {
        var history = history();
        var then = instant(to);
        if (then.isEmpty() || !history.changes(then.get()).isEmpty()) {
            return new Progress.Elsewhere(history.current().toString());
        }
        return invalidation
                .flatMap(Invalidation::running)
                .<Progress>map(Progress.Underway::new)
                .orElseGet(Progress.Arrived::new);
    }

    /** Half way back, each object is as of the one instant or as of the other. */
    private static Optional<String> changed(SiteHistory history, String from, String to) {
        var before = instant(from);
        var then = instant(to);
        if (before.isEmpty() || then.isEmpty()) {
            return Optional.of(
                    (before.isEmpty() ? from : to)
                            + " is not an instant like 2026-11-28T09:00:00Z");
        }
        return history.foreign(before.get(), then.get())
                .map(key -> key + " was changed by somebody else after " + from);
    }

    /** A purge that runs is in the way of the first step only. */
    private Optional<String> busy(SiteHistory history, String from) {
        return history.current().toString().equals(from)
                ? invalidation
                        .flatMap(Invalidation::running)
                        .map(running -> "something is under way: " + running)
                : Optional.empty();
    }

    private String purge(String token) {
        return invalidation.map(cache -> "; " + cache.begin(token)).orElse("");
    }

    private Optional<String> obstacle(SiteHistory history, String to) {
        var then = instant(to);
        if (then.isEmpty()) {
            return Optional.of(to + " is not an instant like 2026-11-28T09:00:00Z");
        }
        return bucket.obstacle(then.get(), clock.instant()).or(() -> history.obstacle(then.get()));
    }

    private Change make(Change change) {
        switch (change) {
            case Change.Restore(var version) -> restore(version);
            case Change.Remove(var key) ->
                    Calls.ask(
                            "mark " + key + " as removed",
                            () ->
                                    s3.deleteObject(
                                            request -> request.bucket(target.bucket()).key(key)));
        }
        return change;
    }

    private void restore(Version version) {
        var copied =
                Calls.ask(
                        "restore " + version.key() + " as of " + version.at(),
                        () ->
                                s3.copyObject(
                                        request ->
                                                request.sourceBucket(target.bucket())
                                                        .sourceKey(version.key())
                                                        .sourceVersionId(version.id())
                                                        .destinationBucket(target.bucket())
                                                        .destinationKey(version.key())));
        if (!version.content().equals(copied.copyObjectResult().eTag())) {
            throw new CloudException(
                    Kind.REJECTED,
                    "the copy of "
                            + version.key()
                            + " does not compare with what was copied: is one of them encrypted"
                            + " with a key of KMS?");
        }
    }

    private SiteHistory history() {
        var all = new ArrayList<Version>();
        Calls.ask(
                "list the versions of " + target.name(),
                () -> {
                    for (var page :
                            s3.listObjectVersionsPaginator(
                                    request ->
                                            request.bucket(target.bucket())
                                                    .prefix(target.prefix()))) {
                        page.versions()
                                .forEach(
                                        version ->
                                                all.add(
                                                        new Version(
                                                                version.key(),
                                                                version.versionId(),
                                                                version.eTag(),
                                                                version.size(),
                                                                version.lastModified(),
                                                                version.isLatest(),
                                                                ARCHIVES.contains(
                                                                        version
                                                                                .storageClassAsString()))));
                        page.deleteMarkers()
                                .forEach(
                                        marker ->
                                                all.add(
                                                        new Version(
                                                                marker.key(),
                                                                marker.versionId(),
                                                                "",
                                                                0,
                                                                marker.lastModified(),
                                                                marker.isLatest(),
                                                                false)));
                        if (all.size() > MOST_VERSIONS) {
                            throw new CloudException(
                                    Kind.QUOTA,
                                    "could not list the versions of %s: there are more than %d; let a lifecycle rule remove old ones"
                                            .formatted(target.name(), MOST_VERSIONS));
                        }
                    }
                    return all;
                });
        if (all.isEmpty()) {
            throw new CloudException(
                    Kind.NOT_FOUND, "there is nothing at " + target.name() + " in S3");
        }
        return new SiteHistory(all);
    }

    private static Optional<Instant> instant(String revision) {
        try {
            return Optional.of(Instant.parse(revision));
        } catch (DateTimeParseException notOne) {
            return Optional.empty();
        }
    }
}
