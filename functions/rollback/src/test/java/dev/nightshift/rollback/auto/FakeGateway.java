package dev.nightshift.rollback.auto;

import dev.nightshift.core.testing.Faults;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.TargetPort;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything auto-rollback asks, with faults between. */
record FakeGateway(
        Faults faults,
        FakeAlarms states,
        Map<String, FakeTarget> targets,
        Register kept,
        List<String> failing)
        implements RollbackGateway {
    @Override
    public List<AlarmSight> alarms(List<String> names, Instant since) {
        return faults.read("cloudwatch:DescribeAlarms", () -> states.look(names, since));
    }

    @Override
    public TargetPort target(Target target) {
        return Optional.ofNullable(targets.get(target.id())).orElseThrow();
    }

    @Override
    public List<String> check(List<HttpCheck> checks) {
        return List.copyOf(failing);
    }

    @Override
    public Register register() {
        return new Register() {
            @Override
            public List<Release> releases(String target) {
                return faults.read("dynamodb:Query", () -> kept.releases(target));
            }

            @Override
            public Release change(
                    String target, String revision, Function<Optional<Release>, Release> change) {
                return kept.change(target, revision, change);
            }

            @Override
            public Docket docket(String target) {
                return faults.read("dynamodb:GetItem", () -> kept.docket(target));
            }

            @Override
            public Optional<Docket> save(Docket docket) {
                return faults.write("dynamodb:PutItem", () -> kept.save(docket));
            }
        };
    }
}
