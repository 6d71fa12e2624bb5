package dev.nightshift.local.cli;

import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreObserver;
import dev.nightshift.backup.rds.restore.RdsRestorePlan;
import dev.nightshift.backup.rds.restore.RdsRestorePlan.Obstacle;
import dev.nightshift.backup.rds.restore.RdsRestorePlanner;
import dev.nightshift.backup.rds.restore.RdsRestoreRequest;
import dev.nightshift.backup.rds.restore.RdsRestoreRequest.Choices;
import dev.nightshift.core.config.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

@CommandLine.Command(
        name = "rds",
        description = "Restore a database from one of its snapshots, beside what is there.",
        footer = {
            "",
            "Takes the newest available snapshot of rds-backup at or before TIME, and makes an instance",
            "of it, or a cluster with one instance. Class, subnet group, security groups, parameter and",
            "option group are those of the source, if it is still there and in the same region; else",
            "name them. The result is tagged as made by a restore: no retention and no drill removes it.",
            "",
            "Exits with 1 if the name is taken or the result is not as planned, with 3 if it is not ready",
            "in time: run it again to go on waiting.",
            "",
            "Examples:",
            "  nightshift restore rds --database shop --at 2026-11-22T03:00:00Z --as shop-restored",
            "  nightshift restore rds --database shop --at 2d --as shop-old --class db.t4g.medium --yes",
            "  nightshift restore rds --database shop --at latest --as shop --from eu-central-1 \\",
            "      --subnet-group private --security-group sg-0123456789abcdef0"
        })
final class RestoreRdsCommand extends RestoreCommand.Verb {
    @Option(
            names = "--database",
            required = true,
            paramLabel = "D",
            description = "identifier of the instance or cluster that was backed up")
    private String database = "";

    @Option(
            names = "--as",
            required = true,
            paramLabel = "NAME",
            description = "identifier of what is made")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "REGION",
            description =
                    "region of the snapshots, where it is restored; the home region if not given")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--class",
            paramLabel = "CLASS",
            description = "instance class, such as db.t4g.medium")
    private Optional<String> instanceClass = Optional.empty();

    @Option(names = "--subnet-group", paramLabel = "NAME", description = "DB subnet group")
    private Optional<String> subnetGroup = Optional.empty();

    @Option(
            names = "--security-group",
            paramLabel = "ID",
            description = "VPC security group; may be given several times")
    private List<String> securityGroups = List.of();

    @Option(
            names = "--parameter-group",
            paramLabel = "NAME",
            description = "parameter group; of a cluster, its cluster parameter group")
    private Optional<String> parameterGroup = Optional.empty();

    @Option(names = "--option-group", paramLabel = "NAME", description = "option group")
    private Optional<String> optionGroup = Optional.empty();

    @Option(names = "--public", description = "give it a public address")
    private boolean isPublic;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "how long to wait until it is available (${DEFAULT-VALUE})")
    private String wait = "4h";

    RestoreRdsCommand(Session session, Supplier<RestoreBackend> backend) {
        super(session, backend);
    }

    @Override
    void check() {
        RdsRestorePlanner.refusalOfName(name)
                .ifPresent(
                        why -> {
                            throw new Trouble(Exit.USAGE, "--as: " + why);
                        });
        var _ = patience();
    }

    private Duration patience() {
        if (!wait.matches("[1-9]\\d{0,4}[smhd]")) {
            throw new Trouble(
                    Exit.USAGE,
                    "--wait %s is no length of time, such as 90m or 4h".formatted(wait));
        }
        var number = Long.parseLong(wait.substring(0, wait.length() - 1));
        return switch (wait.charAt(wait.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    @Override
    Exit run(RestoreBackend backend, Moment moment, Instant now) {
        var settings = session.settings(globals());
        var request = request(settings, moment, now);
        terminal().progress("reading the account …");
        var facts = new RdsRestoreObserver(backend.rds()).observe(request, now);
        var plan = RdsRestorePlanner.plan(request, facts);
        terminal().progressDone();
        var view = new RestoreRdsView(plan, moment, now);
        if (plan.isRefused()) {
            return refused(view, plan);
        }
        if (!globals().json()) {
            print(view.table());
        }
        plan.remarks().forEach(remark -> terminal().say("Note: " + remark + "."));
        if (plan.steps().isEmpty()) {
            terminal().say("%s was begun before: nothing is made twice.".formatted(name));
        }
        if (!isToProceed()) {
            if (globals().json()) {
                print(Json.pretty(view.json()));
            }
            return Exit.OK;
        }
        var watch = new RdsRestoreWatch(backend, terminal(), session.clock(), patience());
        return ended(view, plan, watch.bringUp(plan));
    }

    private RdsRestoreRequest request(Settings settings, Moment moment, Instant now) {
        var home = settings.regions().home();
        var recovery = settings.regions().recovery();
        var region = from.orElse(home);
        return new RdsRestoreRequest(
                settings.stage(),
                database,
                moment.orNow(now),
                name,
                home,
                region,
                Optional.of(region.equals(recovery) ? home : recovery)
                        .filter(other -> !other.equals(region)),
                new Choices(
                        instanceClass,
                        subnetGroup,
                        securityGroups,
                        parameterGroup,
                        optionGroup,
                        isPublic));
    }

    private Exit refused(RestoreRdsView view, RdsRestorePlan plan) {
        if (globals().json()) {
            print(Json.pretty(view.json()));
        }
        plan.obstacles().forEach(obstacle -> terminal().say("nightshift: " + obstacle.what()));
        return plan.obstacles().stream()
                        .anyMatch(obstacle -> obstacle.sort() == Obstacle.Sort.WRONG)
                ? Exit.USAGE
                : Exit.FINDINGS;
    }

    private Exit ended(RestoreRdsView view, RdsRestorePlan plan, Database made) {
        var differences = RdsRestorePlanner.differences(plan, made);
        if (globals().json()) {
            print(Json.pretty(view.json(made, differences)));
        } else {
            print(RestoreRdsView.result(made));
        }
        if (!differences.isEmpty()) {
            differences.forEach(what -> terminal().say("NOT as planned: " + what));
            return Exit.FINDINGS;
        }
        view.nextSteps(made).forEach(terminal()::say);
        return Exit.OK;
    }
}
