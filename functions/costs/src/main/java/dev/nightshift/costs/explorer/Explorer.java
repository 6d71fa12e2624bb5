package dev.nightshift.costs.explorer;

import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.costs.model.CostSource;
import java.time.InstantSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * AWS's billing services for one run: all that is asked through it counts against the same limits.
 * Make a new one for every run, or what a warm function asked before counts as asked in this run.
 */
public final class Explorer {
    private final BillingClients clients;
    private final CostExplorerClient explorer;
    private final RequestMeter meter;
    private final Desk desk;
    private final String account;

    Explorer(
            BillingClients clients,
            Shelf shelf,
            String account,
            RequestLimits limits,
            InstantSource clock) {
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException(
                    "account '%s'; expected the 12 digits of an AWS account".formatted(account));
        }
        this.clients = clients;
        this.account = account;
        this.meter = new RequestMeter(shelf, limits, clock);
        this.desk = new Desk(shelf, clock, account);
        this.explorer = clients.costExplorer(meter);
    }

    /**
     * @param home region; billing is asked where its partition keeps it
     * @param account whose costs these are, 12 digits
     * @param shelf shared by all functions that ask, see {@link #shelf}
     */
    public static Explorer of(
            String home, String account, Shelf shelf, RequestLimits limits, InstantSource clock) {
        return new Explorer(new BillingClients(home), shelf, account, limits, clock);
    }

    /**
     * A shelf in a bucket of the home region.
     *
     * @param prefix of every key, such as {@code explorer/}
     */
    public static Shelf shelf(String home, String bucket, String prefix) {
        return new S3Shelf(
                AwsClients.sync(S3Client.builder().region(Region.of(home))), bucket, prefix);
    }

    /** See {@link ExplorerSource} for what is known and what is not. */
    public CostSource costs() {
        return new ExplorerSource(new AwsCosts(explorer), desk, meter);
    }

    public Forecasts forecasts() {
        return new ExplorerForecasts(explorer, desk);
    }

    public Commitments commitments() {
        return new ExplorerCommitments(explorer, desk);
    }

    public DetectedAnomalies anomalies() {
        return new ExplorerAnomalies(explorer, desk);
    }

    public PurchaseAdvice purchases() {
        return new ExplorerPurchases(explorer, desk);
    }

    public BudgetList budgets() {
        return new AwsBudgetList(clients.budgets(meter), account);
    }

    /**
     * What the questions have cost until now.
     *
     * @throws dev.nightshift.core.automation.CloudException if the shelf cannot be looked at
     */
    public Spending spending() {
        return meter.spending();
    }
}
