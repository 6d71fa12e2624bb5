package dev.nightshift.costs.explorer;

import dev.nightshift.core.aws.AwsClients;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;

/** Clients of services that a whole partition shares; each attempt of theirs is counted. */
class BillingClients {
    private final Region everywhere;

    /**
     * @param home a region of the partition
     */
    BillingClients(String home) {
        this.everywhere = Region.of(PartitionMetadata.of(Region.of(home)).id() + "-global");
    }

    CostExplorerClient costExplorer(RequestMeter meter) {
        return AwsClients.sync(
                at(everywhere, CostExplorerClient.builder())
                        .overrideConfiguration(
                                all -> all.addExecutionInterceptor(before(meter::count))));
    }

    BudgetsClient budgets(RequestMeter meter) {
        return AwsClients.sync(
                at(everywhere, BudgetsClient.builder())
                        .overrideConfiguration(
                                all -> all.addExecutionInterceptor(before(meter::countFree))));
    }

    /** Settles the region; everything else comes from the environment. */
    <B extends AwsClientBuilder<B, C>, C> B at(Region region, B builder) {
        return builder.region(region);
    }

    /** Retries of the SDK are requests too, and only here they can be seen. */
    private static ExecutionInterceptor before(Runnable sending) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(
                    Context.BeforeTransmission context, ExecutionAttributes attributes) {
                sending.run();
            }
        };
    }
}
