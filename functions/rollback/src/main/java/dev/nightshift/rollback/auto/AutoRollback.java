package dev.nightshift.rollback.auto;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.MetricAlarm;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.automation.Wake;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.Reading;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.ledger.DynamoLedgerStore;
import dev.nightshift.core.ledger.Ledger;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.rollback.check.CloudWatchAlarms;
import dev.nightshift.rollback.check.NetworkChecks;
import dev.nightshift.rollback.guard.GuardAlarms;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.target.TargetPermissions;
import dev.nightshift.rollback.target.Targets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** auto-rollback: an alarm fires, the release that is to blame goes. */
public final class AutoRollback implements AutomationSpec<RollbackSettings> {
    private static final Field<List<Service>> SERVICES =
            Field.required(
                    "services",
                    Shapes.list(ServiceShape.SHAPE, 1, 100),
                    "What is guarded: on what it is released, which alarms speak for it, who"
                            + " decides.");
    private static final RecordShape<RollbackSettings> SHAPE =
            Shapes.record(values -> new RollbackSettings(values.get(SERVICES)), SERVICES)
                    .check(AutoRollback::problems);

    @Override
    public String name() {
        return "auto-rollback";
    }

    @Override
    public RecordShape<RollbackSettings> shape() {
        return SHAPE;
    }

    private static void problems(RollbackSettings settings, Reading reading) {
        var names = new HashSet<String>();
        var targets = new HashSet<String>();
        for (var service : settings.services()) {
            if (!names.add(service.name())) {
                reading.refuse("two services are called " + service.name());
            }
            if (!targets.add(service.target().id())) {
                reading.refuse("two services are released on " + service.target().id());
            }
        }
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return AutoRollbackHandler.class;
    }

    /** A service that names no alarms is watched by those that the stack makes. */
    @Override
    public RollbackSettings joined(RollbackSettings own, Settings file) {
        return new RollbackSettings(
                own.services().stream()
                        .map(service -> watched(service, new Scope(file.stage(), name())))
                        .toList());
    }

    private static Service watched(Service service, Scope scope) {
        return service.alarms().isEmpty()
                ? service.watchedBy(
                        GuardAlarms.of(service, scope.resource("")).stream()
                                .map(MetricAlarm::name)
                                .toList())
                : service;
    }

    @Override
    public List<MetricAlarm> alarms(RollbackSettings settings, Place place) {
        return settings.services().stream()
                .flatMap(
                        service ->
                                GuardAlarms.of(service, place.scope().resource("")).stream()
                                        .filter(alarm -> service.alarms().contains(alarm.name())))
                .toList();
    }

    /** An alarm that ends is an event too: it is looked at once whether going back has helped. */
    @Override
    public List<Wake> wakes(RollbackSettings settings, Place place) {
        var names =
                settings.services().stream()
                        .flatMap(service -> service.alarms().stream())
                        .distinct()
                        .sorted()
                        .toList();
        return Wake.split("alarms", "alarmName", names).stream()
                .map(
                        wake ->
                                wake.from("aws.cloudwatch", "CloudWatch Alarm State Change")
                                        .where("state.value", List.of("ALARM", "OK")))
                .toList();
    }

    /** What comes while it runs waits, and is not lost. */
    @Override
    public Optional<Integer> concurrency() {
        return Optional.of(1);
    }

    @Override
    public List<Permission> permissions(RollbackSettings settings, Place place) {
        var permissions = new ArrayList<Permission>();
        permissions.add(
                Permission.read(
                        "sees whether alarms fire, and what they said before",
                        List.of("cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"),
                        "*"));
        settings.services().forEach(service -> permissions.addAll(permissions(service)));
        return List.copyOf(permissions);
    }

    /** Who only watches must not be able to do more. */
    private static List<Permission> permissions(Service service) {
        return TargetPermissions.of(service.target()).stream()
                .filter(
                        permission ->
                                service.mode() != Mode.SHADOW
                                        || permission.access() != Permission.Access.WRITE)
                .toList();
    }

    @Override
    public RollbackAutomation create(RollbackSettings settings, Place place) {
        var home = place.regions().home();
        var clock = Clock.systemUTC();
        var ledger = DynamoLedgerStore.in(home, place.ledger());
        return new RollbackAutomation(
                settings,
                new AwsRollbackGateway(
                        new CloudWatchAlarms(AwsApi.of(AwsService.CLOUDWATCH, home)),
                        new Targets(home, clock)::of,
                        new LedgerRegister(ledger, clock),
                        new NetworkChecks()),
                clock,
                new Ledger(ledger, place.scope())::kept);
    }
}
