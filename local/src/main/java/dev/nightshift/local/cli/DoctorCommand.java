package dev.nightshift.local.cli;

import dev.nightshift.core.config.ConfigException;
import dev.nightshift.core.config.Settings;
import dev.nightshift.local.cli.Checkup.State;
import dev.nightshift.local.runtime.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "doctor",
        description =
                "Show what is missing on this machine and in this account, and what to do about it.",
        footer = {
            "",
            "Examples:",
            "  nightshift doctor",
            "  nightshift doctor --machine",
            "  nightshift doctor --output json | jq '.[] | select(.state!=\"ok\")'"
        })
final class DoctorCommand extends Command {
    @Option(names = "--machine", description = "look at this machine only, ask no account")
    private boolean machineOnly;

    DoctorCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var found = new ArrayList<Checkup>();
        terminal().progress("looking around …");
        found.addAll(new MachineCheckup(session.environment(), session.home()).look());
        var settings = settings(found);
        if (!machineOnly && settings.isPresent()) {
            Accounts.admitToLoopback(session.environment());
            found.addAll(new AccountCheckup(settings.get(), Account.ofEnvironment()).look());
        }
        terminal().progressDone();
        show(found);
        return found.stream().anyMatch(Checkup::isTrouble) ? Exit.FINDINGS : Exit.OK;
    }

    private Optional<Settings> settings(List<Checkup> found) {
        try {
            var file = session.configFile(globals().config);
            var settings = session.settings(globals());
            found.add(
                    Checkup.ok(
                            "settings",
                            "nightshift.yaml",
                            "%s, stage %s".formatted(file, settings.stage())));
            return Optional.of(settings);
        } catch (ConfigException refused) {
            found.add(
                    new Checkup(
                            "settings",
                            "nightshift.yaml",
                            State.MISSING,
                            refused.problems().getFirst().toString(),
                            "nightshift validate"));
        } catch (Trouble none) {
            found.add(
                    new Checkup(
                            "settings",
                            "nightshift.yaml",
                            State.MISSING,
                            String.valueOf(none.getMessage()),
                            ""));
        }
        return Optional.empty();
    }

    private void show(List<Checkup> found) {
        if (globals().json()) {
            var array = Json.object().putArray("checks");
            for (var line : found) {
                array.addObject()
                        .put("area", line.area())
                        .put("subject", line.subject())
                        .put("state", line.state().word())
                        .put("found", line.found())
                        .put("advice", line.advice());
            }
            print(Json.pretty(array));
        } else {
            var table = new Table("", "WHAT", "FOUND", "WHAT TO DO");
            found.forEach(
                    line ->
                            table.row(
                                    line.state().word(),
                                    line.subject(),
                                    line.found(),
                                    line.advice()));
            print(table);
        }
        var troubles = found.stream().filter(Checkup::isTrouble).count();
        terminal().say(troubles == 0 ? "All that is needed is there." : troubles + " to see to.");
    }
}
