package dev.nightshift.local.cli;

import dev.nightshift.core.event.AlarmEvent;
import dev.nightshift.core.event.AlarmEvents;
import dev.nightshift.rollback.auto.Replay;
import dev.nightshift.rollback.service.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@CommandLine.Command(
        name = "rollback",
        description =
                "Replay a recorded alarm against what is there now, and show what every rule says.",
        footer = {
            "",
            "Everything but the replayed alarms is read from the account; nothing is changed.",
            "The event may be that of a Lambda action, of EventBridge, or of SNS.",
            "Exits with 0 if it would go back, with 1 if a rule refuses or cannot tell.",
            "",
            "Examples:",
            "  nightshift rehearse rollback shop-api",
            "  nightshift rehearse rollback 'lambda shop-api:live' --event last-night.json",
            "  nightshift rehearse rollback shop-api --event last-night.json --now",
            "  nightshift rehearse rollback shop-api --alarm shop-5xx --alarm shop-latency",
            "  nightshift rehearse rollback shop-api --output json | jq '.verdicts[] | select(.answer!=\"holds\")'"
        })
final class RehearseRollbackCommand implements Callable<Integer> {
    private static final Path SAMPLE = Path.of("events", "auto-rollback", "alarm.json");

    private final Session session;

    @ParentCommand private RehearseCommand parent = new RehearseCommand();

    @Parameters(
            paramLabel = "SERVICE",
            description = "a service of auto-rollback, by its name or its target")
    private String named = "";

    @Option(
            names = "--event",
            paramLabel = "FILE",
            description =
                    "the recorded alarm; without it one that comes with Nightshift, as if it came"
                            + " now")
    private Optional<Path> event = Optional.empty();

    @Option(
            names = "--alarm",
            paramLabel = "NAME",
            description =
                    "which alarm of the service it is taken for; may be given several times. The"
                            + " event's own if not given, or without --event as many as must agree")
    private List<String> alarms = List.of();

    @Option(
            names = "--now",
            description = "as if the alarm changed now, and had been OK for long before")
    private boolean now;

    RehearseRollbackCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var globals = parent.globals();
        var settings = session.settings(globals);
        var recorded = decoded();
        Accounts.admitToLoopback(session.environment());
        var services = GuardedServices.of(session, settings);
        var service = services.find(named);
        var at = session.clock().instant();
        var replay = replay(service, recorded, at);
        var terminal = session.terminal();
        terminal.progress("looking at " + service.name() + " …");
        var rehearsal = services.automation().rehearse(service, replay, at);
        terminal.progressDone();
        var view = new RehearsalView(settings.stage(), at, replay, rehearsal);
        if (globals.json()) {
            terminal.out().println(Json.pretty(view.json()));
        } else {
            terminal.out().print(view.table(terminal).render(terminal.outWidth(), terminal::bold));
            terminal.out().println();
            terminal.out().println(view.conclusion());
        }
        return view.exit().code();
    }

    private Replay replay(Service service, AlarmEvent recorded, Instant at) {
        var names = names(service, recorded);
        return now || event.isEmpty()
                ? Replay.now(names, recorded, at)
                : Replay.recorded(names, recorded);
    }

    private Set<String> names(Service service, AlarmEvent recorded) {
        if (!alarms.isEmpty()) {
            alarms.forEach(alarm -> check(service, alarm, "--alarm " + alarm));
            return new LinkedHashSet<>(alarms);
        }
        if (event.isEmpty()) {
            return new LinkedHashSet<>(
                    service.alarms().stream().limit(service.agreeing()).toList());
        }
        check(
                service,
                recorded.alarmName(),
                "%s is of the alarm %s; take it for another with --alarm NAME"
                        .formatted(event.get(), recorded.alarmName()));
        return Set.of(recorded.alarmName());
    }

    private static void check(Service service, String alarm, String what) {
        if (!service.alarms().contains(alarm)) {
            throw new Trouble(
                    Exit.USAGE,
                    "%s: the alarms of %s are %s"
                            .formatted(what, service.name(), String.join(", ", service.alarms())));
        }
    }

    private AlarmEvent decoded() {
        var file =
                event.map(session.folder()::resolve)
                        .orElseGet(() -> session.home().resolve(SAMPLE));
        if (!Files.isRegularFile(file)) {
            throw new Trouble(Exit.USAGE, "there is no event file " + file);
        }
        try (var in = Files.newInputStream(file)) {
            return AlarmEvents.decode(in);
        } catch (IllegalArgumentException noAlarm) {
            throw new Trouble(
                    Exit.USAGE, "the event %s: %s".formatted(file, noAlarm.getMessage()), noAlarm);
        } catch (IOException e) {
            throw new Trouble(Exit.USAGE, "the event %s cannot be read".formatted(file), e);
        }
    }
}
