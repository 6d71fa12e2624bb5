package dev.nightshift.local.cli;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import java.time.Instant;
import picocli.CommandLine;
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
            "  nightshift plan rds-backup --output json | jq '.actions[].id'"
        })
final class PlanCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "the automation, such as rds-backup")
    private String name = "";

    PlanCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var settings = session.settings(globals());
        var automation = session.automation(settings, name);
        Accounts.admitToLoopback(session.environment());
        var now = session.clock().instant();
        terminal().progress("reading the account …");
        var plan = plan(make(automation, settings), now);
        terminal().progressDone();
        var view = new PlanView(settings.stage(), automation.name(), automation.mode(), now, plan);
        if (globals().json()) {
            print(Json.pretty(view.json()));
        } else {
            if (view.isEmpty()) {
                terminal().say("Nothing to do and nothing to say.");
            } else {
                print(view.table());
            }
            terminal().say(view.summary());
        }
        return plan.findings().isEmpty() ? Exit.OK : Exit.FINDINGS;
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

    private static <F, A extends Action> Plan<A> plan(Automation<F, A> automation, Instant now) {
        return automation.plan(automation.observe(now));
    }
}
