package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.approval.Answer;
import dev.nightshift.core.approval.Approval;
import dev.nightshift.core.approval.Approvals;
import dev.nightshift.core.approval.Voice;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.local.runtime.Account;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "approve",
        description = {
            "Approve, or reject, exactly the plan that an automation has asked about.",
            "The answer is that of the person whose AWS credentials these are."
        },
        footer = {
            "",
            "Examples:",
            "  nightshift approve --list                       what waits for a yes",
            "  nightshift approve --list rds-backup --stage prod",
            "  nightshift approve rds-backup 3f2a9c41d07b --stage prod",
            "  nightshift approve rds-backup 3f2a9c41d07b --reject"
        })
final class ApproveCommand extends Command {
    /** As much of a hash as a person types. */
    private static final int SHORT = 12;

    private static final int LEAST = 8;

    @Parameters(
            index = "0",
            paramLabel = "AUTOMATION",
            arity = "0..1",
            description = "one automation")
    private Optional<String> name = Optional.empty();

    @Parameters(
            index = "1",
            paramLabel = "HASH",
            arity = "0..1",
            description = "the plan, or the first digits of its hash, from the notice or --list")
    private Optional<String> hash = Optional.empty();

    @Option(names = "--list", description = "show what waits for a yes")
    private boolean list;

    @Option(names = "--reject", description = "say no")
    private boolean reject;

    ApproveCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        if (list && (hash.isPresent() || reject)) {
            throw new Trouble(Exit.USAGE, "--list takes an automation and nothing else");
        }
        if (!list && (name.isEmpty() || hash.isEmpty())) {
            throw new Trouble(
                    Exit.USAGE,
                    "name the automation and the plan, as nightshift approve --list shows them");
        }
        var settings = session.settings(globals());
        Accounts.admitToLoopback(session.environment());
        var account = Account.ofEnvironment();
        var region = settings.regions().home();
        var store = new DynamoLedgerStore(account.access(), region, Names.ledger(settings.stage()));
        if (list) {
            show(withLedger(settings, () -> standing(store, settings)));
            return Exit.OK;
        }
        var automation = session.automation(settings, name.orElseThrow()).name();
        var caller = Accounts.identify(account, region).arn();
        var voice =
                new Voice(
                        caller,
                        caller.substring(caller.lastIndexOf('/') + 1),
                        session.clock().instant());
        return withLedger(settings, () -> answer(store, settings.stage(), automation, voice));
    }

    private Exit answer(LedgerStore store, String stage, String automation, Voice voice) {
        var approvals = new Approvals(store, automation);
        var wanted = resolve(approvals, automation);
        var answer = reject ? approvals.reject(wanted, voice) : approvals.approve(wanted, voice);
        return switch (answer) {
            case Answer.Given(var approval) -> {
                keep(store, stage, approval, voice, "approved");
                yield said(
                        approval,
                        "the next run makes it if the plan is still the same: nightshift run "
                                + automation,
                        Exit.OK);
            }
            case Answer.Waiting(var approval) -> {
                keep(store, stage, approval, voice, "approved, waits for another");
                yield said(approval, "one more person has to approve it", Exit.PARTIAL);
            }
            case Answer.Rejected(var approval) -> {
                keep(store, stage, approval, voice, "rejected");
                yield said(approval, "it is not made", Exit.OK);
            }
            case Answer.TooLate(var why) ->
                    throw new Trouble(Exit.USAGE, "nothing has changed: " + why);
        };
    }

    private Exit said(Approval approval, String what, Exit exit) {
        if (globals().json()) {
            print(Json.pretty(json(approval)));
        } else {
            approval.question().lines().forEach(this::print);
        }
        terminal().say(approval.voices() + "; " + what);
        return exit;
    }

    /** The whole hash; a person types some of it. */
    private String resolve(Approvals approvals, String automation) {
        var typed = hash.orElseThrow();
        var fits =
                typed.length() < LEAST
                        ? List.<String>of()
                        : approvals.all().stream()
                                .map(approval -> approval.question().hash())
                                .filter(known -> known.startsWith(typed))
                                .toList();
        if (fits.size() != 1) {
            throw new Trouble(
                    Exit.USAGE,
                    fits.isEmpty()
                            ? "%s has asked about no plan %s; give at least %d digits of one that"
                                            .formatted(automation, typed, LEAST)
                                    + " nightshift approve --list shows"
                            : "%d plans begin with %s; give more digits"
                                    .formatted(fits.size(), typed));
        }
        return fits.getFirst();
    }

    private static void keep(
            LedgerStore store, String stage, Approval approval, Voice voice, String outcome) {
        var question = approval.question();
        new Ledger(store, new Scope(stage, question.automation()))
                .record(
                        new HistoryEntry(
                                voice.at(),
                                voice.at() + "-" + voice.id(),
                                "answer about " + shortened(question.hash()),
                                question.automation(),
                                "nightshift approve",
                                outcome,
                                voice.toString()));
    }

    private List<Approval> standing(LedgerStore store, Settings settings) {
        var now = session.clock().instant();
        var names =
                name.map(given -> List.of(session.automation(settings, given).name()))
                        .orElseGet(
                                () ->
                                        settings.automations().stream()
                                                .map(AutomationSettings::name)
                                                .toList());
        return names.stream()
                .flatMap(automation -> new Approvals(store, automation).all().stream())
                .filter(approval -> approval.isOpen(now))
                .toList();
    }

    private void show(List<Approval> approvals) {
        if (globals().json()) {
            var array = Json.object().putArray("approvals");
            approvals.forEach(approval -> array.add(json(approval)));
            print(Json.pretty(array));
            return;
        }
        if (approvals.isEmpty()) {
            terminal().say("Nothing waits for a yes.");
            return;
        }
        var table = new Table("AUTOMATION", "HASH", "EXPIRES", "STANDS", "WHAT");
        for (var approval : approvals) {
            var question = approval.question();
            table.row(
                    question.automation(),
                    shortened(question.hash()),
                    question.expiresAt().toString(),
                    stands(approval),
                    "%d: %s"
                            .formatted(
                                    question.actions().size(),
                                    String.join("; ", question.lines())));
        }
        print(table);
    }

    private static String stands(Approval approval) {
        if (approval.no().isPresent()) {
            return "rejected";
        }
        if (approval.begun().isPresent()) {
            return "being made";
        }
        return "%d of %d say yes".formatted(approval.yes().size(), approval.question().needed());
    }

    private static ObjectNode json(Approval approval) {
        var question = approval.question();
        var node = Json.object();
        node.put("automation", question.automation())
                .put("hash", question.hash())
                .put("askedAt", question.askedAt().toString())
                .put("expiresAt", question.expiresAt().toString())
                .put("destructive", question.destructive())
                .put("needed", question.needed())
                .put("stands", stands(approval))
                .put("actions", question.actions().size());
        var yes = node.putArray("approvedBy");
        approval.yes().forEach(voice -> yes.add(voice.toString()));
        approval.no().ifPresent(voice -> node.put("rejectedBy", voice.toString()));
        question.lines().forEach(node.putArray("what")::add);
        return node;
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHORT, hash.length()));
    }
}
