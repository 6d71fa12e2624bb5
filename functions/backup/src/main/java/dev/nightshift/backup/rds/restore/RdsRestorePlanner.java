package dev.nightshift.backup.rds.restore;

import dev.nightshift.backup.rds.RdsBackupFacts.Kind;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Database;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Group;
import dev.nightshift.backup.rds.restore.RdsRestoreFacts.Snapshot;
import dev.nightshift.backup.rds.restore.RdsRestorePlan.Obstacle;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.AddMember;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreCluster;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.RestoreInstance;
import dev.nightshift.backup.rds.restore.RdsRestoreStep.Setup;
import dev.nightshift.core.automation.Ownership;
import dev.nightshift.core.config.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Decides what a database is restored from, how, and whether it may be. */
public final class RdsRestorePlanner {
    private static final Pattern LEGAL_NAME = Pattern.compile("[a-zA-Z](?:-?[a-zA-Z0-9])*");
    private static final int LONGEST_NAME = 63;
    private static final String MEMBER = "-1";

    private final RdsRestoreRequest request;
    private final RdsRestoreFacts facts;
    private final List<Obstacle> obstacles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private RdsRestorePlanner(RdsRestoreRequest request, RdsRestoreFacts facts) {
        this.request = request;
        this.facts = facts;
    }

    public static RdsRestorePlan plan(RdsRestoreRequest request, RdsRestoreFacts facts) {
        return new RdsRestorePlanner(request, facts).plan();
    }

    /** What can be asked about before anything is read; empty if it is a name that RDS takes. */
    public static Optional<String> refusalOfName(String name) {
        return LEGAL_NAME.matcher(name).matches() && name.length() <= LONGEST_NAME - MEMBER.length()
                ? Optional.empty()
                : Optional.of(
                        "%s is no name for a database: 1 to %d letters, digits and single hyphens,"
                                        .formatted(name, LONGEST_NAME - MEMBER.length())
                                + " a letter first and no hyphen last");
    }

    private RdsRestorePlan plan() {
        refusalOfName(request.name()).ifPresent(this::wrong);
        var snapshot = newest();
        var setup =
                snapshot.map(this::setup)
                        .orElseGet(() -> new Setup("", "", List.of(), "", "", false));
        snapshot.ifPresent(chosen -> checkSetup(chosen, setup));
        var taken = snapshot.flatMap(this::taken);
        var steps = snapshot.map(chosen -> steps(chosen, setup, taken)).orElse(List.of());
        return new RdsRestorePlan(
                request,
                snapshot,
                setup,
                obstacles.isEmpty() ? steps : List.of(),
                taken,
                obstacles,
                remarks);
    }

    // ---- from what ----

    private Optional<Snapshot> newest() {
        var ours = ours(facts.snapshots());
        var inTime = ours.stream().filter(it -> !it.created().isAfter(request.at())).toList();
        for (var waiting : inTime) {
            if (!waiting.isAvailable()) {
                remarks.add("%s is %s and is left out".formatted(waiting.id(), waiting.status()));
            }
        }
        var newest = inTime.stream().filter(Snapshot::isAvailable).findFirst();
        if (newest.isEmpty()) {
            wrong(whyNone(ours));
        } else if (newest.get().isCopy() && newest.get().kind() == Kind.CLUSTER) {
            remarks.add(
                    "a copy of a cluster's snapshot tells only when it was copied: its data is of"
                            + " between its slot and then");
        }
        return newest;
    }

    /** Of this stage, the newest first. */
    private List<Snapshot> ours(Collection<Snapshot> snapshots) {
        return snapshots.stream()
                .filter(it -> request.ownerOfSnapshots().equals(it.tags().get(Ownership.OWNER_TAG)))
                .sorted(
                        Comparator.comparing(Snapshot::created)
                                .thenComparing(Snapshot::id)
                                .reversed())
                .toList();
    }

