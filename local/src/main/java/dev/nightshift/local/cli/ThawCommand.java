package dev.nightshift.local.cli;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Outcome;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.HistoryEntry;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.ledger.LedgerStore;
import dev.nightshift.local.runtime.Account;
import dev.nightshift.rollback.auto.Thaw;
import dev.nightshift.rollback.service.Service;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "thaw",
        description = "Put a frozen service back into the hands of auto-rollback.",
        footer = {
            "",
            "Rolls nothing back and releases nothing. It is written to the ledger of the stage, with your",
            "own permissions; nightshift history auto-rollback shows who did it.",
            "If the service goes back and forth once more, it is frozen again.",
            "",
            "Examples:",
            "  nightshift thaw shop-api",
            "  nightshift thaw shop-api --revision 42     42 is well after all: one may go back to it"
        })
final class ThawCommand extends Command {
    /** The ledger of a stage, and who the person at the terminal is. */
    record Desk(LedgerStore store, Supplier<String> person) {
        static Desk of(Settings settings) {
            var account = Account.ofEnvironment();
            var region = settings.regions().home();
            return new Desk(
                    new DynamoLedgerStore(account.access(), region, Names.ledger(settings.stage())),
                    () -> Accounts.identify(account, region).arn());
        }
    }

    private final Function<Settings, Desk> desk;

    @Parameters(
            paramLabel = "SERVICE",
            description = "a service of auto-rollback, by its name or its target")
    private String named = "";

    @Option(
            names = "--revision",
            paramLabel = "R",
            description = "lift the quarantine of this revision, and leave all else as it is")
    private Optional<String> revision = Optional.empty();

    ThawCommand(Session session) {
        this(session, Desk::of);
    }

    /**
     * @param desk where it is written who did it
     */
    ThawCommand(Session session, Function<Settings, Desk> desk) {
        super(session);
        this.desk = desk;
    }

    @Override
    Exit run() {
        var settings = session.settings(globals());
        Accounts.admitToLoopback(session.environment());
        var services = GuardedServices.of(session, settings);
        var service = services.find(named);
        var at = desk.apply(settings);
        var person = at.person().get();
        var ledger =
                new Ledger(at.store(), new Scope(settings.stage(), GuardedServices.AUTOMATION));
        var run = "thaw-" + UUID.randomUUID();
        var outcome =
                withLedger(
                        settings,
                        () -> {
                            ledger.record(line(run, service, person, HistoryEntry.INTENDED, ""));
                            var made = tried(services.automation().thaw(), service);
                            ledger.record(line(run, service, person, made.label(), made.detail()));
                            return made;
                        });
        show(service, outcome);
        return switch (outcome) {
            case Outcome.Refused _ -> Exit.USAGE;
            case Outcome.Failed _ -> Exit.FINDINGS;
            case Outcome.Done _,
                    Outcome.AlreadySo _,
                    Outcome.Underway _,
                    Outcome.Rehearsed _,
                    Outcome.Withheld _,
                    Outcome.Left _ ->
                    Exit.OK;
        };
    }

    private Outcome tried(Thaw thaw, Service service) {
        try {
            return made(thaw, service);
        } catch (CloudException failure) {
            return new Outcome.Failed(failure.kind(), failure.getMessage());
        }
    }

    private Outcome made(Thaw thaw, Service service) {
        return revision.map(bad -> thaw.quarantine(service, bad))
                .orElseGet(() -> thaw.freeze(service));
    }

    private HistoryEntry line(
            String run, Service service, String person, String outcome, String detail) {
        return new HistoryEntry(
                session.clock().instant(),
                run,
                what(service),
                service.name(),
                "asked for by " + person,
                outcome,
                detail);
    }

    private String what(Service service) {
        return revision.map(bad -> "lift the quarantine of %s on ".formatted(bad)).orElse("thaw ")
                + service.target().id();
    }

    private void show(Service service, Outcome outcome) {
        if (globals().json()) {
            print(
                    Json.pretty(
                            Json.object()
                                    .put("service", service.name())
                                    .put("target", service.target().id())
                                    .put("action", what(service))
                                    .put("outcome", outcome.label())
                                    .put("detail", outcome.detail())));
        } else {
            print(
                    Table.oneLine(
                            "%s: %s: %s"
                                    .formatted(what(service), outcome.label(), outcome.detail())));
        }
    }
}
