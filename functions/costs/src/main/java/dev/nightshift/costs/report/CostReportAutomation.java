package dev.nightshift.costs.report;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.FactTable;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Outcome.Applied;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.costs.model.CostData;
import dev.nightshift.costs.page.CostPage;
import dev.nightshift.costs.report.CostReportGateway.Answer;
import dev.nightshift.costs.report.CostReportGateway.Published;
import dev.nightshift.costs.report.CostReportGateway.Purchases;
import dev.nightshift.costs.report.CostReportGateway.Unread;
import dev.nightshift.costs.summary.Advice;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.Commitment;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Forecast;
import dev.nightshift.costs.summary.Period;
import dev.nightshift.costs.summary.Summaries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reports what the accounts cost. Pages are put into their bucket while looking, as the ledger is
 * written: they are Nightshift's own, each run writes the same ones again, and no run without a
 * memory writes any.
 */
public final class CostReportAutomation implements Automation<CostReportFacts, NoAction> {
    private final CostReportSettings settings;
    private final CostReportGateway.Opening gateways;

    CostReportAutomation(CostReportSettings settings, CostReportGateway.Opening gateways) {
        this.settings = settings;
        this.gateways = gateways;
    }

    CostReportAutomation(CostReportSettings settings, CostReportGateway gateway) {
        this(settings, (_, _) -> gateway);
    }

    /** How costs stand, as the shortest edition has it: nothing is published, so nothing is due. */
    @Override
    public CostReportFacts observe(Instant now) {
        return observe(now, Edition.Told.NOTHING, List.of());
    }

    @Override
    public CostReportFacts observe(Instant now, Memory memory) {
        var told = ToldText.read(memory.recall());
        return observe(now, told, Edition.due(settings, told, today(now)));
    }

    private static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }

    private CostReportFacts observe(Instant now, Edition.Told told, List<Edition> due) {
        var today = today(now);
        var asked = Questions.of(settings, due, today);
        var gateway = gateways.open(now, asked.mostRequests());
        var figures = gateway.figures(asked.costs());
        var month = YearMonth.from(today);
        var turns =
                asked.commitments()
                        ? ReservationTurns.of(
                                ReservationTurns.billed(figures.data(), month.minusMonths(1)),
                                month,
                                asked.left())
                        : ReservationTurns.NONE;
        Answer<List<Forecast.Rest>> forecasts =
                asked.forecast() || asked.left() > turns.asked().size()
                        ? gateway.forecasts(YearMonth.from(today.minusDays(1)))
                        : Answer.notAsked();
        Answer<List<Commitment>> commitments =
                asked.commitments()
                        ? gateway.commitments(Period.of(month.minusMonths(1)))
                        : Answer.notAsked();
        var purchases =
                asked.commitments() ? gateway.purchases(turns.asked()) : Purchases.NOT_ASKED;
        var budgets = gateway.budgets();
        var unread = new ArrayList<>(figures.unread());
        Stream.of(forecasts.unread(), commitments.unread(), budgets.unread())
                .forEach(failed -> failed.ifPresent(unread::add));
        unread.addAll(purchases.unread());

        var summaries = new EnumMap<Edition, List<CostSummary>>(Edition.class);
        for (var edition : Edition.values()) {
            if (edition == Edition.DAILY || due.contains(edition)) {
                summaries.put(
                        edition,
                        summaries(
                                asked,
                                figures.data(),
                                today,
                                edition,
                                forecasts.value().orElseGet(List::of),
                                budgets.value().orElseGet(List::of)));
            }
        }
        var seen =
                new CostReportFacts(
                        now,
                        due,
                        told,
                        summaries,
                        commitments.value(),
                        purchases
                                .worth()
                                .map(
                                        worth ->
                                                new Advice(
                                                        worth, purchases.asked(), turns.waiting())),
                        unread,
                        figures.twice(),
                        Map.of(),
                        gateway.spendOnCostExplorer());
        return seen.published(published(seen, gateway));
    }

    private List<CostSummary> summaries(
            Questions asked,
            List<CostData> data,
            LocalDate today,
            Edition edition,
            List<Forecast.Rest> forecasts,
            List<Budget> awsBudgets) {
        var budgets = Stream.concat(settings.budgets().stream(), awsBudgets.stream()).toList();
        var summaries = new ArrayList<CostSummary>();
        var seen = new HashSet<String>();
        for (var one : data) {
            // a budget is held against the first source of its currency, and not twice
            boolean first = seen.add(one.currency());
            summaries.add(
                    Summaries.of(
                            asked.costs(),
                            one,
                            new Summaries.Terms(
                                    today,
                                    edition.subject(),
                                    settings.settleDays(),
                                    settings.minimumChange(),
                                    settings.tags(),
                                    first ? budgets : List.of(),
                                    asked.turns(),
                                    forecasts)));
        }
        return summaries;
    }

    private Map<Edition, Published> published(CostReportFacts facts, CostReportGateway gateway) {
        var published = new EnumMap<Edition, Published>(Edition.class);
        for (var edition : facts.due()) {
            if (!facts.of(edition).isEmpty()) {
                published.put(
                        edition,
                        gateway.publish(
                                facts.today() + "/" + edition.word(), files(facts, edition)));
            }
        }
        return published;
    }

    private static Map<String, PageFile> files(CostReportFacts facts, Edition edition) {
        var files = new TreeMap<String, PageFile>();
        var story =
                new CostPage.Story(
                        Phrases.title(edition),
                        facts.at(),
                        facts.of(edition),
                        facts.commitments(),
                        facts.purchases(),
                        facts.twice(),
                        facts.unread().stream().map(Unread::line).toList(),
                        facts.spent());
        files.put("index.html", PageFile.text("html", CostPage.html(story)));
        CostPage.csvs(story).forEach((name, text) -> files.put(name, PageFile.text("csv", text)));
        CostPage.pictures(story).forEach((name, bytes) -> files.put(name, PageFile.png(bytes)));
        return files;
    }

    @Override
    public Plan<NoAction> plan(CostReportFacts facts) {
        return CostReportPlanner.plan(facts);
    }

    @Override
    public List<FactTable> tables(CostReportFacts facts) {
        return CostReportTables.of(facts);
    }

    @Override
    public Applied apply(NoAction action, Deadline deadline) {
        throw new IllegalStateException("there is nothing to apply: " + action);
    }

    @Override
    public List<Notice> report(Run<CostReportFacts, NoAction> run) {
        return CostReportNotices.of(run);
    }

    @Override
    public Map<String, String> remember(Run<CostReportFacts, NoAction> run) {
        return ToldText.written(run.facts().told().and(told(run.facts()), run.facts().today()));
    }

    /** An edition that had no figures at all is tried again by the next run. */
    private static List<Edition> told(CostReportFacts facts) {
        return facts.due().stream().filter(edition -> !facts.of(edition).isEmpty()).toList();
    }
}
