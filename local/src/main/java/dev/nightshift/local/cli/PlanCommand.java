package dev.nightshift.local.cli;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.report.CertificatesPage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "plan",
        description =
                "Show what an automation would do and why. Reads the account, changes nothing.",
        footer = {
            "",
            "The account is the one that the usual AWS settings name (AWS_PROFILE, AWS_ENDPOINT_URL, ...).",
            "Exits with 1 if there is something to look at: a warning, a refusal, something unreadable.",
            "",
            "Examples:",
            "  nightshift plan rds-backup",
            "  AWS_PROFILE=prod nightshift plan rds-backup --stage prod",
            "  nightshift plan rds-backup --output json | jq '.actions[].id'",
            "  nightshift plan cost-report",
            "  nightshift plan certificate-check --target www.example.com:443",
            "  nightshift plan certificate-check --target smtp://mail.example.com:25",
            "  nightshift plan certificate-check --report certificates.html"
        })
final class PlanCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "the automation, such as rds-backup")
    private String name = "";

    @Option(
            names = "--target",
            paramLabel = "TARGET",
            description = "look at this one thing only: host:port, https://host, smtp://host:25")
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "write a page with a timeline, for certificate-check")
    private Optional<Path> report = Optional.empty();

    PlanCommand(Session session) {
        super(session);
    }

    /** What was seen, and what would be done. */
    private record Seen(Object facts, FactsView tables, Plan<? extends Action> plan) {}

    @Override
    Exit run() {
        var settings = session.settings(globals());
        var automation = session.automation(settings, name, target);
        Accounts.admitToLoopback(session.environment());
        var now = session.clock().instant();
        terminal().progress(target.isEmpty() ? "reading the account …" : "looking …");
        var seen = look(make(automation, settings), now);
        terminal().progressDone();
        var view =
                new PlanView(
                        settings.stage(), automation.name(), automation.mode(), now, seen.plan());
        var certificates = CertificatesView.of(automation, seen.facts());
        report.ifPresent(file -> write(file, settings.stage(), certificates));
        if (target.isPresent() && certificates.isPresent()) {
            show(certificates.get());
        } else {
            show(view, seen.tables());
        }
        return seen.plan().findings().isEmpty() ? Exit.OK : Exit.FINDINGS;
    }

    private void show(CertificatesView view) {
        if (globals().json()) {
            print(Json.pretty(view.json()));
        } else {
            print(view.sheet(terminal()));
            terminal().say(view.summary());
        }
    }

    private void show(PlanView view, FactsView seen) {
        if (globals().json()) {
            var json = view.json();
            if (!seen.isEmpty()) {
                seen.into(json.putArray("tables"));
            }
            print(Json.pretty(json));
            return;
        }
        for (var table : seen.tables()) {
            print(terminal().bold(Table.oneLine(table.title())));
            print(FactsView.table(table));
            print("");
        }
        if (view.isEmpty()) {
            terminal().say("Nothing to do and nothing to say.");
        } else {
            print(view.table());
        }
        terminal().say(view.summary());
    }

    private void write(Path named, String stage, Optional<CertificatesView> certificates) {
        var view =
                certificates.orElseThrow(
                        () ->
                                new Trouble(
                                        Exit.USAGE,
                                        "--report is for certificate-check; for backups there is"
                                                + " nightshift history backups --report FILE"));
        session.write(named, CertificatesPage.of(stage, view.settings(), view.facts()));
    }

    static <C> Automation<?, ?> make(AutomationSettings<C> automation, Settings settings) {
        return automation
                .spec()
                .create(
                        automation.own(),
                        new Place(
                                new Scope(settings.stage(), automation.name()),
                                settings.regions()));
    }

    private static <F, A extends Action> Seen look(Automation<F, A> automation, Instant now) {
        var facts = automation.observe(now);
        return new Seen(facts, new FactsView(automation.tables(facts)), automation.plan(facts));
    }
}
