package dev.nightshift.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackup;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.costs.anomaly.CostAnomaly;
import dev.nightshift.costs.report.CostReportSpec;
import dev.nightshift.costs.waste.WasteSweep;
import dev.nightshift.costs.waste.hours.OffHours;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.House;
import dev.nightshift.local.jars.SlackStandIn;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.notices.Notifier;
import dev.nightshift.rollback.approvals.ApprovalsFunction;
import dev.nightshift.rollback.auto.AutoRollback;
import dev.nightshift.rollback.watch.DeployWatch;
import dev.nightshift.rollback.webhook.WebhookHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each function from its jar, with what its role may do, before a gate that asks for it as AWS
 * does. It begins with nothing, and is given only what it was refused and what it told: in the end
 * it has all that is granted, nothing more is refused, and it does what it is there for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryGrantIsNeededIT {
    private static final String TICK =
            "{\"trigger\":\"schedule\",\"scheduledTime\":\"2026-11-22T09:30:00Z\"}";

    /** More than the longest chain of calls that each need another action. */
    private static final int MOST_ROUNDS = 60;

    private final List<Subject> subjects = new ArrayList<>();
    private final SlackStandIn slack = new SlackStandIn();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private House house;
    private Gate gate;
    private Invoker invoker;
    private Rollbacks rollbacks;
    private Presses presses;
    private Billing billing;
    private int shown;

    /**
     * A function, what it may do, and what it is given to do.
     *
     * @param scenes each is set anew before each run
     * @param fails whether its run fails even so, for what is not an emulator's to play
     */
    private record Subject(
            String name,
            DeployedFunction function,
            RolePolicy policy,
            List<Supplier<Scene>> scenes,
            boolean fails) {
        Subject failing() {
            return new Subject(name, function, policy, scenes, true);
        }

        Map<String, String> unseen() {
            return Unseen.of(name);
        }

        /** Of what was refused, what nobody is known to learn of. */
        Set<String> untold(Set<String> refused) {
            var untold = new TreeSet<>(refused);
            untold.retainAll(Unseen.untold(name).keySet());
            return untold;
        }
    }

    @BeforeAll
    void build(@TempDir Path folder) throws IOException {
        // without it each call of a stand-in waits for a delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
        house = House.start("prod");
        house.keepSlackSecret(slack);
        var admin = house.account();
        var config = folder.resolve("nightshift.yaml");
        Files.writeString(
                config,
                Databases.SETTINGS
                        + Rollbacks.SETTINGS
                        + Machines.SETTINGS
                        + Spending.settings()
                        + Scrap.SETTINGS);
        var databases = Databases.build(admin);
        subjects.add(
                subject(
                        "backup",
                        "rds-backup",
                        new RdsBackup().handler(),
                        config,
                        List.of(
                                () -> {
                                    databases.restock();
                                    // the emulator copies nothing from one account to another
                                    return Scene.of(TICK, "8 done, 2 failed");
                                })));
        subjects.add(
                subject(
                                "backup",
                                "contabo-backup",
                                new ContaboBackup().handler(),
                                config,
                                // nobody listens where its settings say that Contabo is
                                List.of(() -> Scene.of(TICK, "could not log in to Contabo")))
                        .failing());
        Certificates.build(admin);
        subjects.add(
                subject(
                        "certificates",
                        "certificate-check",
                        new CertificateCheck().handler(),
                        config,
                        List.of(() -> Scene.of(TICK, "\"result\":\"ran\""))));
        subjects.add(
                subject(
                        "notices",
                        Notifier.NAME,
                        Notifier.HANDLER,
                        config,
                        List.of(
                                () ->
                                        Scene.of(
                                                Queue.event(admin, house.queue()),
                                                // the one that Slack does not take now
                                                "{\"batchItemFailures\":[{"))));
        rollbacks = Rollbacks.build(admin);
        subjects.add(
                subject(
                        "rollback",
                        "auto-rollback",
                        new AutoRollback().handler(),
                        config,
                        List.of(
                                () -> rollbacks.fires(false, "7 done"),
                                () -> rollbacks.fires(true, "7 done"))));
        subjects.add(
                subject(
                        "rollback",
                        "deploy-watch",
                        new DeployWatch().handler(),
                        config,
                        List.of(() -> rollbacks.bakes("\"result\":\"ran\""))));
        presses = Presses.build(admin);
        subjects.add(
                subject(
                        "rollback",
                        ApprovalsFunction.NAME,
                        ApprovalsFunction.HANDLER,
                        config,
                        List.of(presses::button, presses::rest)));
        subjects.add(
                subject(
                        "rollback",
                        "deploy-webhook",
                        WebhookHandler.class,
                        config,
                        List.of(presses::webhook)));
        var machines = Machines.build(admin);
        subjects.add(
                subject(
                        "costs",
                        "off-hours",
                        new OffHours().handler(),
                        config,
                        List.of(machines::swapped)));
        billing = Billing.start();
        var spending = Spending.build(admin, billing);
        subjects.add(
                subject(
                        "costs",
                        "cost-report",
                        new CostReportSpec().handler(),
                        config,
                        List.of(() -> spending.unasked("\"result\":\"ran\""))));
        subjects.add(
                subject(
                        "costs",
                        "cost-anomaly",
                        new CostAnomaly().handler(),
                        config,
                        List.of(() -> spending.unasked("\"result\":\"ran\""))));
        var scrap = Scrap.build(admin, billing);
        subjects.add(
                subject(
                        "costs",
                        "waste-sweep",
                        new WasteSweep().handler(),
                        config,
                        List.of(() -> scrap.due("\"result\":\"ran\""))));
        gate = Gate.before(house.moto().endpoint());
        invoker = new Invoker(admin, Optional.of(gate.endpoint()), FunctionJar.HOME);
    }

    private Subject subject(
            String room, String name, Class<?> handler, Path config, List<Supplier<Scene>> scenes) {
        var deployed = "nightshift-prod-" + name;
        var function =
                FunctionJar.of(room)
                        .function(
                                deployed,
                                handler,
                                "arn:aws:iam::%s:role/%s".formatted(House.ACCOUNT, deployed),
                                512,
                                config,
                                house.environment());
        return new Subject(name, function, RolePolicy.golden(name + ".apply"), scenes, false);
    }

    @AfterAll
    void end() {
        if (invoker != null) {
            invoker.close();
        }
        if (gate != null) {
            gate.close();
        }
        if (rollbacks != null) {
            rollbacks.close();
        }
        if (presses != null) {
            presses.close();
        }
        if (billing != null) {
            billing.close();
        }
        if (house != null) {
            house.close();
        }
        slack.close();
        System.out.printf("%d granted actions shown to be needed; not shown:%n", shown);
        Unseen.FUNCTIONS.forEach((function, why) -> System.out.printf("  %s: %s%n", function, why));
        for (var subject : subjects) {
            subject.unseen().forEach((action, why) -> print(subject, action, why));
        }
        System.out.println("shown, and told by nothing but the refusal:");
        for (var subject : subjects) {
            Unseen.untold(subject.name()).forEach((action, why) -> print(subject, action, why));
        }
    }

    private static void print(Subject subject, String action, String why) {
        System.out.printf("  %s %s: %s%n", subject.name(), action, why);
    }

    @Test
    void every_function_with_a_role_is_here() throws IOException {
        try (var golden = Files.list(FunctionJar.HOME.resolve("cdk/src/test/resources/golden"))) {
            assertThat(
                            golden.map(file -> file.getFileName().toString())
                                    .filter(file -> file.endsWith(".apply.json"))
                                    // what a schedule may do is used by EventBridge alone
                                    .filter(file -> !file.contains("-schedule."))
                                    // what S3 Batch Operations may do is used by S3 alone
                                    .filter(file -> !file.contains("s3-batch")))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            subjects.stream().map(Subject::name),
                                            Unseen.FUNCTIONS.keySet().stream())
                                    .map(name -> name + ".apply.json")
                                    .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> what_others_do_is_granted() {
        return subjects.stream()
                .map(
                        subject ->
                                DynamicTest.dynamicTest(
                                        subject.name(),
                                        () ->
                                                assertThat(subject.policy().actions())
                                                        .containsAll(subject.unseen().keySet())));
    }

    @TestFactory
    Stream<DynamicTest> what_is_granted_is_what_is_needed() {
        return subjects.stream()
                .map(subject -> DynamicTest.dynamicTest(subject.name(), () -> show(subject)));
    }

    private void show(Subject subject) {
        var granted = subject.policy().without(subject.unseen().keySet());
        var open = new TreeSet<>(granted.actions());
        for (var scene : subject.scenes()) {
            show(subject, scene, granted, open);
        }
        assertThat(open).as("granted, and never asked for").isEmpty();
    }

    /** Takes out of what is open what this scene shows, until it has all that it needs. */
    private void show(
            Subject subject, Supplier<Scene> scene, RolePolicy granted, Set<String> open) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            house.forgetRuns(house.account());
            var set = scene.get();
            gate.allow(granted.without(open), set);
            log.clear();
            var result = invoker.invoke(subject.function(), set.event(), log::add);
            var refused = gate.refused();
            if (refused.isEmpty()) {
                assertThat(result.failed()).as(result.payload()).isEqualTo(subject.fails());
                assertThat(result.payload()).contains(set.answer());
                return;
            }
            assertThat(open)
                    .as("asked for; not granted, or said to be for others to use")
                    .containsAll(refused);
            var untold = subject.untold(refused);
            refused.removeAll(untold);
            var told = told(refused, untold, result.payload() + gate.notices());
            assertThat(told).as("nobody learns that these fail: %s", refused).isNotEmpty();
            shown += told.size();
            open.removeAll(told);
        }
        throw new AssertionError("it asks for the same again and again; still open: " + open);
    }

    /** What a person learns of from the answer, a notice or the log, or need not learn of. */
    private Set<String> told(Set<String> refused, Set<String> untold, String answer) {
        var told = new TreeSet<>(untold);
        var open = new TreeSet<>(refused);
        try {
            // the log is read beside the answer, and may be late
            for (var line = answer;
                    line != null && !open.isEmpty();
                    line = log.poll(told.isEmpty() ? 5_000 : 100, TimeUnit.MILLISECONDS)) {
                var said = line;
                open.stream().filter(action -> names(said, action)).forEach(told::add);
                open.removeAll(told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return told;
    }

    private static boolean names(String line, String action) {
        return line.contains("not authorized to perform: " + action);
    }
}
