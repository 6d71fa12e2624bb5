package dev.nightshift.costs.report;

import dev.nightshift.core.testing.Faults;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Period;
import dev.nightshift.costs.summary.Purchase;
import java.net.URI;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Figures that a test gives, and a place for pages. */
final class FakeCosts implements CostReportGateway {
    static final String BLIND = "exports of acme-costs";

    private final Faults faults;
    final List<CostData> data = new ArrayList<>();
    final List<CostQuestion> asked = new ArrayList<>();
    final Map<String, Map<String, PageFile>> places = new TreeMap<>();
    final List<String> twice = new ArrayList<>();
    List<Purchase> purchases = List.of();
    final List<String> reservations = new ArrayList<>();
    boolean blind;
    boolean placeRefused;

    FakeCosts(Faults faults) {
        this.faults = faults;
    }

    @Override
    public Figures figures(CostQuestion question) {
        return faults.read(
                "s3:GetObject",
                () -> {
                    asked.add(question);
                    return blind
                            ? new Figures(
                                    List.of(),
                                    List.of(new Unread(BLIND, "AccessDenied")),
                                    List.of())
                            : new Figures(data, List.of(), twice);
                });
    }

    @Override
    public Answer<List<Forecast.Rest>> forecasts(YearMonth month) {
        return faults.read("ce:GetCostForecast", Answer::notAsked);
    }

    @Override
    public Answer<List<Commitment>> commitments(Period period) {
        return faults.read("ce:GetReservationCoverage", Answer::notAsked);
    }

    @Override
    public Purchases purchases(List<String> services) {
        return faults.read(
                "ce:GetSavingsPlansPurchaseRecommendation",
                () -> {
                    reservations.addAll(services);
                    return new Purchases(Optional.of(purchases), services, List.of());
                });
    }

    @Override
    public Answer<List<Budget>> budgets() {
        return faults.read("budgets:ViewBudget", () -> Answer.of(List.of()));
    }

    @Override
    public Optional<String> spendOnCostExplorer() {
        return Optional.of("Cost Explorer: 3 requests (0.03 USD) in this run");
    }

    @Override
    public Published publish(String folder, Map<String, PageFile> files) {
        return faults.record(
                "s3:PutObject",
                () -> {
                    if (placeRefused) {
                        return new NotPublished("AccessDenied");
                    }
                    places.put(folder, Map.copyOf(files));
                    var links = new TreeMap<String, URI>();
                    files.keySet()
                            .forEach(
                                    name ->
                                            links.put(
                                                    name,
                                                    URI.create(
                                                            "https://example.com/%s/%s"
                                                                    .formatted(folder, name))));
                    return new There(links);
                });
    }
}
