package dev.nightshift.rollback.watch;

import dev.nightshift.core.automation.Automation;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import dev.nightshift.core.testing.Faults;
import dev.nightshift.core.testing.InMemoryLedgerStore;
import dev.nightshift.core.testing.World;
import dev.nightshift.rollback.check.AlarmSight;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.CheckSight;
import dev.nightshift.rollback.events.DeploymentEvent;
import dev.nightshift.rollback.events.DeploymentEvent.Phase;
import dev.nightshift.rollback.events.DeploymentLog;
import dev.nightshift.rollback.events.LedgerDeploymentLog;
import dev.nightshift.rollback.events.Subject;
import dev.nightshift.rollback.release.Docket;
import dev.nightshift.rollback.release.LedgerRegister;
import dev.nightshift.rollback.release.Register;
import dev.nightshift.rollback.release.Release;
import dev.nightshift.rollback.service.HttpCheck;
import dev.nightshift.rollback.service.Target;
import dev.nightshift.rollback.target.Preflight;
import dev.nightshift.rollback.target.ReleaseMark;
import dev.nightshift.rollback.target.Standing;
import dev.nightshift.rollback.target.TargetPort;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Three services: one whose release nobody has recorded, one that is being released, one site whose
 * cache is to be purged; and a release of a target that is not watched.
 */
final class FakeDeployments implements World<DeployWatchFacts, DeployWatchAction> {
    private static final Target SHOP = new Target.LambdaAlias("shop", "live");
    private static final Target WEB = new Target.EcsService("prod", "web");
    private static final Target SITE = new Target.StaticSite("www", "", Optional.of("E1"));
    private static final String OTHER = "lambda other:live";

    private final Faults faults = new Faults();
    private final Register register;
    private final DeploymentLog events;
    private final Map<String, Standing> standings = new HashMap<>();
    private final Set<String> hidden = new TreeSet<>();
    private final Set<String> purged = new TreeSet<>();
    private final DeployWatchSettings settings;
    private final Instant start;

    FakeDeployments(Clock clock) {
        // what is arranged here is no call of the automation
        var store = new InMemoryLedgerStore();
        register = new LedgerRegister(store, clock);
        events = new LedgerDeploymentLog(store, clock);
        start = clock.instant();
        settings =
                Samples.settings(
                        Samples.service("shop", SHOP, List.of("shop-5xx"), List.of(check("shop"))),
                        Samples.service("web", WEB, List.of("web-5xx"), List.of()),
                        Samples.service("site", SITE, List.of(), List.of(check("site"))));
        standings.put(SHOP.id(), standing("42", Optional.empty()));
        standings.put(WEB.id(), standing("web:7", Optional.of("a deployment runs")));
        standings.put(SITE.id(), standing("2026-11-22T02:50:00Z", Optional.empty()));
        record(WEB.id(), "web:7", Release.Phase.STARTED);
        record(OTHER, "1", Release.Phase.STARTED);
        events.note(
                SHOP.id(),
                new DeploymentEvent(
                        "e",
                        new Subject("lambda", Set.of("shop:live")),
                        Optional.of("42"),
                        Phase.SUCCEEDED,
                        start.minus(Duration.ofMinutes(11)),
                        Optional.of("ada"),
                        Optional.of("version 42 of shop"),
                        Optional.empty(),
                        false));
    }

    private static HttpCheck check(String host) {
        return new HttpCheck(
                URI.create("https://" + host + ".example.com/"),
                200,
                Duration.ofSeconds(2),
                Optional.empty(),
                Map.of());
    }

    private Standing standing(String current, Optional<String> busy) {
        return new Standing(
                current, Optional.of(start.minus(Duration.ofMinutes(10))), 100, List.of(), busy);
    }

    private void record(String target, String revision, Release.Phase phase) {
        register.change(
                target,
                revision,
                _ ->
                        new Release(
                                target,
                                revision,
                                start.minus(Duration.ofMinutes(10)),
                                phase,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Release.Undo.POSSIBLE));
    }

    @Override
    public Automation<DeployWatchFacts, DeployWatchAction> automation() {
        return new DeployWatchAutomation(settings, new Gateway());
    }

