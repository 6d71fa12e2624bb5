package dev.nightshift.rollback.watch;

import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Mode;
import dev.nightshift.rollback.service.Service;
import dev.nightshift.rollback.service.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Services and settings for tests. */
public final class Samples {
    public static final Duration BAKE = Duration.ofMinutes(20);

    private Samples() {}

    public static Service service(
            String name, Target target, List<String> alarms, List<HttpCheck> checks) {
        return new Service(
                name,
                target,
                Mode.SHADOW,
                alarms,
                1,
                Duration.ofHours(1),
                BAKE,
                Duration.ofMinutes(20),
                Duration.ofHours(1),
                2,
                List.of(),
                checks,
                new Service.Guard(Optional.empty(), Optional.empty(), 5, Duration.ofSeconds(2)));
    }

    public static Service vercel(String project) {
        return service(
                project,
                new Target.VercelProject(project, Optional.empty(), "nightshift/vercel-token"),
                List.of("front-5xx"),
                List.of());
    }

    public static DeployWatchSettings settings(Service... services) {
        return new DeployWatchSettings(
                List.of(services),
                Map.of(),
                Map.of("shop", List.of("shop-release")),
                Map.of("shop", List.of("shop-prod")),
                Map.of("shop", List.of("acme/shop@production")),
                Map.of(),
                List.of("site"));
    }
}
