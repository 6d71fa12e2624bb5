package dev.nightshift.local.cli;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.Memory;
import dev.nightshift.core.automation.Permission;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Settings;
import dev.nightshift.rollback.auto.AutoRollback;
import dev.nightshift.rollback.auto.RollbackAutomation;
import dev.nightshift.rollback.auto.RollbackGateway;
import dev.nightshift.rollback.auto.RollbackSettings;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.release.Rollback;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** auto-rollback with the settings that it really has, in an account where all is well. */
final class ShopSpec implements AutomationSpec<RollbackSettings> {
    static final String ADA = "arn:aws:sts::111122223333:assumed-role/Admin/ada";

    private static final String TARGET = "lambda shop-api:live";

    private final AutoRollback real = new AutoRollback();
    private final Register register;
    private final Clock clock;

    /** Whether its target cannot be read. */
    boolean hidden;

    ShopSpec(Register register, Clock clock) {
        this.register = register;
        this.clock = clock;
    }

    void released(String revision, Instant at, boolean good) {
        var release =
                new Release(
                        TARGET,
                        revision,
                        at,
                        Release.Phase.LIVE,
                        good ? Optional.of(at) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Release.Undo.POSSIBLE);
        register.change(TARGET, revision, known -> release);
    }

    void rolledBack(String from, String to) {
        var at = clock.instant().minus(Duration.ofDays(3));
        register.save(
                Docket.empty(TARGET)
                        .with(
                                new Rollback(
                                        TARGET + "@" + from + "@" + at,
                                        from,
                                        to,
                                        "it failed",
                                        at,
                                        Rollback.Phase.VERIFIED,
                                        Optional.of(at))));
    }

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public RecordShape<RollbackSettings> shape() {
        return real.shape();
    }

    @Override
    public Class<? extends RequestStreamHandler> handler() {
        return real.handler();
    }

    @Override
    public RollbackSettings joined(RollbackSettings own, Settings file) {
        return real.joined(own, file);
    }

    @Override
    public List<Permission> permissions(RollbackSettings settings, Place place) {
        return real.permissions(settings, place);
    }

    @Override
    public Automation<?, ?> create(RollbackSettings settings, Place place) {
        return new RollbackAutomation(settings, new Account(), clock, Memory.none());
    }

    private final class Account implements RollbackGateway {
        @Override
        public List<AlarmSight> alarms(List<String> names, Instant since) {
            return names.stream()
                    .<AlarmSight>map(
                            name ->
                                    new AlarmSight.Seen(
                                            name, State.OK, Instant.EPOCH, false, List.of(), since))
                    .toList();
        }

        @Override
        public TargetPort target(Target target) {
            return new Live();
        }

        @Override
        public Register register() {
            return register;
        }

        @Override
        public List<String> check(List<HttpCheck> checks) {
            return List.of();
        }
    }

    private final class Live implements TargetPort {
        @Override
        public Standing observe() {
            if (hidden) {
                throw new CloudException(CloudException.Kind.DENIED, "not for you");
            }
            return new Standing(
                    "42",
                    Optional.empty(),
                    100,
                    List.of(new Standing.Former("41")),
                    Optional.empty());
        }

        @Override
        public Preflight preflight(String from, String to) {
            return new Preflight.Ready(to + " is there");
        }

        @Override
        public Step rollBack(String from, String to, String token) {
            throw new AssertionError("a person at a terminal rolls nothing back");
        }
    }
}
