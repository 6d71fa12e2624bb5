package dev.nightshift.costs.report;

import dev.nightshift.core.automation.NoAction;
import dev.nightshift.core.automation.Run;
import dev.nightshift.core.notice.Notice;
import dev.nightshift.core.notice.Notice.Fact;
import dev.nightshift.core.notice.Notice.Incident;
import dev.nightshift.core.notice.Notice.Link;
import dev.nightshift.core.notice.Notice.Picture;
import dev.nightshift.core.notice.Severity;
import dev.nightshift.core.runner.RunReport;
import dev.nightshift.costs.page.CostPage;
import dev.nightshift.costs.report.CostReportGateway.NotPublished;
import dev.nightshift.costs.report.CostReportGateway.There;
import dev.nightshift.costs.report.CostReportGateway.Unread;
import dev.nightshift.costs.summary.Advice;
import dev.nightshift.costs.summary.Budget;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts a run into words: each edition that is due, each budget that will be crossed until it will
 * not, and what could not be read.
 */
final class CostReportNotices {
    private static final int FEW = 3;
    private static final int MANY = 10;

    private final Run<CostReportFacts, NoAction> run;
    private final CostReportFacts facts;
    private final RunReport<NoAction> report;

    private CostReportNotices(Run<CostReportFacts, NoAction> run) {
        this.run = run;
        this.facts = run.facts();
        this.report = new RunReport<>(run);
    }

    static List<Notice> of(Run<CostReportFacts, NoAction> run) {
        return new CostReportNotices(run).notices();
    }

