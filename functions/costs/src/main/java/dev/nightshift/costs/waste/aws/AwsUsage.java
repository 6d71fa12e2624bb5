package dev.nightshift.costs.waste.aws;

import static dev.nightshift.costs.waste.aws.AwsCalls.call;

import dev.nightshift.costs.waste.find.Detail;
import dev.nightshift.costs.waste.find.Metric;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/**
 * Hourly values from CloudWatch; a thousand metrics asked for cost one US cent.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html">
 *     GetMetricData</a>
 */
final class AwsUsage {
    /** What one request may ask for. */
    private static final int BATCH = 500;

    private static final int HOUR = 3_600;

    private final AwsWasteClients clients;

    AwsUsage(AwsWasteClients clients) {
        this.clients = clients;
    }

    private record Question(String resource, Metric metric, List<Dimension> dimensions) {}

    Map<String, Map<Metric, Series>> of(List<Resource> resources, Instant until) {
        var memory = memoryDimensions(resources);
        var here = new ArrayList<Question>();
        var global = new ArrayList<Question>();
        for (var resource : resources) {
            for (var metric : metrics(resource.detail())) {
                dimensions(resource, metric, memory)
                        .ifPresent(
                                dimensions ->
                                        (metric == Metric.DISTRIBUTION_REQUESTS ? global : here)
                                                .add(
                                                        new Question(
                                                                resource.id(),
                                                                metric,
                                                                dimensions)));
            }
        }
        var usage = new HashMap<String, Map<Metric, Series>>();
        ask(clients.cloudWatch(), here, until, usage);
        if (!global.isEmpty()) {
            ask(clients.globalCloudWatch(), global, until, usage);
        }
        return usage;
    }

    private static Set<Metric> metrics(Detail detail) {
        return switch (detail) {
            case Detail.Instance it when it.state().equals("running") ->
                    Set.of(Metric.INSTANCE_CPU, Metric.INSTANCE_MEMORY);
            case Detail.LoadBalancer it when it.balancer().equals("application") ->
                    Set.of(Metric.ALB_LCUS, Metric.ALB_REQUESTS);
            case Detail.LoadBalancer it when it.balancer().equals("network") ->
                    Set.of(Metric.NLB_FLOWS);
            case Detail.LoadBalancer it when it.balancer().equals("classic") ->
                    Set.of(Metric.CLASSIC_HEALTHY_HOSTS, Metric.CLASSIC_REQUESTS);
            case Detail.NatGateway _ -> Set.of(Metric.NAT_BYTES_IN, Metric.NAT_BYTES_OUT);
            case Detail.Database _ -> Set.of(Metric.DATABASE_CPU, Metric.DATABASE_CONNECTIONS);
            case Detail.Cache _ -> Set.of(Metric.CACHE_CONNECTIONS, Metric.CACHE_HITS);
            case Detail.Distribution _ -> Set.of(Metric.DISTRIBUTION_REQUESTS);
            case Detail.Instance _,
                    Detail.LoadBalancer _,
                    Detail.Volume _,
                    Detail.Snapshot _,
                    Detail.Address _,
                    Detail.LogGroup _,
                    Detail.Bucket _,
                    Detail.Repository _,
                    Detail.Secret _ ->
                    Set.of();
        };
    }

    private static Optional<List<Dimension>> dimensions(
            Resource resource, Metric metric, Map<String, List<Dimension>> memory) {
        var id = resource.id();
        return switch (metric) {
            case ALB_REQUESTS, ALB_LCUS, NLB_FLOWS -> one("LoadBalancer", id);
            case CLASSIC_REQUESTS, CLASSIC_HEALTHY_HOSTS -> one("LoadBalancerName", id);
            case NAT_BYTES_IN, NAT_BYTES_OUT -> one("NatGatewayId", id);
            case DATABASE_CPU, DATABASE_CONNECTIONS -> one("DBInstanceIdentifier", id);
            case INSTANCE_CPU -> one("InstanceId", id);
            case INSTANCE_MEMORY -> Optional.ofNullable(memory.get(id));
            case CACHE_CONNECTIONS, CACHE_HITS -> one("CacheClusterId", id);
            case DISTRIBUTION_REQUESTS ->
                    Optional.of(
                            List.of(
                                    dimension("DistributionId", id),
                                    dimension("Region", "Global")));
        };
    }

