package dev.nightshift.rollback.auto;

import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.Freeze;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class Samples {
    static final Target TARGET = new Target.LambdaAlias("shop", "live");

    private Samples() {}

    static Service service(Mode mode, List<String> alarms, int agreeing, List<Freeze> freezes) {
        return new Service(
                "shop",
                TARGET,
                mode,
                alarms,
                agreeing,
                Duration.ofHours(1),
                Duration.ofMinutes(30),
                Duration.ofMinutes(20),
                Duration.ofMinutes(45),
                2,
                freezes,
                List.of(),
                new Service.Guard(Optional.empty(), Optional.empty(), 5, Duration.ofSeconds(2)));
    }

    static Release release(String revision, Instant at, boolean good) {
        return new Release(
                TARGET.id(),
                revision,
                at,
                Release.Phase.LIVE,
                good ? Optional.of(at.plusSeconds(1_800)) : Optional.empty(),
                Optional.of("ci"),
                Optional.of("a change"),
                Optional.empty(),
                Release.Undo.POSSIBLE);
    }
}
