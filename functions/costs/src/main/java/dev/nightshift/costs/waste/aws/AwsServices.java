package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;
import static dev.nightshift.costs.waste.aws.AwsCalls.sight;

import dev.nightshift.core.work.Together;
import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** What is only told of, never touched: databases, caches, images, secrets, … */
final class AwsServices {
    private static final int AT_ONCE = 8;
    private static final int PAGE = 100;

    private final AwsWasteClients clients;

    AwsServices(AwsWasteClients clients) {
        this.clients = clients;
    }

    List<Resource> databases() {
        return call(
                "list the databases",
                () ->
                        clients
                                .rds()
                                .describeDBInstancesPaginator(r -> r.maxRecords(PAGE))
                                .dbInstances()
                                .stream()
                                .map(this::database)
                                .toList());
    }

    private Resource database(DBInstance database) {
        return new Resource(
                clients.region(),
                database.dbInstanceIdentifier(),
                Optional.ofNullable(database.instanceCreateTime()),
                Sight.of(AwsTags.of(database.tagList(), tag -> tag.key(), tag -> tag.value())),
                new Detail.Database(
                        database.dbInstanceClass(),
                        database.engine(),
                        Boolean.TRUE.equals(database.multiAZ()),
                        String.valueOf(database.dbInstanceStatus())),
                Map.of());
    }

    List<Resource> caches() {
        var all =
                call(
                        "list the caches",
                        () ->
                                clients
                                        .caches()
                                        .describeCacheClustersPaginator(r -> r.maxRecords(PAGE))
                                        .cacheClusters()
                                        .stream()
                                        .toList());
        return Together.map(all, AT_ONCE, this::cache);
    }

    private Resource cache(CacheCluster cache) {
        return new Resource(
                clients.region(),
                cache.cacheClusterId(),
                Optional.ofNullable(cache.cacheClusterCreateTime()),
                sight(
                        "read the tags of cache " + cache.cacheClusterId(),
                        () ->
                                AwsTags.of(
                                        clients.caches()
                                                .listTagsForResource(
                                                        r -> r.resourceName(cache.arn()))
                                                .tagList(),
                                        tag -> tag.key(),
                                        tag -> tag.value())),
                new Detail.Cache(
                        cache.cacheNodeType(),
                        Optional.ofNullable(cache.numCacheNodes()).orElse(1),
                        cache.engine(),
                        String.valueOf(cache.cacheClusterStatus())),
                Map.of());
    }

    List<Resource> repositories() {
        var all =
                call(
                        "list the image repositories",
                        () ->
                                clients
                                        .ecr()
                                        .describeRepositoriesPaginator(r -> r.maxResults(PAGE))
                                        .repositories()
                                        .stream()
                                        .toList());
        return Together.map(all, AT_ONCE, this::repository);
    }

    private Resource repository(Repository repository) {
        var name = repository.repositoryName();
        return new Resource(
                clients.region(),
                name,
                Optional.ofNullable(repository.createdAt()),
                sight(
                        "read the tags of repository " + name,
                        () ->
                                AwsTags.of(
                                        clients.ecr()
                                                .listTagsForResource(
                                                        r ->
                                                                r.resourceArn(
                                                                        repository.repositoryArn()))
                                                .tags(),
                                        tag -> tag.key(),
                                        tag -> tag.value())),
                new Detail.Repository(
                        sight(
                                "list the images of " + name,
                                () ->
                                        clients
                                                .ecr()
                                                .describeImagesPaginator(
                                                        r ->
                                                                r.repositoryName(name)
                                                                        .maxResults(PAGE))
                                                .imageDetails()
                                                .stream()
                                                .map(AwsServices::image)
                                                .toList())),
                Map.of());
    }

    private static Detail.Image image(ImageDetail image) {
        return new Detail.Image(
                image.imageDigest(),
                image.imagePushedAt(),
                Optional.ofNullable(image.lastRecordedPullTime()),
                Optional.ofNullable(image.imageSizeInBytes()).orElse(0L));
    }

    /** Those that another service looks after are that service's to remove. */
    List<Resource> secrets() {
        return call(
                "list the secrets",
                () ->
                        clients.secrets().listSecretsPaginator(r -> r.maxResults(PAGE)).stream()
                                .flatMap(page -> page.secretList().stream())
                                .filter(secret -> secret.deletedDate() == null)
                                .filter(secret -> secret.owningService() == null)
                                .map(this::secret)
                                .toList());
    }

    private Resource secret(SecretListEntry secret) {
        return new Resource(
                clients.region(),
                secret.name(),
                Optional.ofNullable(secret.createdDate()),
                Sight.of(AwsTags.of(secret.tags(), tag -> tag.key(), tag -> tag.value())),
                new Detail.Secret(Optional.ofNullable(secret.lastAccessedDate())),
                Map.of());
    }

    List<Resource> distributions() {
        var all = call("list the distributions", this::everyDistribution);
        return Together.map(all, AT_ONCE, this::distribution);
    }

    private List<DistributionSummary> everyDistribution() {
        var all = new ArrayList<DistributionSummary>();
        var marker = Optional.<String>empty();
        do {
            var from = marker;
            var page =
                    clients.cloudFront()
                            .listDistributions(
                                    r -> {
                                        r.maxItems("100");
                                        from.ifPresent(r::marker);
                                    })
                            .distributionList();
            all.addAll(page.items());
            marker =
                    Boolean.TRUE.equals(page.isTruncated())
                            ? Optional.of(page.nextMarker())
                            : Optional.empty();
        } while (marker.isPresent());
        return all;
    }

    private Resource distribution(DistributionSummary distribution) {
        return new Resource(
                Resource.GLOBAL,
                distribution.id(),
                Optional.empty(),
                sight(
                        "read the tags of distribution " + distribution.id(),
                        () ->
                                AwsTags.of(
                                        clients.cloudFront()
                                                .listTagsForResource(
                                                        r -> r.resource(distribution.arn()))
                                                .tags()
                                                .items(),
                                        tag -> tag.key(),
                                        tag -> tag.value())),
                // judged unless it says that it is off
                new Detail.Distribution(
                        !Boolean.FALSE.equals(distribution.enabled()), distribution.domainName()),
                Map.of());
    }
}