    private List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        for (var summary : facts.of(Edition.DAILY)) {
            summary.budgets().forEach(budget -> budget(budget).ifPresent(notices::add));
        }
        facts.unread().stream()
                .collect(
                        Collectors.groupingBy(
                                Unread::source,
                                TreeMap::new,
                                Collectors.mapping(Unread::why, Collectors.toList())))
                .forEach(
                        (source, why) ->
                                notices.add(
                                        report.trouble(
                                                Severity.WARNING,
                                                source,
                                                "source",
                                                source + " could not be read",
                                                List.of(
                                                        new Fact(
                                                                "What it means",
                                                                "costs that only it tells are"
                                                                        + " unknown; the rest is"
                                                                        + " reported")),
                                                why.stream().distinct().toList())));
        if (!facts.twice().isEmpty()) {
            notices.add(
                    report.trouble(
                            Severity.WARNING,
                            "sources",
                            "twice",
                            "Two sources tell the same costs",
                            List.of(
                                    new Fact(
                                            "What it means",
                                            "they are told apart and not added; leave one of"
                                                    + " them out of the settings")),
                            facts.twice()));
        }
        for (var edition : facts.due()) {
            if (facts.published().get(edition) instanceof NotPublished(var why)) {
                notices.add(
                        report.trouble(
                                Severity.WARNING,
                                "pages",
                                "pages",
                                "The " + edition.word() + " page could not be put into its bucket",
                                List.of(),
                                List.of(why)));
            }
            if (!facts.of(edition).isEmpty()) {
                notices.add(edition(edition));
            }
        }
        return notices;
    }

    private Optional<Notice> budget(Budget.Standing standing) {
        var name = standing.budget().name();
        return switch (standing.crossing()) {
            case Budget.Crossed _ -> Optional.of(over(standing, "crossed", name + " is crossed"));
            case Budget.Will(var on, _) ->
                    Optional.of(over(standing, "will", name + " will be crossed on " + on));
            case Budget.Not _ -> Optional.of(well(standing));
            // neither opened nor closed by what is not known
            case Budget.Unknown _ -> Optional.empty();
        };
    }

    private Notice over(Budget.Standing standing, String degree, String title) {
        return report.trouble(
                Severity.WARNING,
                standing.budget().name(),
                "budget",
                degree + "/" + facts.today().withDayOfMonth(1),
                "Budget " + title,
                List.of(new Fact("Budget", Phrases.budget(standing))),
                List.of());
    }

    /** Passed on only if the trouble was told before. */
    private Notice well(Budget.Standing standing) {
        var key = report.incident(standing.budget().name(), "budget");
        return new Notice(
                run.id() + "-" + key.replace('/', '-') + "-over",
                run.endedAt(),
                Severity.INFO,
                run.scope().stage(),
                run.scope().automation(),
                "Budget " + standing.budget().name() + " will not be crossed",
                List.of(new Fact("Budget", Phrases.budget(standing))),
                List.of(),
                List.of(),
                List.of(),
                key + "/over",
                Optional.of(new Incident(key, true)));
    }

    private Notice edition(Edition edition) {
        var said = new ArrayList<Fact>();
        var lines = new ArrayList<String>();
        boolean brief = edition == Edition.DAILY;
        for (var summary : facts.of(edition)) {
            said.addAll(facts(edition, summary));
            summary.movers().stream()
                    .limit(brief ? FEW : MANY)
                    .map(row -> Phrases.mover(row, summary.currency()))
                    .forEach(lines::add);
        }
        if (edition == Edition.MONTHLY) {
            facts.purchases()
                    .map(Advice::worth)
                    .filter(all -> !all.isEmpty())
                    .ifPresent(
                            all -> said.add(new Fact("Worth evaluating", Phrases.purchases(all))));
        }
        if (!brief) {
            facts.spent().ifPresent(spent -> said.add(new Fact("Asking", spent)));
        }
        var notice =
                new Notice(
                        run.id() + "-" + edition.word(),
                        run.endedAt(),
                        Severity.INFO,
                        run.scope().stage(),
                        run.scope().automation(),
                        title(edition),
                        said,
                        List.of(),
                        RunReport.capped(lines),
                        links(edition),
                        run.scope().owner() + "/" + edition.word() + "/" + facts.today(),
                        Optional.empty());
        return picture(edition).map(notice::picturing).orElse(notice);
    }

    /** Of the first currency; the others are linked. */
    private Optional<Picture> picture(Edition edition) {
        var summary = facts.of(edition).getFirst();
        return Picture.of(
                "days.png",
                "Costs by day and service, " + summary.currency(),
                CostPage.picture(summary));
    }

    private String title(Edition edition) {
        return Phrases.title(edition)
                + ": "
                + facts.of(edition).stream()
                        .map(
                                summary ->
                                        summary.main().isKnown()
                                                ? Money.of(
                                                                summary.main().known().billed(),
                                                                summary.currency())
                                                        + " ("
                                                        + Money.percent(
                                                                summary.main().changePercent())
                                                        + ")"
                                                : "not known in " + summary.currency())
                        .collect(Collectors.joining(", "));
    }

    private List<Fact> facts(Edition edition, CostSummary summary) {
        var said = new ArrayList<Fact>();
        var currency = summary.currency();
        said.add(new Fact(period(edition), Phrases.compared(summary.main(), currency)));
        if (edition == Edition.WEEKLY) {
            said.add(new Fact("Month to date", Phrases.monthToDate(summary)));
        }
        if (edition == Edition.MONTHLY) {
            summary.credits()
                    .ifPresent(
                            credits ->
                                    said.add(
                                            new Fact(
                                                    "Before credits",
                                                    Money.of(credits.gross(), currency)
                                                            + ", credits "
                                                            + Money.amount(credits.credits()))));
            said.add(new Fact("Amortised", Money.of(summary.main().known().effective(), currency)));
        } else {
            said.add(new Fact("Forecast", Phrases.forecast(summary)));
        }
        summary.budgets().stream()
                .filter(budget -> !(budget.crossing() instanceof Budget.Not))
                .limit(edition == Edition.DAILY ? 2 : MANY)
                .forEach(
                        budget ->
                                said.add(
                                        new Fact(
                                                "Budget " + budget.budget().name(),
                                                Phrases.budget(budget))));
        notAskedToday(summary).ifPresent(words -> said.add(new Fact("Not asked today", words)));
        if (edition != Edition.DAILY) {
            summary.tags()
                    .forEach(
                            tag ->
                                    said.add(
                                            new Fact(
                                                    "Without tag " + tag.key(),
                                                    Money.share(tag.untaggedPercent()))));
        }
        summary.provisionalFrom()
                .filter(from -> from.isBefore(facts.today()))
                .ifPresent(
                        from ->
                                said.add(
                                        new Fact(
                                                "Provisional",
                                                "days from " + from + " on may still grow")));
        return said;
    }

    /** For which budgets nothing was paid today, and when it will be. */
    private static Optional<String> notAskedToday(CostSummary summary) {
        var waiting =
                summary.budgets().stream()
                        .flatMap(
                                standing ->
                                        standing.waiting().stream()
                                                .map(
                                                        how ->
                                                                "%s (%s)"
                                                                        .formatted(
                                                                                standing.budget()
                                                                                        .name(),
                                                                                how.words())))
                        .toList();
        return waiting.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "budgets "
                                + String.join(
                                        "; ", waiting.subList(0, Math.min(FEW, waiting.size())))
                                + (waiting.size() > FEW
                                        ? "; and %d more".formatted(waiting.size() - FEW)
                                        : ""));
    }

    private static String period(Edition edition) {
        return switch (edition) {
            case DAILY -> "Month to date";
            case WEEKLY -> "Seven days";
            case MONTHLY -> "Month";
        };
    }

    /** The page, then the picture of each currency. */
    private List<Link> links(Edition edition) {
        if (!(facts.published().get(edition) instanceof There(var files))) {
            return List.of();
        }
        var links = new ArrayList<Link>();
        Optional.ofNullable(files.get("index.html"))
                .ifPresent(page -> links.add(new Link("Page", page)));
        files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".png"))
                .sorted(Map.Entry.comparingByKey())
                .map(file -> new Link(pictured(file.getKey()), file.getValue()))
                .forEach(links::add);
        return links;
    }

    /** {@code days.png}, or {@code 1-USD-days.png} where there are several. */
    private static String pictured(String file) {
        var parts = file.split("-", -1);
        return parts.length == 3 ? "Picture, " + parts[1] : "Picture";
    }
}