    private static Optional<List<Dimension>> one(String name, String value) {
        return Optional.of(List.of(dimension(name, value)));
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /**
     * Which dimensions the agent adds is up to its configuration; without an agent there are none.
     */
    private Map<String, List<Dimension>> memoryDimensions(List<Resource> resources) {
        if (resources.stream().noneMatch(it -> it.detail() instanceof Detail.Instance)) {
            return Map.of();
        }
        return call(
                "list the metrics of the CloudWatch agent",
                () -> {
                    Map<String, List<Dimension>> byInstance = new HashMap<>();
                    clients.cloudWatch()
                            .listMetricsPaginator(
                                    r ->
                                            r.namespace(Metric.INSTANCE_MEMORY.namespace())
                                                    .metricName(Metric.INSTANCE_MEMORY.label()))
                            .metrics()
                            .forEach(
                                    metric ->
                                            metric.dimensions().stream()
                                                    .filter(it -> it.name().equals("InstanceId"))
                                                    .forEach(
                                                            it ->
                                                                    byInstance.put(
                                                                            it.value(),
                                                                            metric.dimensions())));
                    return byInstance;
                });
    }

    private static void ask(
            CloudWatchClient cloudWatch,
            List<Question> questions,
            Instant until,
            Map<String, Map<Metric, Series>> usage) {
        for (int from = 0; from < questions.size(); from += BATCH) {
            var batch = questions.subList(from, Math.min(questions.size(), from + BATCH));
            call("read metrics", () -> results(cloudWatch, batch, until))
                    .forEach(
                            (index, series) -> {
                                var question = batch.get(index);
                                usage.computeIfAbsent(
                                                question.resource(),
                                                any -> new EnumMap<>(Metric.class))
                                        .put(question.metric(), series);
                            });
        }
    }

    /** By the place of the question; one that CloudWatch did not answer is not there. */
    private static Map<Integer, Series> results(
            CloudWatchClient cloudWatch, List<Question> batch, Instant until) {
        var queries = new ArrayList<MetricDataQuery>();
        for (int i = 0; i < batch.size(); i++) {
            queries.add(query("q" + i, batch.get(i)));
        }
        var values = new HashMap<Integer, List<Double>>();
        cloudWatch
                .getMetricDataPaginator(
                        r ->
                                r.metricDataQueries(queries)
                                        .startTime(until.minus(Series.WINDOW))
                                        .endTime(until))
                .metricDataResults()
                .stream()
                .filter(AwsUsage::isAnswer)
                .forEach(
                        result ->
                                values.computeIfAbsent(
                                                Integer.parseInt(result.id().substring(1)),
                                                any -> new ArrayList<>())
                                        .addAll(result.values()));
        var series = new HashMap<Integer, Series>();
        values.forEach((index, all) -> series.put(index, new Series(all)));
        return series;
    }

    private static boolean isAnswer(MetricDataResult result) {
        return result.statusCode() == StatusCode.COMPLETE
                || result.statusCode() == StatusCode.PARTIAL_DATA;
    }

    private static MetricDataQuery query(String id, Question question) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(
                        stat ->
                                stat.period(HOUR)
                                        .stat(question.metric().statistic().word())
                                        .metric(
                                                metric ->
                                                        metric.namespace(
                                                                        question.metric()
                                                                                .namespace())
                                                                .metricName(
                                                                        question.metric().label())
                                                                .dimensions(question.dimensions())))
                .build();
    }
}