    private String whyNone(List<Snapshot> ours) {
        var hint =
                ours(facts.elsewhere()).stream()
                        .filter(Snapshot::isAvailable)
                        .filter(it -> !it.created().isAfter(request.at()))
                        .findFirst()
                        .flatMap(
                                there ->
                                        request.other()
                                                .map(
                                                        region ->
                                                                "; %s has %s of %s: --from %s"
                                                                        .formatted(
                                                                                region,
                                                                                there.id(),
                                                                                there.created(),
                                                                                region)))
                        .orElse("");
        if (!ours.isEmpty()) {
            var available = ours.stream().filter(Snapshot::isAvailable).toList();
            return available.isEmpty()
                    ? "none of the %d backups of %s in %s is available%s"
                            .formatted(ours.size(), request.database(), request.from(), hint)
                    : "no backup of %s in %s is from %s or before; the oldest is %s of %s%s"
                            .formatted(
                                    request.database(),
                                    request.from(),
                                    request.at(),
                                    available.getLast().id(),
                                    available.getLast().created(),
                                    hint);
        }
        if (!facts.snapshots().isEmpty()) {
            return "%s in %s has %d manual snapshots and none of stage %s%s"
                    .formatted(
                            request.database(),
                            request.from(),
                            facts.snapshots().size(),
                            request.stage(),
                            hint);
        }
        return "there is no backup of %s in %s%s%s"
                .formatted(request.database(), request.from(), known(), hint);
    }

    private String known() {
        return facts.databases().isEmpty()
                ? ""
                : "; " + Nearest.hint(request.database(), new TreeSet<>(facts.databases()));
    }

    // ---- how ----

    private Setup setup(Snapshot snapshot) {
        var choices = request.choices();
        var source = source(snapshot);
        var near = source.filter(_ -> request.home().equals(request.from()));
        if (near.isEmpty()) {
            remarks.add(withoutSource(snapshot, source));
        }
        return new Setup(
                choices.instanceClass().or(() -> source.map(Database::instanceClass)).orElse(""),
                choices.subnetGroup().or(() -> near.map(Database::subnetGroup)).orElse(""),
                choices.securityGroups().isEmpty()
                        ? near.map(Database::securityGroups).orElse(List.of())
                        : choices.securityGroups(),
                choices.parameterGroup().or(() -> near.map(Database::parameterGroup)).orElse(""),
                choices.optionGroup()
                        .or(() -> near.map(Database::optionGroup))
                        .or(() -> Optional.of(snapshot.optionGroup()).filter(this::isThere))
                        .orElse(""),
                choices.isPublic());
    }

    private boolean isThere(String optionGroup) {
        return !facts.absent().contains(new Group(Group.Sort.OPTIONS, optionGroup));
    }

    private Optional<Database> source(Snapshot snapshot) {
        return facts.sources().stream().filter(it -> it.kind() == snapshot.kind()).findFirst();
    }

    private String withoutSource(Snapshot snapshot, Optional<Database> source) {
        var why =
                source.isPresent()
                        ? "%s is in %s".formatted(request.database(), request.home())
                        : facts.sourceUnread().orElse("%s is gone".formatted(request.database()));
        var choices = request.choices();
        var open = new ArrayList<String>();
        if (choices.subnetGroup().isEmpty()) {
            open.add("--subnet-group");
        }
        if (choices.securityGroups().isEmpty()) {
            open.add("--security-group");
        }
        if (choices.parameterGroup().isEmpty()) {
            open.add("--parameter-group");
        }
        if (snapshot.kind() == Kind.INSTANCE
                && choices.optionGroup().isEmpty()
                && !snapshot.optionGroup().isEmpty()
                && !isThere(snapshot.optionGroup())) {
            open.add("--option-group (it had %s)".formatted(snapshot.optionGroup()));
        }
        return open.isEmpty()
                ? why
                : "%s, so RDS's defaults are taken for what is not named: %s"
                        .formatted(why, String.join(", ", open));
    }

    private void checkSetup(Snapshot snapshot, Setup setup) {
        for (var group :
                facts.absent().stream()
                        .filter(this::isAskedFor)
                        .sorted(Comparator.comparing(Group::toString))
                        .toList()) {
            wrong("%s has no %s".formatted(request.from(), group));
        }
        if (snapshot.kind() == Kind.CLUSTER && setup.instanceClass().isEmpty()) {
            wrong(
                    "a cluster needs an instance class and there is no source to look it up: name"
                            + " one with --class, such as db.r6g.large");
        }
        if (setup.isPublic()) {
            remarks.add("it will have a public address, as --public asks");
        }
    }

    private boolean isAskedFor(Group group) {
        var choices = request.choices();
        return switch (group.sort()) {
            case SUBNETS -> choices.subnetGroup().isPresent();
            case PARAMETERS, CLUSTER_PARAMETERS -> choices.parameterGroup().isPresent();
            case OPTIONS -> choices.optionGroup().equals(Optional.of(group.name()));
        };
    }

    // ---- what is left to do ----

