package dev.nightshift.rollback.auto;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Reading;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.rollback.guard.GuardAlarm;
import dev.nightshift.rollback.guard.GuardAlarms;
import dev.nightshift.rollback.service.Service;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

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
                                .map(GuardAlarm::name)
                                .toList())
                : service;
    }

    @Override
    public List<Permission> permissions(RollbackSettings settings, Place place) {
        var permissions = new ArrayList<Permission>();
        permissions.add(
                Permission.read(
                        "sees whether alarms fire, and what they said before",
                        List.of("cloudwatch:DescribeAlarms", "cloudwatch:DescribeAlarmHistory"),
                        "*"));
        settings.services()
                .forEach(
                        service -> permissions.addAll(TargetPermissions.of(service.target())));
        return List.copyOf(permissions);
    }

    @Override
    public RollbackAutomation create(RollbackSettings settings, Place place) {
        return new RollbackAutomation(
                settings, new AwsRollbackGateway(place), Clock.systemUTC());
    }
}
