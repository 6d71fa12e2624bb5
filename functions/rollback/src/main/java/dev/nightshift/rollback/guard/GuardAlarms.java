package dev.nightshift.rollback.guard;

import dev.nightshift.core.automation.MetricAlarm;
import dev.nightshift.core.automation.MetricAlarm.Metric;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Service.Guard;
import dev.nightshift.rollback.service.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which alarms those are, for each kind of target. Two minutes of three must be bad: one alone is
 * noise, and more is a long time for those who are waiting.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html">Lambda's
 *     metrics</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">Metrics
 *     of Application Load Balancers</a>
 */
public final class GuardAlarms {
    private static final int BREACHING = 2;
    private static final int PERIODS = 3;

    private final Service service;
    private final String prefix;
    private final List<MetricAlarm> alarms = new ArrayList<>();

    private GuardAlarms(Service service, String prefix) {
        this.service = service;
        this.prefix = prefix;
    }

    /**
     * The alarms of a service that names none itself.
     *
     * @param prefix of the deployment's names, such as {@code nightshift-prod-}
     */
    public static List<MetricAlarm> of(Service service, String prefix) {
        var made = new GuardAlarms(service, prefix);
        made.make();
        return List.copyOf(made.alarms);
    }

    /** Why no alarms can be made for it, if none can: then its settings must name some. */
    public static Optional<String> obstacle(Target target, Guard guard) {
        return switch (target) {
            case Target.LambdaAlias _, Target.BeanstalkEnvironment _ -> Optional.empty();
            case Target.EcsService _, Target.AutoScalingGroup _ ->
                    guard.loadBalancer().isPresent() && guard.targetGroup().isPresent()
                            ? Optional.empty()
                            : Optional.of("give loadBalancer and targetGroup, or name its alarms");
            case Target.StaticSite _ ->
                    Optional.of("CloudFront's metrics are in us-east-1 only: name its alarms");
            case Target.CodeDeployGroup _,
                    Target.AppConfigProfile _,
                    Target.VercelProject _,
                    Target.NetlifySite _ ->
                    Optional.of("it has no metrics of its own: name its alarms");
        };
    }

    private void make() {
        switch (service.target()) {
            case Target.LambdaAlias alias -> lambda(alias);
            case Target.BeanstalkEnvironment environment -> beanstalk(environment);
            case Target.EcsService _, Target.AutoScalingGroup _ -> behindLoadBalancer();
            case Target.StaticSite _,
                    Target.CodeDeployGroup _,
                    Target.AppConfigProfile _,
                    Target.VercelProject _,
                    Target.NetlifySite _ -> {}
        }
    }

    private void lambda(Target.LambdaAlias alias) {
        var dimensions =
                Map.of(
                        "FunctionName",
                        alias.function(),
                        "Resource",
                        alias.function() + ":" + alias.alias());
        rate(
                metric("failed", "AWS/Lambda", "Errors", dimensions, "Sum"),
                metric("all", "AWS/Lambda", "Invocations", dimensions, "Sum"));
        alarm(
                "latency",
                "p95 over %d ms".formatted(service.guard().latency().toMillis()),
                metric("p95", "AWS/Lambda", "Duration", dimensions, "p95"),
                (double) service.guard().latency().toMillis());
        alarm(
                "throttles",
                "it is throttled",
                metric("throttled", "AWS/Lambda", "Throttles", dimensions, "Sum"),
                0);
    }

    private void behindLoadBalancer() {
        var guard = service.guard();
        var dimensions =
                Map.of(
                        "LoadBalancer", guard.loadBalancer().orElse(""),
                        "TargetGroup", guard.targetGroup().orElse(""));
        rate(
                metric(
                        "failed",
                        "AWS/ApplicationELB",
                        "HTTPCode_Target_5XX_Count",
                        dimensions,
                        "Sum"),
                metric("all", "AWS/ApplicationELB", "RequestCount", dimensions, "Sum"));
        alarm(
                "latency",
                "p95 over %d ms".formatted(guard.latency().toMillis()),
                metric("p95", "AWS/ApplicationELB", "TargetResponseTime", dimensions, "p95"),
                guard.latency().toMillis() / 1_000.0);
        alarm(
                "unhealthy",
                "a target does not pass its health check",
                metric(
                        "unhealthy",
                        "AWS/ApplicationELB",
                        "UnHealthyHostCount",
                        dimensions,
                        "Maximum"),
                0);
    }

    /** Its health as a number: 0 is Ok, 15 Warning, 20 Degraded, 25 Severe. */
    private void beanstalk(Target.BeanstalkEnvironment environment) {
        alarm(
                "health",
                "the environment is degraded or worse",
                metric(
                        "health",
                        "AWS/ElasticBeanstalk",
                        "EnvironmentHealth",
                        Map.of("EnvironmentName", environment.environment()),
                        "Maximum"),
                15);
    }

    private void rate(Metric failed, Metric all) {
        alarms.add(
                new MetricAlarm(
                        service.name(),
                        prefix + service.name() + "-errors",
                        "%s: over %d %% of its requests fail"
                                .formatted(service.name(), service.guard().errorPercent()),
                        List.of(failed, all),
                        "100 * failed / all",
                        service.guard().errorPercent(),
                        BREACHING,
                        PERIODS));
    }

    private void alarm(String what, String words, Metric metric, double threshold) {
        alarms.add(
                new MetricAlarm(
                        service.name(),
                        prefix + service.name() + "-" + what,
                        service.name() + ": " + words,
                        List.of(metric),
                        "",
                        threshold,
                        BREACHING,
                        PERIODS));
    }

    private static Metric metric(
            String id,
            String namespace,
            String name,
            Map<String, String> dimensions,
            String statistic) {
        return new Metric(id, namespace, name, dimensions, statistic);
    }
}
