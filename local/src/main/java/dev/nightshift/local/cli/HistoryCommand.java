package dev.nightshift.local.cli;

import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.local.runtime.Account;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "history",
        description = "Show what was done and why, newest first, from the ledger.",
        footer = {
            "",
            "Examples:",
            "  nightshift history",
            "  nightshift history rds-backup --limit 200 --stage prod",
            "  nightshift history backups                how the backups stand",
            "  nightshift history --output json | jq '.[] | select(.outcome==\"Failed\")'"
        })
final class HistoryCommand extends Command {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "one automation; all that nightshift.yaml names if not given")
    private Optional<String> name = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", description = "lines at most (${DEFAULT-VALUE})")
    private int limit = 50;

    HistoryCommand(Session session) {
        super(session);
    }

    private record Line(String automation, HistoryEntry entry) {}

    @Override
    Exit run() {
        if (limit < 1) {
            throw new Trouble(Exit.USAGE, "--limit must be at least 1, not " + limit);
        }
        var settings = session.settings(globals());
        Accounts.admitToLoopback(session.environment());
        var store =
                new DynamoLedgerStore(
                        Account.ofEnvironment().access(),
                        settings.regions().home(),
                        Names.ledger(settings.stage()));
        var lines = withLedger(settings, () -> lines(store, settings));
        show(lines);
        return Exit.OK;
    }

    private List<Line> lines(DynamoLedgerStore store, Settings settings) {
        return names(settings).stream()
                .flatMap(
                        automation ->
                                new Ledger(store, new Scope(settings.stage(), automation))
                                        .history(limit).stream()
                                                .map(entry -> new Line(automation, entry)))
                .sorted(Comparator.comparing((Line line) -> line.entry().at()).reversed())
                .limit(limit)
                .toList();
    }

    private List<String> names(Settings settings) {
        return name.map(given -> List.of(session.automation(settings, given).name()))
                .orElseGet(
                        () ->
                                settings.automations().stream()
                                        .map(AutomationSettings::name)
                                        .toList());
    }

    private void show(List<Line> lines) {
        if (globals().json()) {
            var array = Json.object().putArray("lines");
            for (var line : lines) {
                var entry = line.entry();
                array.addObject()
                        .put("at", entry.at().toString())
                        .put("automation", line.automation())
                        .put("run", entry.runId())
                        .put("action", entry.action())
                        .put("subject", entry.subject())
                        .put("because", entry.because())
                        .put("outcome", entry.outcome())
                        .put("detail", entry.detail());
            }
            print(Json.pretty(array));
            return;
        }
        if (lines.isEmpty()) {
            terminal().say("Nothing yet.");
            return;
        }
        var table = new Table("AT", "AUTOMATION", "WHAT", "OUTCOME", "DETAIL", "BECAUSE");
        for (var line : lines) {
            var entry = line.entry();
            table.row(
                    entry.at().toString(),
                    line.automation(),
                    entry.action().isEmpty() ? "run" : entry.action(),
                    entry.outcome(),
                    entry.detail(),
                    entry.because());
        }
        print(table);
    }
}
