package dev.nightshift.rollback.target;

import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.core.aws.StoredSecret;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.rollback.service.Target;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.appconfig.AppConfigClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.codedeploy.CodeDeployClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.elasticbeanstalk.ElasticBeanstalkClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The port to each target. A way to AWS is made when the first target needs it and kept: a cold
 * function waits for those that it uses and for no other. Credentials and endpoint come from the
 * environment.
 */
public final class Targets {
    private static final URI VERCEL = URI.create("https://api.vercel.com");
    private static final URI NETLIFY = URI.create("https://api.netlify.com");

    private final Region region;
    private final Clock clock;
    private final Map<String, Object> clients = new ConcurrentHashMap<>();

    /**
     * @param region in which the targets are
     */
    public Targets(String region, Clock clock) {
        this.region = Region.of(region);
        this.clock = clock;
    }

    /** Asks nothing of anybody yet. */
    public TargetPort of(Target target) {
        return switch (target) {
            case Target.LambdaAlias alias -> new LambdaAliasTarget(lambda(), alias);
            case Target.EcsService service -> new EcsServiceTarget(ecs(), service);
            case Target.CodeDeployGroup group -> new CodeDeployTarget(codeDeploy(), group, clock);
            case Target.AutoScalingGroup group ->
                    new AutoScalingTarget(
                            client(
                                    AutoScalingClient.class,
                                    () ->
                                            AwsClients.sync(
                                                    AutoScalingClient.builder().region(region))),
                            group);
            case Target.StaticSite site ->
                    new StaticSiteTarget(
                            client(
                                    S3Client.class,
                                    () -> AwsClients.sync(S3Client.builder().region(region))),
                            site,
                            site.distribution().map(this::invalidation),
                            clock);
            case Target.AppConfigProfile profile ->
                    new AppConfigTarget(
                            client(
                                    AppConfigClient.class,
                                    () ->
                                            AwsClients.sync(
                                                    AppConfigClient.builder().region(region))),
                            profile,
                            clock);
            case Target.BeanstalkEnvironment environment ->
                    new BeanstalkTarget(beanstalk(), environment);
            case Target.VercelProject project ->
                    new VercelTarget(
                            TokenApi.of("Vercel", VERCEL, token(project.secret())), project);
            case Target.NetlifySite site ->
                    new NetlifyTarget(TokenApi.of("Netlify", NETLIFY, token(site.secret())), site);
        };
    }

    /** What tells which of its revisions are marked as irreversible; asks nobody yet. */
    public Optional<ReleaseMark> mark(Target target) {
        return switch (target) {
            case Target.LambdaAlias alias -> Optional.of(ReleaseMarks.of(lambda(), alias));
            case Target.EcsService _ -> Optional.of(ReleaseMarks.of(ecs()));
            case Target.CodeDeployGroup _ -> Optional.of(ReleaseMarks.of(codeDeploy()));
            case Target.BeanstalkEnvironment environment ->
                    Optional.of(ReleaseMarks.of(beanstalk(), environment));
            // an event may say so
            case Target.AutoScalingGroup _,
                    Target.StaticSite _,
                    Target.AppConfigProfile _,
                    Target.VercelProject _,
                    Target.NetlifySite _ ->
                    Optional.empty();
        };
    }

    /**
     * To purge what a distribution keeps, such as after a deploy.
     *
     * @param distribution its id
     */
    public Invalidation invalidation(String distribution) {
        return new Invalidation(
                client(
                        CloudFrontClient.class,
                        () -> AwsClients.sync(CloudFrontClient.builder().region(region))),
                distribution);
    }

    /** The clients that were made so far. */
    List<String> made() {
        return clients.keySet().stream().sorted().toList();
    }

    private WireLambda lambda() {
        return client(
                WireLambda.class, () -> new WireLambda(AwsApi.of(AwsService.LAMBDA, region.id())));
    }

    private EcsClient ecs() {
        return client(EcsClient.class, () -> AwsClients.sync(EcsClient.builder().region(region)));
    }

    private CodeDeployClient codeDeploy() {
        return client(
                CodeDeployClient.class,
                () -> AwsClients.sync(CodeDeployClient.builder().region(region)));
    }

    private ElasticBeanstalkClient beanstalk() {
        return client(
                ElasticBeanstalkClient.class,
                () -> AwsClients.sync(ElasticBeanstalkClient.builder().region(region)));
    }

    private Supplier<String> token(String secret) {
        return () ->
                new StoredSecret(
                                client(
                                        SecretsManagerClient.class,
                                        () ->
                                                AwsClients.sync(
                                                        SecretsManagerClient.builder()
                                                                .region(region))),
                                secret)
                        .read();
    }

    private <C> C client(Class<C> type, Supplier<C> make) {
        return type.cast(clients.computeIfAbsent(type.getSimpleName(), _ -> make.get()));
    }
}
