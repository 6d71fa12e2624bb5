package dev.nightshift.rollback.target;

import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.InvalidationSummary;

/**
 * Purges everything that a CloudFront distribution keeps: after a rollback of a site, or after a
 * deploy. One path of the 1,000 a month that cost nothing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html">
 *     CreateInvalidation</a>
 */
public final class Invalidation {
    /** Keys of a bucket are not paths of a distribution, so all of it is purged. */
    private static final String EVERYTHING = "/*";

    private final CloudFrontClient cloudFront;
    private final String distribution;

    /**
     * @param distribution its id
     */
    public Invalidation(CloudFrontClient cloudFront, String distribution) {
        this.cloudFront = cloudFront;
        this.distribution = distribution;
    }

    /**
     * Begins the purge, or finds that it was begun with the same token before.
     *
     * @return what CloudFront calls it, and how far it is
     * @throws dev.nightshift.core.automation.CloudException if it was not begun, or that is not
     *     known
     */
    public String begin(String token) {
        var made =
                Calls.ask(
                                "purge the distribution " + distribution,
                                () ->
                                        cloudFront.createInvalidation(
                                                request ->
                                                        request.distributionId(distribution)
                                                                .invalidationBatch(
                                                                        batch ->
                                                                                batch.callerReference(
                                                                                                token)
                                                                                        .paths(
                                                                                                paths ->
                                                                                                        paths.quantity(
                                                                                                                        1)
                                                                                                                .items(
                                                                                                                        EVERYTHING)))))
                        .invalidation();
        return "invalidation " + made.id() + " is " + made.status();
    }

    /** The purge that runs, anybody's, if one does. */
    public Optional<String> running() {
        return Calls.ask(
                "list the invalidations of the distribution " + distribution,
                () ->
                        cloudFront
                                .listInvalidations(request -> request.distributionId(distribution))
                                .invalidationList()
                                .items()
                                .stream()
                                // the newest come first; one that is further down has long ended
                                .filter(summary -> "InProgress".equals(summary.status()))
                                .findFirst()
                                .map(InvalidationSummary::id)
                                .map(id -> "invalidation " + id + " is InProgress"));
    }
}
