package dev.nightshift.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nightshift.core.automation.Ownership;
import dev.nightshift.local.emulator.Emulator;
import dev.nightshift.local.emulator.EmulatorException;
import dev.nightshift.local.emulator.EmulatorOptions;
import dev.nightshift.local.emulator.RunningEmulator;
import dev.nightshift.local.runtime.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.Tag;

/** The whole command against an emulator, with nothing but rds-backup set up. */
class HistoryBackupsProcessTest {
    @TempDir Path folder;

    @Test
    void with_rds_backup_alone_it_says_what_is_there_and_that_nobody_restores_it()
            throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("nightshift.yaml"),
                """
                stage: prod
                regions: { home: eu-west-1, recovery: eu-central-1 }
                notices:
                  slack: { secret: nightshift/slack, channel: "#ops" }
                automations:
                  rds-backup:
                    schedule: rate(30 minutes)
                    select: { tags: { backup: daily } }
                    every: 24h
                    keep: { last: 3, daily: 35 }
                    rpo: 26h
                """);
        var environment = new HashMap<>(System.getenv());
        environment.remove("AWS_ENDPOINT_URL");
        var emulator = Emulator.in(folder.resolve("emulator"), environment);
        try {
            var running = emulator.start(EmulatorOptions.defaults());
            assumeTrue(running.kind().equals(RunningEmulator.MOTO), "needs moto_server");
            estate(Account.emulator(running.endpoint()));

            var said =
                    CommandProcess.run(
                            folder,
                            Map.of(
                                    "AWS_ENDPOINT_URL",
                                    running.endpoint().toString(),
                                    "LANG",
                                    "C.UTF-8",
                                    "COLUMNS",
                                    "100"),
                            "history",
                            "backups",
                            "--report",
                            "backups.html");

            assertThat(said.code()).as(said.err()).isEqualTo(1);
            assertThat(said.out().lines().toList())
                    .hasSize(3)
                    .anyMatch(line -> line.matches("LATE +database orders +none +never +-/26h .*"))
                    .anyMatch(
                            line -> line.matches("UNPROVEN +database shop +.* +never +.*/26h .*"));
            assertThat(said.err())
                    .contains("orders: there is no good copy", "shop: no drill restores it");
            assertThat(Files.readString(folder.resolve("backups.html")))
                    .contains("2 of 2 need a look");
        } catch (EmulatorException none) {
            assumeTrue(false, "there is no emulator here: " + none.getMessage());
        } finally {
            emulator.stop();
        }
    }

    private static void estate(Account account) {
        try (var rds = account.client(RdsClient.builder(), "eu-west-1")) {
            for (var name : new String[] {"shop", "orders", "untagged"}) {
                rds.createDBInstance(
                        r ->
                                r.dbInstanceIdentifier(name)
                                        .engine("postgres")
                                        .dbInstanceClass("db.t4g.micro")
                                        .allocatedStorage(20)
                                        .masterUsername("app")
                                        .masterUserPassword("only-in-memory")
                                        .tags(
                                                tag(
                                                        "backup",
                                                        name.equals("untagged")
                                                                ? "never"
                                                                : "daily")));
            }
            var arn =
                    rds.describeDBInstances(r -> r.dbInstanceIdentifier("shop"))
                            .dbInstances()
                            .getFirst()
                            .dbInstanceArn();
            rds.createDBSnapshot(
                    r ->
                            r.dbInstanceIdentifier("shop")
                                    .dbSnapshotIdentifier("nightshift-shop-1")
                                    .tags(
                                            tag(Ownership.OWNER_TAG, "prod/rds-backup"),
                                            tag(Ownership.SOURCE_TAG, arn),
                                            tag(
                                                    Ownership.SLOT_TAG,
                                                    Instant.now()
                                                            .truncatedTo(ChronoUnit.HOURS)
                                                            .toString())));
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
