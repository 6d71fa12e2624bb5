package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.backup.rds.restore.RdsRestorePlan;
import dev.nightshift.backup.rds.restore.RdsRestoreStep;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.text.Words;
import java.time.Instant;
import java.util.List;

/** The restore of a database for people and for programs. */
record RestoreRdsView(RdsRestorePlan plan, Moment moment, Instant now) {
    Table table() {
        var request = plan.request();
        var table = new Table("WHAT", "PLAN");
        plan.snapshot()
                .ifPresent(
                        snapshot -> {
                            table.row("restore", what(snapshot));
                            table.row(
                                    "from", "snapshot " + snapshot.id() + " in " + request.from());
                            table.row("as of", asOf(snapshot));
                        });
        table.row("as", request.name() + " in " + request.from());
        var setup = plan.setup();
        table.row("class", orDefault(setup.instanceClass()));
        table.row("subnet group", orDefault(setup.subnetGroup()));
        table.row("security groups", orDefault(String.join(", ", setup.securityGroups())));
        table.row("parameter group", orDefault(setup.parameterGroup()));
        if (!setup.optionGroup().isEmpty()) {
            table.row("option group", setup.optionGroup());
        }
        table.row("public", setup.isPublic() ? "yes" : "no");
        plan.taken()
                .ifPresent(
                        there ->
                                table.row(
                                        "there already",
                                        "%s %s, begun by this restore; it is %s"
                                                .formatted(
                                                        there.kind(), there.id(), there.status())));
        for (var step : plan.steps()) {
            table.row("make", step(step));
        }
        return table;
    }

    private static String what(Snapshot snapshot) {
        return "%s %s: %s %s%s%s"
                .formatted(
                        snapshot.kind(),
                        snapshot.database(),
                        snapshot.engine(),
                        snapshot.engineVersion(),
                        snapshot.storageGib() == 0
                                ? ""
                                : ", %d GiB".formatted(snapshot.storageGib()),
                        snapshot.isEncrypted() ? ", encrypted" : "");
    }

    private String asOf(Snapshot snapshot) {
        var away =
                moment.at()
                        .map(
                                at ->
                                        ", %s before %s"
                                                .formatted(Words.age(snapshot.created(), at), at))
                        .orElse("");
        return "%s (slot %s)%s; %s old"
                .formatted(
                        snapshot.created(),
                        snapshot.tags().getOrDefault(Ownership.SLOT_TAG, "unknown"),
                        away,
                        Words.age(snapshot.created(), now));
    }

    private static String step(RdsRestoreStep step) {
        return switch (step) {
            case RdsRestoreStep.RestoreInstance instance -> "instance " + instance.name();
            case RdsRestoreStep.RestoreCluster cluster -> "cluster " + cluster.name();
            case RdsRestoreStep.AddMember member ->
                    "instance %s in cluster %s".formatted(member.name(), member.cluster());
        };
    }

    private static String orDefault(String text) {
        return text.isEmpty() ? "RDS's default" : text;
    }

    static Table result(Database made) {
        return new Table("DATABASE", "STATUS", "ENGINE", "CLASS", "ENDPOINT")
                .row(
                        made.id(),
                        made.status(),
                        made.engine() + " " + made.engineVersion(),
                        made.instanceClass(),
                        made.address() + ":" + made.port());
    }

    /** What a person does now. */
    List<String> nextSteps(Database made) {
        var region = plan.request().from();
        boolean isCluster = made.kind() == Kind.CLUSTER;
        var modify =
                isCluster
                        ? "aws rds modify-db-cluster --region %s --db-cluster-identifier %s"
                        : "aws rds modify-db-instance --region %s --db-instance-identifier %s";
        var remove =
                isCluster
                        ? "aws rds delete-db-cluster --region %s --db-cluster-identifier %s"
                                + " --skip-final-snapshot (its instances first)"
                        : "aws rds delete-db-instance --region %s --db-instance-identifier %s"
                                + " --skip-final-snapshot";
        return List.of(
                "",
                "Next:",
                "  1. Its master password is that of the snapshot's time. A new one:",
                "       " + modify.formatted(region, made.id()) + " --manage-master-user-password",
                "  2. Look at the newest rows, then point the application at "
                        + made.address()
                        + ".",
                "  3. It is not backed up yet: give it the tag or the name that rds-backup selects.",
                "  4. When it is not needed any more:",
                "       " + remove.formatted(region, made.id()));
    }

    /** The form is kept from release to release; fields may be added. */
    ObjectNode json() {
        var request = plan.request();
        var json = Json.object();
        json.put("stage", request.stage());
        json.put("database", request.database());
        json.put("at", request.at().toString());
        json.put("as", request.name());
        json.put("region", request.from());
        plan.snapshot()
                .ifPresent(
                        snapshot ->
                                json.putObject("snapshot")
                                        .put("id", snapshot.id())
                                        .put("kind", snapshot.kind().name())
                                        .put("created", snapshot.created().toString())
                                        .put(
                                                "slot",
                                                snapshot.tags()
                                                        .getOrDefault(Ownership.SLOT_TAG, ""))
                                        .put("engine", snapshot.engine())
                                        .put("engineVersion", snapshot.engineVersion())
                                        .put("storageGib", snapshot.storageGib()));
        var setup = plan.setup();
        var set = json.putObject("setup");
        set.put("class", setup.instanceClass())
                .put("subnetGroup", setup.subnetGroup())
                .put("parameterGroup", setup.parameterGroup())
                .put("optionGroup", setup.optionGroup())
                .put("public", setup.isPublic());
        setup.securityGroups().forEach(set.putArray("securityGroups")::add);
        var steps = json.putArray("steps");
        plan.steps().forEach(step -> steps.add(step(step)));
        var obstacles = json.putArray("obstacles");
        plan.obstacles().forEach(obstacle -> obstacles.add(obstacle.what()));
        plan.remarks().forEach(json.putArray("remarks")::add);
        return json;
    }

    ObjectNode json(Database made, List<String> differences) {
        var json = json();
        var result = json.putObject("result");
        result.put("good", differences.isEmpty())
                .put("id", made.id())
                .put("status", made.status())
                .put("address", made.address())
                .put("port", made.port());
        differences.forEach(result.putArray("differences")::add);
        return json;
    }
}