    @Override
    public Faults faults() {
        return faults;
    }

    @Override
    public Object owned() {
        var owned = new TreeMap<String, String>();
        for (var service : settings.services()) {
            for (var release : register.releases(service.target().id())) {
                owned.put(
                        release.target() + " " + release.revision(),
                        release.phase()
                                + " good: "
                                + release.goodAt().isPresent()
                                + " since "
                                + release.at()
                                + " by "
                                + release.by()
                                + " undo "
                                + release.undo());
            }
        }
        return List.of(owned, Set.copyOf(purged));
    }

    @Override
    public Object foreign() {
        return register.releases(OTHER);
    }

    @Override
    public void settle() {
        standings.put(WEB.id(), standing("web:7", Optional.empty()));
    }

    @Override
    public String blind() {
        hidden.add(SHOP.id());
        return "shop";
    }

    private final class Gateway implements DeployWatchGateway {
        @Override
        public TargetPort target(Target target) {
            return new Port(target);
        }

        @Override
        public Optional<ReleaseMark> mark(Target target) {
            return target.equals(SITE)
                    ? Optional.empty()
                    : Optional.of(
                            revision ->
                                    faults.read("target:Describe", () -> revision.equals("web:7")));
        }

        @Override
        public List<AlarmSight> alarms(List<String> names, Instant since) {
            return faults.read(
                    "cloudwatch:DescribeAlarms",
                    () ->
                            names.stream()
                                    .<AlarmSight>map(
                                            name ->
                                                    new AlarmSight.Seen(
                                                            name,
                                                            State.OK,
                                                            start.minus(Duration.ofDays(9)),
                                                            false,
                                                            List.of(),
                                                            since))
                                    .toList());
        }

        @Override
        public List<CheckSight> check(List<HttpCheck> checks) {
            return faults.read(
                    "https",
                    () ->
                            checks.stream()
                                    .<CheckSight>map(
                                            check ->
                                                    new CheckSight.Passed(
                                                            check, Duration.ofMillis(80)))
                                    .toList());
        }

        @Override
        public Register register() {
            return new Ledgered();
        }

        @Override
        public DeploymentLog events() {
            return new DeploymentLog() {
                @Override
                public void note(String target, DeploymentEvent event) {
                    throw new IllegalStateException("a run notes nothing");
                }

                @Override
                public List<DeploymentEvent> of(String target) {
                    return faults.read("dynamodb:Query", () -> events.of(target));
                }
            };
        }

        @Override
        public String purge(String distribution, String reference) {
            return faults.write(
                    "cloudfront:CreateInvalidation",
                    () -> {
                        purged.add(distribution + " " + reference);
                        return "invalidation of " + distribution;
                    });
        }
    }

    private final class Ledgered implements Register {
        @Override
        public List<Release> releases(String target) {
            return faults.read("dynamodb:Query", () -> register.releases(target));
        }

        @Override
        public Release change(
                String target, String revision, Function<Optional<Release>, Release> change) {
            return faults.write(
                    "dynamodb:PutItem", () -> register.change(target, revision, change));
        }

        @Override
        public Docket docket(String target) {
            return faults.read("dynamodb:GetItem", () -> register.docket(target));
        }

        @Override
        public Optional<Docket> save(Docket docket) {
            throw new IllegalStateException("dockets are auto-rollback's");
        }
    }

    private final class Port implements TargetPort {
        private final Target target;

        Port(Target target) {
            this.target = target;
        }

        @Override
        public Standing observe() {
            return faults.read(
                    "target:Observe",
                    () -> {
                        if (hidden.contains(target.id())) {
                            throw new CloudException(Kind.UNREACHABLE, target.id() + ": no answer");
                        }
                        return Optional.ofNullable(standings.get(target.id())).orElseThrow();
                    });
        }

        @Override
        public Preflight preflight(String from, String to) {
            throw new IllegalStateException("deploy-watch asks nobody to go back");
        }

        @Override
        public Step rollBack(String from, String to, String token) {
            throw new IllegalStateException("deploy-watch takes nothing back");
        }
    }
}
