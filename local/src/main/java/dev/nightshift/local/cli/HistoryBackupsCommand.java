package dev.nightshift.local.cli;

import dev.nightshift.backup.history.BackupHistory;
import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.report.BackupsPage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@CommandLine.Command(
        name = "backups",
        description = "Show whether the backups are good: one row per database, bucket and host.",
        footer = {
            "",
            "LAST GOOD is how old the data of the newest good copy is, and where copies of it are.",
            "PROVEN is when a drill last restored a copy and found it good. RPO is that age against",
            "what is allowed, RTO how long the last restore took against what is allowed; the small",
            "charts show both over time, a bar above the middle (or x) being one too many.",
            "",
            "Exits with 1 if a source is not OK: FAILED, LATE, UNKNOWN (could not be read) or",
            "UNPROVEN (no drill has restored it for too long; a host is never drilled, as its",
            "provider restores it nowhere but over itself).",
            "",
            "Examples:",
            "  nightshift history backups",
            "  nightshift history backups --source shop --since 365d",
            "  nightshift history backups --output json | jq '.sources[] | select(.state!=\"OK\")'",
            "  nightshift history backups --report backups.html --stage prod"
        })
final class HistoryBackupsCommand implements Callable<Integer> {
    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,4})([hd])");
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private final Session session;
    private final Function<Settings, Optional<BackupHistory>> backups;

    @ParentCommand private HistoryCommand parent;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "one database, bucket or host; all if not given")
    private Optional<String> source = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "how far back the charts go, such as 90d or 48h (${DEFAULT-VALUE})")
    private String since = "90d";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "write a page with larger charts, too")
    private Optional<Path> report = Optional.empty();

    HistoryBackupsCommand(Session session, Function<Settings, Optional<BackupHistory>> backups) {
        this.session = session;
        this.backups = backups;
        this.parent = new HistoryCommand(session);
    }

    @Override
    public Integer call() {
        var back = back();
        var settings = session.settings(parent.globals());
        Accounts.admitToLoopback(session.environment());
        var history =
                backups.apply(settings)
                        .orElseThrow(
                                () ->
                                        new Trouble(
                                                Exit.USAGE,
                                                "nightshift.yaml names no automation that makes"
                                                        + " backups; add rds-backup under"
                                                        + " automations"));
        var terminal = session.terminal();
        terminal.progress("reading the account …");
        var facts =
                history.observe(
                        session.clock().instant(),
                        back,
                        name -> source.isEmpty() || source.get().equals(name));
        terminal.progressDone();
        var overview = BackupOverview.of(facts, back);
        if (overview.rows().isEmpty() && source.isPresent() && overview.gaps().isEmpty()) {
            throw new Trouble(
                    Exit.USAGE,
                    "nothing called %s is backed up; without --source all that is is shown"
                            .formatted(source.get()));
        }
        report.ifPresent(file -> session.write(file, BackupsPage.of(settings.stage(), overview)));
        show(new BackupsView(settings.stage(), overview, Sparkline.of(session.environment())));
        return (overview.isOk() ? Exit.OK : Exit.FINDINGS).code();
    }

    private void show(BackupsView view) {
        var terminal = session.terminal();
        if (parent.globals().json()) {
            terminal.out().println(Json.pretty(view.json()));
            return;
        }
        if (view.overview().rows().isEmpty()) {
            terminal.say("Nothing is backed up.");
        } else {
            terminal.out()
                    .print(
                            view.table(terminal.outWidth(), terminal)
                                    .render(terminal.outWidth(), terminal::bold));
        }
        view.reasons().forEach(terminal::say);
        terminal.say(view.summary());
    }

    private Duration back() {
        var match = DAYS.matcher(since);
        if (match.matches()) {
            var count = Long.parseLong(match.group(1));
            var back =
                    match.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count);
            if (back.compareTo(LONGEST) <= 0) {
                return back;
            }
        }
        throw new Trouble(
                Exit.USAGE, "--since takes a time such as 90d or 48h, up to 3650d, not " + since);
    }
}
