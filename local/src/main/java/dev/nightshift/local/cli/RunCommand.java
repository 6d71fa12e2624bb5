package dev.nightshift.local.cli;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.Deadline;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Trigger;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.log.Log;
import dev.nightshift.core.notice.SnsNotices;
import dev.nightshift.core.runner.RunResult;
import dev.nightshift.core.runner.Runner;
import dev.nightshift.core.runner.Terms;
import dev.nightshift.local.runtime.Account;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sns.SnsClient;

@CommandLine.Command(
        name = "run",
        description = "Run an automation here and now, in this process, with your own permissions.",
        footer = {
            "",
            "It uses the ledger and the notices topic of the deployed stage, and does exactly what the",
            "function would; \"apply: true\" in nightshift.yaml decides whether effects are made.",
            "",
            "Examples:",
            "  nightshift run rds-backup --dry-run",
            "  AWS_PROFILE=prod nightshift run rds-backup --stage prod",
            "  nightshift run rds-backup --output json | jq '.steps[] | select(.outcome==\"Failed\")'"
        })
final class RunCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "the automation, such as rds-backup")
    private String name = "";

    @Option(names = "--dry-run", description = "make no effect, whatever nightshift.yaml says")
    private boolean dryRun;

    @Option(names = "--verbose", description = "show the log lines that the function would write")
    private boolean verbose;

    RunCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var settings = session.settings(globals());
        var own = session.automation(settings, name);
        Accounts.admitToLoopback(session.environment());
        var region = settings.regions().home();
        var account = Account.ofEnvironment();
        var identity = Accounts.identify(account, region);
        var scope = new Scope(settings.stage(), own.name());
        var store = new DynamoLedgerStore(account.access(), region, Names.ledger(settings.stage()));
        var notices =
                new SnsNotices(
                        account.client(SnsClient.builder(), region),
                        Names.topicArn(identity, region, settings.stage()));
        var terms = Terms.of(settings, own);
        var runner =
                new Runner(
                        dryRun ? terms.rehearsed() : terms,
                        new Ledger(store, scope),
                        notices,
                        new Log(scope, session.clock(), this::log),
                        session.clock());
        terminal().progress("running " + own.name() + " …");
        var result = withLedger(settings, () -> result(runner, own, settings));
        terminal().progressDone();
        return show(result);
    }

    private RunResult<?, ?> result(Runner runner, AutomationSettings<?> own, Settings settings) {
        return go(runner, PlanCommand.make(own, settings), own);
    }

    private <F, A extends Action> RunResult<F, A> go(
            Runner runner, Automation<F, A> automation, AutomationSettings<?> own) {
        var now = session.clock().instant();
        return runner.run(
                automation,
                Trigger.manual(now),
                Deadline.at(now.plus(own.timeout()), session.clock()));
    }

    private Exit show(RunResult<?, ?> result) {
        return switch (result) {
            case RunResult.Ran<?, ?>(var run) -> {
                var view = RunView.of(run);
                if (globals().json()) {
                    print(Json.pretty(view.json()));
                } else {
                    if (!view.steps().isEmpty()) {
                        print(view.table());
                    }
                    terminal().say(view.summary());
                }
                yield view.exit();
            }
            case RunResult.Busy<?, ?>(var until) ->
                    throw new Trouble(
                            Exit.PARTIAL,
                            "another run of %s is under way (or died; then it counts until %s)"
                                    .formatted(name, until));
            case RunResult.Duplicate<?, ?>(var key, var first) ->
                    throw new Trouble(
                            Exit.PARTIAL, "trigger %s was seen at %s".formatted(key, first));
        };
    }

    private void log(String line) {
        if (verbose) {
            terminal().say(line);
        }
    }
}
