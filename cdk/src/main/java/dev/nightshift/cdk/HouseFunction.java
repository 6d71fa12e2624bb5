package dev.nightshift.cdk;

import dev.nightshift.cdk.Escalation.Watch;
import dev.nightshift.core.automation.AutomationSpec.Network;
import dev.nightshift.core.lambda.FunctionEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfig;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.lambda.VersionOptions;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/**
 * The house settings of every function, in one place: runtime, snapshot, settings layer, log group,
 * traces, and a role with nothing in it but what is written out.
 */
final class HouseFunction extends Construct {
    static final String ALIAS = "live";

    /**
     * What differs between functions.
     *
     * @param name of the function, in full
     * @param memory in MiB
     * @param statements beside those for its logs and traces
     * @param network its place in a VPC, if it needs one
     * @param concurrency how many of it run at once, if that is bounded
     */
    record Traits(
            String name,
            String description,
            Class<?> handler,
            int memory,
            java.time.Duration timeout,
            Map<String, String> environment,
            List<PolicyStatement> statements,
            Optional<Network> network,
            Optional<Integer> concurrency) {}

    final Function function;
    final Alias live;

    HouseFunction(Construct scope, Blueprint blueprint, LayerVersion settings, Traits traits) {
        super(scope, "Function");
        var logs =
                LogGroup.Builder.create(this, "Logs")
                        .logGroupName("/aws/lambda/" + traits.name())
                        .retention(retention(blueprint.options().logDays()))
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        var statements = new ArrayList<PolicyStatement>();
        statements.add(Grants.logs(logs));
        statements.add(Grants.traces());
        if (traits.network().isPresent()) {
            statements.addAll(Grants.network(traits.name()));
        }
        statements.addAll(traits.statements());
        var role =
                Role.Builder.create(this, "Role")
                        .roleName(traits.name())
                        .description("What " + traits.name() + " may do, and no more")
                        .assumedBy(ServicePrincipal.Builder.create("lambda.amazonaws.com").build())
                        .inlinePolicies(
                                Map.of(
                                        "permissions",
                                        PolicyDocument.Builder.create()
                                                .statements(statements)
                                                .minimize(false)
                                                .build()))
                        .build();
        var environment = new TreeMap<>(traits.environment());
        environment.put(FunctionEnvironment.CONFIG, SettingsLayer.MOUNTED);
        function =
                Function.Builder.create(this, "Handler")
                        .functionName(traits.name())
                        .description(traits.description())
                        .code(Code.fromAsset(blueprint.code().of(traits.handler()).toString()))
                        .handler(traits.handler().getName())
                        .runtime(Runtime.JAVA_25)
                        .architecture(Architecture.ARM_64)
                        .memorySize(traits.memory())
                        .timeout(Duration.seconds(traits.timeout().toSeconds()))
                        .snapStart(SnapStartConf.ON_PUBLISHED_VERSIONS)
                        .reservedConcurrentExecutions(traits.concurrency().orElse(null))
                        .tracing(Tracing.ACTIVE)
                        .layers(List.of(settings))
                        .logGroup(logs)
                        .environment(environment)
                        // no construct may add to the role what is not written out above
                        .role(role.withoutPolicyUpdates())
                        // an older version stays callable, so that going back is moving the alias
                        .currentVersionOptions(
                                VersionOptions.builder()
                                        .removalPolicy(RemovalPolicy.RETAIN)
                                        .build())
                        .build();
        traits.network().ifPresent(this::placeIn);
        Annotations.of(function)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish",
                        "the alias points to a published version");
        live =
                Alias.Builder.create(this, "Live")
                        .aliasName(ALIAS)
                        .description("The version that runs")
                        .version(function.getCurrentVersion())
                        .build();
    }

    /** By ids: what is in the VPC is not looked up, so that the template is the same everywhere. */
    private void placeIn(Network network) {
        if (!(function.getNode().getDefaultChild() instanceof CfnFunction template)) {
            throw new IllegalStateException("a function is made of something else than a function");
        }
        template.setVpcConfig(
                CfnFunction.VpcConfigProperty.builder()
                        .subnetIds(network.subnets())
                        .securityGroupIds(network.securityGroups())
                        .build());
    }

    /**
     * Errors of whatever version the alias points to; bound to a version, the alarm would stand in
     * the way of the very deploy that mends it.
     */
    Metric errors() {
        return live.metricErrors(
                MetricOptions.builder().statistic("Sum").period(Duration.minutes(5)).build());
    }

    /**
     * Where an event ends that was given to it, not waited for, and failed for good.
     *
     * @param scope of the room, as its template has it
     * @param attempts beside the first
     * @param worthwhile how old an event may be when it is tried again
     */
    void failuresEnd(Construct scope, IQueue where, int attempts, java.time.Duration worthwhile) {
        EventInvokeConfig.Builder.create(scope, "OnFailure")
                .function(function)
                .qualifier(ALIAS)
                .retryAttempts(attempts)
                .maxEventAge(Duration.seconds(worthwhile.toSeconds()))
                .onFailure(new SqsDestination(where))
                .build()
                .getNode()
                .addDependency(live);
    }

    /** Tells by the second route that it failed. */
    Watch failed(String name, String description) {
        return new Watch(
                name + "-failed",
                description,
                errors(),
                ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
                1,
                1,
                TreatMissingData.NOT_BREACHING);
    }

    private static RetentionDays retention(int days) {
        return switch (days) {
            case 1 -> RetentionDays.ONE_DAY;
            case 7 -> RetentionDays.ONE_WEEK;
            case 14 -> RetentionDays.TWO_WEEKS;
            case 30 -> RetentionDays.ONE_MONTH;
            case 60 -> RetentionDays.TWO_MONTHS;
            case 90 -> RetentionDays.THREE_MONTHS;
            case 180 -> RetentionDays.SIX_MONTHS;
            case 365 -> RetentionDays.ONE_YEAR;
            case 731 -> RetentionDays.TWO_YEARS;
            default ->
                    throw new UsageException(
                            "logDays is "
                                    + days
                                    + ", but CloudWatch keeps logs for 1, 7, 14, 30, 60, 90, 180,"
                                    + " 365 or 731 days");
        };
    }
}
