package dev.nightshift.costs.anomaly;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.costs.anomaly.CostAnomalyFacts.Seen;
import dev.nightshift.costs.model.Breakdown;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.model.CostQuestion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Watches what things cost. */
public final class CostAnomalyAutomation implements Automation<CostAnomalyFacts, NoAction> {
    /** Growth, and what comes every month, need five months. */
    private static final int HISTORY_DAYS = 165;

    private static final int AWS_DAYS = 14;
    private static final int MISSING_DAYS = 14;

    private final CostAnomalySettings settings;
    private final Supplier<CostAnomalyGateway> gateways;

    /**
     * @param gateways makes one per run
     */
    public CostAnomalyAutomation(
            CostAnomalySettings settings, Supplier<CostAnomalyGateway> gateways) {
        this.settings = settings;
        this.gateways = gateways;
    }

    @Override
    public CostAnomalyFacts observe(Instant now) {
        return observe(now, Memory.none());
    }

    @Override
    public CostAnomalyFacts observe(Instant now, Memory memory) {
        var before = BeforeText.read(memory.recall());
        var gateway = gateways.get();
        var yesterday = now.atOffset(ZoneOffset.UTC).toLocalDate().minusDays(1);
        var figures =
                gateway.figures(
                        new CostQuestion(
                                yesterday.minusDays(HISTORY_DAYS),
                                yesterday,
                                Set.of(new Breakdown.ByService(), new Breakdown.ByCategory())));
        var detected = gateway.detected(yesterday.minusDays(AWS_DAYS), yesterday);
        var seen = new ArrayList<Seen>();
        var findings = new ArrayList<Finding>();
        // of a currency without figures today, what was known stays
        var after = new HashMap<>(before.currencies());
        for (var data : figures) {
            if (data.known().isEmpty()) {
                continue;
            }
            seen.add(seen(data));
            var result =
                    Survey.of(
                            data,
                            settings,
                            Optional.ofNullable(before.currencies().get(data.currency())));
            findings.addAll(result.findings());
            after.put(data.currency(), result.after());
        }
        var merged =
                detected instanceof Detected.Found(var anomalies)
                        ? Merge.of(findings, anomalies, settings.limits("USD").minimum(), yesterday)
                        : findings;
        return explained(
                now, gateway, seen, merged, detected, BeforeText.written(new Before(after)));
    }

    /** Asks for causes of what is open, and for makers of what is new: each question may cost. */
    private CostAnomalyFacts explained(
            Instant now,
            CostAnomalyGateway gateway,
            List<Seen> seen,
            List<Finding> findings,
            Detected detected,
            Map<String, String> after) {
        var notAsked = new HashMap<String, String>();
        var explained = new ArrayList<Finding>();
        var details = details(gateway, findings, notAsked);
        for (var finding : findings) {
            explained.add(
                    finding.isOpen()
                            ? CostAnomalyGateway.in(finding.currency(), details)
                                    .map(data -> finding.with(Causes.of(finding, data)))
                                    .orElse(finding)
                            : finding);
        }
        var makers = new MakerSearch(gateway, settings.makerTags()).of(explained);
        return new CostAnomalyFacts(now, seen, explained, makers, notAsked, detected, after);
    }

    private List<CostData> details(
            CostAnomalyGateway gateway, List<Finding> findings, Map<String, String> notAsked) {
        var open = findings.stream().filter(Finding::isOpen).toList();
        if (open.isEmpty()) {
            return List.of();
        }
        var breakdowns = new HashSet<Breakdown>();
        breakdowns.add(new Breakdown.ByService());
        breakdowns.add(new Breakdown.ByUsageType());
        breakdowns.add(new Breakdown.ByRegion());
        settings.tags().forEach(tag -> breakdowns.add(new Breakdown.ByTag(tag)));
        try {
            return gateway.figures(Causes.question(open, breakdowns));
        } catch (CloudException refused) {
            open.forEach(finding -> notAsked.put(finding.subject(), refused.getMessage()));
            return List.of();
        }
    }

    private static Seen seen(CostData data) {
        var last = data.known().last();
        NavigableSet<LocalDate> missing =
                new TreeSet<>(data.missing(last.minusDays(MISSING_DAYS), last));
        boolean credits =
                data.table(new Breakdown.ByCategory()).stream()
                        .flatMap(table -> table.days().values().stream())
                        .flatMap(rows -> rows.keySet().stream())
                        .anyMatch(key -> key.part(1).equals("CREDIT"));
        return new Seen(
                data.currency(),
                data.known().size(),
                last,
                data.provisionalFrom(),
                missing,
                credits);
    }

    @Override
    public Plan<NoAction> plan(CostAnomalyFacts facts) {
        return CostAnomalyPlanner.plan(settings, facts);
    }

    @Override
    public Applied apply(NoAction action, Deadline deadline) {
        throw new IllegalStateException("there is nothing to apply: " + action);
    }

    @Override
    public List<Notice> report(Run<CostAnomalyFacts, NoAction> run) {
        return CostAnomalyReport.of(settings, run);
    }

    @Override
    public Map<String, String> remember(Run<CostAnomalyFacts, NoAction> run) {
        return run.facts().after();
    }
}
