package dev.nightshift.costs.report;

import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.aws.AwsClients;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.model.CostSource;
import dev.nightshift.costs.model.Merged;
import dev.nightshift.costs.source.Sources;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Period;
import dev.nightshift.costs.summary.Purchase;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The real sources behind {@link CostReportGateway}, each of which may fail by itself. */
final class CostReportGateways implements CostReportGateway {
    /**
     * A source of figures.
     *
     * @param name as people know it, such as {@code Cost Explorer}
     */
    record Source(String name, CostSource figures) {}

    /**
     * What only AWS's own services tell. Each throws {@link CloudException} if it cannot be read.
     */
    interface Extras {
        List<Forecast.Rest> forecasts(YearMonth month);

        List<Commitment> commitments(Period period);

        List<Purchase> savingsPlans();

        /**
         * @param service as Cost Explorer names it
         */
        List<Purchase> reservations(String service);

        List<Budget> budgets();

        Optional<String> spent();
    }

    private final List<Source> sources;
    private final Optional<Extras> extras;
    private final Optional<S3Pages> pages;

    CostReportGateways(List<Source> sources, Optional<Extras> extras, Optional<S3Pages> pages) {
        this.sources = List.copyOf(sources);
        this.extras = extras;
        this.pages = pages;
    }

    /** One for each run, which counts its own requests to Cost Explorer. */
    static Opening of(CostReportSettings settings, Place place) {
        var known = Sources.of(settings.sources(), place);
        var home = place.regions().home();
        var ours = DeployedBudgets.prefix(place.scope().stage());
        var pages =
                settings.bucket()
                        .map(
                                bucket ->
                                        new S3Pages(
                                                AwsClients.sync(
                                                        S3Client.builder().region(Region.of(home))),
                                                bucket,
                                                home));
        return (now, mostRequests) -> {
            var sources = new ArrayList<Source>();
            known.exports(now).forEach((name, source) -> sources.add(new Source(name, source)));
            var explorer = known.explorer(mostRequests, Clock.systemUTC());
            explorer.ifPresent(asked -> sources.add(new Source("Cost Explorer", asked.costs())));
            return new CostReportGateways(
                    sources, explorer.map(asked -> new ExplorerExtras(asked, ours)), pages);
        };
    }

    @Override
    public Figures figures(CostQuestion question) {
        var data = new ArrayList<Merged.Part>();
        var unread = new ArrayList<Unread>();
        for (var source : sources) {
            try {
                var read = source.figures().read(question);
                if (read.isEmpty()) {
                    unread.add(
                            new Unread(
                                    source.name(),
                                    "has no figures from %s to %s"
                                            .formatted(question.first(), question.last())));
                }
                read.forEach(one -> data.add(new Merged.Part(source.name(), one)));
            } catch (CloudException failed) {
                unread.add(new Unread(source.name(), failed.getMessage()));
            }
        }
        if (sources.isEmpty()) {
            unread.add(new Unread("costs", "there is no source to read them from"));
        }
        var merged = Merged.of(data);
        return new Figures(merged.data(), unread, merged.twice());
    }

    @Override
    public Answer<List<Forecast.Rest>> forecasts(YearMonth month) {
        return asked("forecast", extras.map(from -> () -> from.forecasts(month)));
    }

    @Override
    public Answer<List<Commitment>> commitments(Period period) {
        return asked("commitments", extras.map(from -> () -> from.commitments(period)));
    }

    /** One that fails leaves the others. */
    @Override
    public Purchases purchases(List<String> services) {
        if (extras.isEmpty()) {
            return Purchases.NOT_ASKED;
        }
        var from = extras.get();
        var worth = new ArrayList<Purchase>();
        var unread = new ArrayList<Unread>();
        var about = new ArrayList<String>();
        var plans = asked("advice on Savings Plans", from::savingsPlans);
        plans.unread().ifPresent(unread::add);
        plans.value().ifPresent(worth::addAll);
        boolean any = plans.value().isPresent();
        for (var service : services) {
            var answer =
                    asked("advice on reservations of " + service, () -> from.reservations(service));
            answer.unread().ifPresent(unread::add);
            answer.value().ifPresent(worth::addAll);
            if (answer.value().isPresent()) {
                about.add(service);
                any = true;
            }
        }
        worth.sort(Comparator.comparing(Purchase::monthlySaving).reversed());
        return new Purchases(any ? Optional.of(worth) : Optional.empty(), about, unread);
    }

    @Override
    public Answer<List<Budget>> budgets() {
        return asked("AWS Budgets", extras.map(from -> from::budgets));
    }

    @Override
    public Optional<String> spendOnCostExplorer() {
        try {
            return extras.flatMap(Extras::spent);
        } catch (CloudException failed) {
            return Optional.of(
                    "What asking Cost Explorer cost is not known: " + failed.getMessage());
        }
    }

    @Override
    public Published publish(String folder, Map<String, PageFile> files) {
        return pages.map(place -> place.publish(folder, files)).orElseGet(NoPlace::new);
    }

    private static <T> Answer<T> asked(String source, Optional<Supplier<T>> question) {
        return question.map(one -> asked(source, one)).orElseGet(Answer::notAsked);
    }

    private static <T> Answer<T> asked(String source, Supplier<T> question) {
        try {
            return Answer.of(question.get());
        } catch (CloudException failed) {
            return Answer.failed(source, failed.getMessage());
        }
    }
}
