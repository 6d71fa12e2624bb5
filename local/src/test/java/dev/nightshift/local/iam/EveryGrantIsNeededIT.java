package dev.nightshift.local.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.backup.contabo.ContaboBackup;
import dev.nightshift.backup.rds.RdsBackup;
import dev.nightshift.certificates.check.CertificateCheck;
import dev.nightshift.local.jars.FunctionJar;
import dev.nightshift.local.jars.SlackStandIn;
import dev.nightshift.local.runtime.DeployedFunction;
import dev.nightshift.local.runtime.InvocationResult;
import dev.nightshift.local.runtime.Invoker;
import dev.nightshift.notices.Notifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Each function from its jar, under its role, in an emulator that enforces IAM: with all that is
 * granted nothing is refused, and without any one action exactly that action is.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryGrantIsNeededIT {
    private static final String TICK =
            "{\"trigger\":\"schedule\",\"scheduledTime\":\"2026-11-22T09:30:00Z\"}";

    private static final String BY_LAMBDA = "Lambda itself calls it with this role, to write logs";
    private static final String BY_XRAY = "X-Ray's daemon calls it with this role, to send traces";
    private static final String BY_POLLER =
            "Lambda's event source mapping calls it with this role, to feed the function";
    private static final String BY_RDS =
            "RDS calls it in the caller's name, which the emulator does not imitate";

    private static final String BY_DESTINATION =
            "Lambda calls it with this role, to keep what failed";

    /** What the platform does in the name of every function. */
    private static final Map<String, String> BY_THE_PLATFORM =
            Map.of(
                    "logs:CreateLogStream", BY_LAMBDA,
                    "logs:PutLogEvents", BY_LAMBDA,
                    "xray:PutTelemetryRecords", BY_XRAY,
                    "xray:PutTraceSegments", BY_XRAY);

    /** Granted, though nothing here can show that something fails without it. */
    private static final Map<String, Map<String, String>> ON_OTHERS_BEHALF =
            Map.of(
                    "rds-backup",
                    and(
                            Map.of(
                                    "sqs:SendMessage", BY_DESTINATION,
                                    "rds:AddTagsToResource", BY_RDS,
                                    "kms:CreateGrant", BY_RDS)),
                    "contabo-backup",
                    and(Map.of("sqs:SendMessage", BY_DESTINATION)),
                    "certificate-check",
                    and(Map.of("sqs:SendMessage", BY_DESTINATION)),
                    "notifier",
                    and(
                            Map.of(
                                    "sqs:ReceiveMessage", BY_POLLER,
                                    "sqs:DeleteMessage", BY_POLLER,
                                    "sqs:GetQueueAttributes", BY_POLLER)));

    private static Map<String, String> and(Map<String, String> more) {
        var all = new HashMap<>(BY_THE_PLATFORM);
        all.putAll(more);
        return all;
    }

    private static final String SIGNED_OTHERWISE =
            "the emulator does not follow the signature of a call to S3 whose key or prefix has a"
                    + " slash, and refuses every one of them while it asks for permissions";

    private static final String NO_PRICES =
            "the emulator has no price list: that call fails whatever is granted";

    private static final String NO_TAGS =
            "what its role may change hangs on tags, and the emulator knows no conditions";

    private static final String NO_HISTORY =
            "what it may do shows only after an alarm with a history, which the emulator does not"
                    + " keep; the adapters' tests compare their calls with what is granted";

    private static final String FROM_OUTSIDE =
            "it is called from outside of AWS, with a signature; its own tests send it what senders"
                    + " send";

    /** Functions with a role that cannot be shown here at all. */
    private static final Map<String, String> NOT_SHOWN =
            Map.ofEntries(
                    Map.entry("s3-backup", SIGNED_OTHERWISE),
                    Map.entry("restore-drill", SIGNED_OTHERWISE),
                    Map.entry("cost-report", SIGNED_OTHERWISE),
                    Map.entry("cost-anomaly", SIGNED_OTHERWISE),
                    Map.entry("waste-sweep", NO_PRICES),
                    Map.entry("off-hours", NO_TAGS),
                    Map.entry("auto-rollback", NO_HISTORY),
                    Map.entry("deploy-watch", NO_HISTORY),
                    Map.entry("deploy-webhook", FROM_OUTSIDE),
                    Map.entry("approvals", FROM_OUTSIDE));

    /** What a JVM asks for once and holds on to: to see it refused takes a new JVM. */
    private static final Set<String> HELD =
            Set.of("sts:AssumeRole", "secretsmanager:GetSecretValue");

    private final List<Subject> subjects = new ArrayList<>();
    private final SlackStandIn slack = new SlackStandIn();
    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
    private GuardedHouse guarded;
    private Relay relay;
    private Invoker invoker;
    private int shown;

    /**
     * A function, what it may do, how to give it something to do, and a part of what it then
     * answers.
     *
     * @param fails whether its run fails even so, for what is not an emulator's to play
     */
    private record Subject(
            String name,
            DeployedFunction function,
            RolePolicy policy,
            Supplier<String> prepare,
            String answer,
            boolean fails) {
        String role() {
            return function.name();
        }

        Subject failing() {
            return new Subject(name, function, policy, prepare, answer, true);
        }

        Map<String, String> unseen() {
            return ON_OTHERS_BEHALF.getOrDefault(name, Map.of());
        }
    }

    @BeforeAll
    void build(@TempDir Path folder) throws IOException {
        guarded = GuardedHouse.start("prod");
        guarded.house().keepSlackSecret(slack);
        var databases = Databases.build(guarded);
        var config = folder.resolve("nightshift.yaml");
        Files.writeString(config, Databases.SETTINGS);
        subjects.add(
                subject(
                        "backup",
                        "rds-backup",
                        new RdsBackup().handler(),
                        config,
                        () -> {
                            databases.restock();
                            return TICK;
                        },
                        // the emulator copies nothing from one account to another
                        "8 done, 2 failed"));
        subjects.add(
                subject(
                                "backup",
                                "contabo-backup",
                                new ContaboBackup().handler(),
                                config,
                                () -> TICK,
                                // nobody listens where its settings say that Contabo is
                                "could not log in to Contabo")
                        .failing());
        Certificates.build(guarded.admin());
        subjects.add(
                subject(
                        "certificates",
                        "certificate-check",
                        new CertificateCheck().handler(),
                        config,
                        () -> TICK,
                        "\"result\":\"ran\""));
        subjects.add(
                subject(
                        "notices",
                        Notifier.NAME,
                        Notifier.HANDLER,
                        config,
                        () -> Queue.event(guarded.admin(), guarded.house().queue()),
                        // the one that Slack does not take now
                        "{\"batchItemFailures\":[{"));
        relay = Relay.to(guarded.house().moto().endpoint());
        invoker = new Invoker(guarded.admin(), Optional.of(relay.endpoint()), FunctionJar.HOME);
        guarded.enforceIam();
    }

    private Subject subject(
            String room,
            String name,
            Class<?> handler,
            Path config,
            Supplier<String> prepare,
            String answer) {
        var deployed = "nightshift-prod-" + name;
        var function =
                FunctionJar.of(room)
                        .function(
                                deployed,
                                handler,
                                guarded.role(deployed),
                                512,
                                config,
                                guarded.house().environment());
        return new Subject(
                name, function, RolePolicy.golden(name + ".apply"), prepare, answer, false);
    }

    @AfterAll
    void end() {
        if (invoker != null) {
            invoker.close();
        }
        if (relay != null) {
            relay.close();
        }
        if (guarded != null) {
            guarded.close();
        }
        slack.close();
        System.out.printf(
                "%d granted actions shown to be needed, %d granted for what others do:%n",
                shown, ON_OTHERS_BEHALF.values().stream().mapToInt(Map::size).sum());
        NOT_SHOWN.forEach((function, why) -> System.out.printf("  %s: %s%n", function, why));
        ON_OTHERS_BEHALF.forEach(
                (function, actions) ->
                        actions.forEach(
                                (action, why) ->
                                        System.out.printf("  %s %s: %s%n", function, action, why)));
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
                                            NOT_SHOWN.keySet().stream())
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
    Stream<DynamicTest> with_all_that_is_granted_nothing_is_refused() {
        return subjects.stream()
                .map(
                        subject ->
                                DynamicTest.dynamicTest(
                                        subject.name(),
                                        () -> {
                                            var result = run(subject, subject.policy(), false);
                                            assertThat(relay.refused()).isEmpty();
                                            assertThat(result.failed()).isEqualTo(subject.fails());
                                            assertThat(result.payload()).contains(subject.answer());
                                        }));
    }

    @TestFactory
    Stream<DynamicTest> without_any_one_action_that_action_is_refused() {
        return subjects.stream().flatMap(this::withoutEach);
    }

    private Stream<DynamicTest> withoutEach(Subject subject) {
        return subject.policy().actions().stream()
                .map(
                        action ->
                                DynamicTest.dynamicTest(
                                        subject.name() + " without " + action,
                                        () -> without(subject, action)));
    }

    private void without(Subject subject, String action) {
        var result = run(subject, subject.policy().without(action), HELD.contains(action));
        if (subject.unseen().containsKey(action)) {
            assertThat(relay.refused())
                    .as("it can be shown after all: take it out of the table")
                    .isEmpty();
        } else {
            assertThat(relay.refused())
                    .as("what fails for the lack of it; else nothing needs it")
                    .containsExactly(action);
            assertThat(isTold(result)).as("is told: %s", result.payload()).isTrue();
            shown++;
        }
    }

    private InvocationResult run(Subject subject, RolePolicy policy, boolean anew) {
        guarded.house().forgetRuns(guarded.admin());
        guarded.allow(subject.role(), policy);
        var event = subject.prepare().get();
        relay.forget();
        log.clear();
        return anew
                ? invoker.invokeCold(subject.function(), event, log::add)
                : invoker.invoke(subject.function(), event, log::add);
    }

    /** Whether a person would learn of it: from the answer, or from a line of the log. */
    private boolean isTold(InvocationResult result) {
        if (names(result.payload())) {
            return true;
        }
        try {
            // the log is read beside the answer, and may be late
            for (var line = log.poll(5, TimeUnit.SECONDS);
                    line != null;
                    line = log.poll(5, TimeUnit.SECONDS)) {
                if (names(line)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean names(String line) {
        return line.contains("not authorized") || line.contains("HTTP 403");
    }
}
