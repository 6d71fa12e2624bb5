package dev.nightshift.local.cli;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreGateway;
import dev.nightshift.backup.rds.restore.RdsRestorePlan;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Ownership;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Makes what a plan says and waits until it is there. A function would leave and come back. */
final class RdsRestoreWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(2);

    /** What RDS does not get out of by itself. */
    private static final Set<String> HOPELESS =
            Set.of(
                    "failed",
                    "restore-error",
                    "incompatible-restore",
                    "incompatible-network",
                    "incompatible-parameters",
                    "incompatible-option-group",
                    "incompatible-create",
                    "inaccessible-encryption-credentials",
                    "inaccessible-encryption-credentials-recoverable",
                    "insufficient-capacity",
                    "storage-full",
                    "deleting");

    private final RdsRestoreGateway rds;
    private final RestoreBackend backend;
    private final Terminal terminal;
    private final Clock clock;
    private final Instant began;
    private final Instant end;
    private Instant saidAt;
    private String said = "";

    RdsRestoreWatch(RestoreBackend backend, Terminal terminal, Clock clock, Duration patience) {
        this.rds = backend.rds();
        this.backend = backend;
        this.terminal = terminal;
        this.clock = clock;
        this.began = clock.instant();
        this.end = began.plus(patience);
        this.saidAt = began;
    }

    /**
     * @return what was made, once it is available
     * @throws Trouble if it never will be, or not in time, or is somebody else's
     */
    Database bringUp(RdsRestorePlan plan) {
        var region = plan.request().from();
        var name = plan.request().name();
        var kind = plan.snapshot().orElseThrow().kind();
        for (var step : plan.steps()) {
            if (step instanceof AddMember) {
                var _ = await(plan, kind, name); // RDS adds nothing to a cluster in the making
            }
            if (rds.apply(region, step)) {
                terminal.say("Begun: %s in %s.".formatted(step.name(), region));
            } else {
                terminal.say("%s is there already.".formatted(step.name()));
            }
        }
        var made = await(plan, kind, name);
        for (var member : made.members()) {
            var _ = await(plan, Kind.INSTANCE, member);
        }
        terminal.progressDone();
        // the address of a cluster's first instance appears with it
        return made.members().isEmpty() ? made : await(plan, kind, name);
    }

    private Database await(RdsRestorePlan plan, Kind kind, String name) {
        while (true) {
            var found = look(plan.request().from(), kind, name);
            found.ifPresent(database -> refuseStranger(plan, database));
            var status = found.map(Database::status).orElse("not there yet");
            if (found.isPresent() && found.get().isAvailable()) {
                return found.get();
            }
            if (HOPELESS.contains(status)) {
                throw new Trouble(
                        Exit.FINDINGS,
                        "%s %s is %s and will not become available by itself; see its events in RDS"
                                .formatted(kind, name, status));
            }
            if (!clock.instant().plus(BETWEEN_LOOKS).isBefore(end)) {
                throw new Trouble(
                        Exit.PARTIAL,
                        "%s %s is still %s; run the same command again to go on waiting"
                                .formatted(kind, name, status));
            }
            tell("%s %s: %s".formatted(kind, name, status));
            backend.pause().accept(BETWEEN_LOOKS);
        }
    }

    private Optional<Database> look(String region, Kind kind, String name) {
        try {
            return rds.databases(region, name).stream()
                    .filter(database -> database.kind() == kind)
                    .findFirst();
        } catch (CloudException failure) {
            if (failure.kind() == CloudException.Kind.THROTTLED
                    || failure.kind() == CloudException.Kind.UNREACHABLE) {
                terminal.progressDone();
                terminal.say(failure.getMessage() + "; trying again");
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** A name that was taken just before ours was made. */
    private static void refuseStranger(RdsRestorePlan plan, Database database) {
        var owner = database.tags().getOrDefault(Ownership.OWNER_TAG, "");
        if (!owner.equals(plan.request().owner())) {
            throw new Trouble(
                    Exit.FINDINGS,
                    "%s %s is not what this restore has made: its owner is %s"
                            .formatted(
                                    database.kind(),
                                    database.id(),
                                    owner.isEmpty() ? "unknown" : owner));
        }
    }

    private void tell(String line) {
        var now = clock.instant();
        terminal.progress(
                "%s, for %s".formatted(line, Amounts.clock(Duration.between(began, now))));
        boolean isDue = Duration.between(saidAt, now).compareTo(BETWEEN_LINES) >= 0;
        if (!terminal.errIsTerminal() && (isDue || !line.equals(said))) {
            terminal.say(line);
            saidAt = now;
        }
        said = line;
    }
}