    private Optional<Database> taken(Snapshot snapshot) {
        var tags = tags(snapshot);
        for (var there : facts.taken()) {
            var owner = there.tags().getOrDefault(Ownership.OWNER_TAG, "");
            if (there.kind() != snapshot.kind() || !owner.equals(request.owner())) {
                inTheWay(
                        "%s %s is there already and no restore of stage %s made it; choose another"
                                        .formatted(there.kind(), there.id(), request.stage())
                                + " name with --as");
            } else if (!tags.entrySet().stream()
                    .allMatch(tag -> tag.getValue().equals(there.tags().get(tag.getKey())))) {
                inTheWay(
                        "%s is there already, restored from another backup (%s of %s); choose"
                                        .formatted(
                                                there.id(),
                                                there.tags().get(Ownership.SLOT_TAG),
                                                there.tags().get(Ownership.SOURCE_TAG))
                                + " another name with --as, or remove it first");
            } else {
                return Optional.of(there);
            }
        }
        return Optional.empty();
    }

    private List<RdsRestoreStep> steps(Snapshot snapshot, Setup setup, Optional<Database> taken) {
        var tags = tags(snapshot);
        if (snapshot.kind() == Kind.INSTANCE) {
            return taken.isPresent()
                    ? List.of()
                    : List.of(new RestoreInstance(request.name(), snapshot.id(), setup, tags));
        }
        var steps = new ArrayList<RdsRestoreStep>();
        if (taken.isEmpty()) {
            steps.add(
                    new RestoreCluster(
                            request.name(),
                            snapshot.id(),
                            snapshot.engine(),
                            snapshot.engineVersion(),
                            setup,
                            tags));
        }
        if (Database.isAurora(snapshot.engine())
                && taken.map(Database::members).orElse(List.of()).isEmpty()) {
            steps.add(
                    new AddMember(
                            request.name() + MEMBER,
                            request.name(),
                            snapshot.engine(),
                            setup.instanceClass(),
                            source(snapshot)
                                    .filter(_ -> request.home().equals(request.from()))
                                    .map(Database::memberParameterGroup)
                                    .orElse(""),
                            setup.isPublic(),
                            tags));
        }
        return steps;
    }

    private Map<String, String> tags(Snapshot snapshot) {
        return Map.of(
                Ownership.OWNER_TAG,
                request.owner(),
                Ownership.SOURCE_TAG,
                snapshot.tags().getOrDefault(Ownership.SOURCE_TAG, snapshot.database()),
                Ownership.SLOT_TAG,
                snapshot.tags().getOrDefault(Ownership.SLOT_TAG, snapshot.created().toString()));
    }

    private void wrong(String what) {
        obstacles.add(new Obstacle(Obstacle.Sort.WRONG, what));
    }

    private void inTheWay(String what) {
        obstacles.add(new Obstacle(Obstacle.Sort.IN_THE_WAY, what));
    }

    // ---- afterwards ----

    /** What of a finished restore is not as it was planned, in words; empty if all is. */
    public static List<String> differences(RdsRestorePlan plan, Database made) {
        var differences = new ArrayList<String>();
        var setup = plan.setup();
        compare(differences, "status", "available", made.status());
        plan.snapshot()
                .ifPresent(
                        snapshot -> {
                            compare(differences, "engine", snapshot.engine(), made.engine());
                            compare(
                                    differences,
                                    "engine version",
                                    snapshot.engineVersion(),
                                    made.engineVersion());
                            if (made.storageGib() < snapshot.storageGib()) {
                                differences.add(
                                        "storage is %d GiB, that of the snapshot %d"
                                                .formatted(
                                                        made.storageGib(), snapshot.storageGib()));
                            }
                            if (snapshot.isEncrypted() && !made.isEncrypted()) {
                                differences.add("it is not encrypted, and the snapshot is");
                            }
                            if (Database.isAurora(snapshot.engine()) && made.members().isEmpty()) {
                                differences.add("the cluster has no instance");
                            }
                        });
        compare(differences, "class", setup.instanceClass(), made.instanceClass());
        compare(differences, "subnet group", setup.subnetGroup(), made.subnetGroup());
        compare(differences, "parameter group", setup.parameterGroup(), made.parameterGroup());
        compare(differences, "option group", setup.optionGroup(), made.optionGroup());
        compare(
                differences,
                "security groups",
                sorted(setup.securityGroups()),
                sorted(made.securityGroups()));
        if (made.isPublic() && !setup.isPublic()) {
            differences.add("it has a public address");
        }
        return differences;
    }

    private static String sorted(List<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }

    private static void compare(List<String> into, String what, String expected, String found) {
        if (!expected.isEmpty() && !expected.equals(found)) {
            into.add(
                    "%s is %s, not %s"
                            .formatted(what, found.isEmpty() ? "unknown" : found, expected));
        }
    }
}
