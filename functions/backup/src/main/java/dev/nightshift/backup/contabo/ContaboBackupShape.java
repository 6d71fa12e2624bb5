package dev.nightshift.backup.contabo;

import dev.nightshift.backup.KeepShape;
import dev.nightshift.backup.contabo.ContaboBackupSettings.Select;
import dev.nightshift.core.config.AwsShapes;
import dev.nightshift.core.config.Field;
import dev.nightshift.core.config.RecordShape;
import dev.nightshift.core.config.Shapes;
import dev.nightshift.core.retention.RetentionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the settings of contabo-backup are written. */
final class ContaboBackupShape {
    private static final int MOST = 1_000;
    private static final int MOST_PLACES = 100;

    /** Contabo keeps nothing longer than 30 days, so a longer objective is none. */
    private static final Duration LONGEST_RPO = Duration.ofDays(30);

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,255}");

    private static final Field<List<String>> IDS =
            Field.defaulting(
                    "ids",
                    Shapes.list(
                            Shapes.pattern(ID, "the id of an instance, a number such as 100"),
                            0,
                            MOST),
                    "[]",
                    "Instances by Contabo's number, in quotes; one that is not there is told.");
    private static final Field<List<String>> NAMES =
            Field.defaulting(
                    "names",
                    Shapes.list(Shapes.pattern(NAME, "the name of an instance"), 0, MOST),
                    "[]",
                    "Instances by name, be it Contabo's (vmd12345) or yours (display name); one"
                            + " that is not there is told.");
    private static final Field<List<String>> PATTERNS =
            Field.defaulting(
                    "patterns",
                    Shapes.list(
                            Shapes.pattern(NAME, "a pattern of names such as web-* or db-0?"),
                            0,
                            MOST),
                    "[]",
                    "Instances of which either name fits; * is any text, ? any character.");
    private static final RecordShape<Select> SELECT =
            Shapes.record(
                            values ->
                                    new Select(
                                            values.get(IDS).stream().map(Long::valueOf).toList(),
                                            values.get(NAMES),
                                            values.get(PATTERNS)),
                            IDS,
                            NAMES,
                            PATTERNS)
                    .check(
                            (select, reading) -> {
                                if (select.isEmpty()) {
                                    reading.refuse(
                                            "this selects nothing: give ids, names or patterns");
                                }
                            });

    private static final Field<Select> SELECTED =
            Field.required(
                    "select", SELECT, "Which instances: all that ids, names or patterns match.");
    private static final Field<Duration> EVERY =
            Field.defaulting(
                    "every",
                    AwsShapes.duration(
                            ContaboBackupSettings.SHORTEST_EVERY,
                            ContaboBackupSettings.LONGEST_EVERY),
                    "24h",
                    "How often each instance is backed up; 24h means once per UTC day.");
    private static final Field<RetentionPolicy> KEPT =
            Field.required(
                    "keep",
                    KeepShape.SHAPE,
                    "Which backups stay, per instance; a backup stays if any rule asks for it, and"
                            + " the last good one does. Contabo removes each after 30 days.");
    private static final Field<Optional<Duration>> RPO =
            Field.optional(
                    "rpo",
                    AwsShapes.duration(ContaboBackupSettings.SHORTEST_EVERY, LONGEST_RPO),
                    "How old the last good backup may be before someone is told; without it, every"
                            + " and a twelfth of it.");
    private static final Field<Integer> SNAPSHOT_QUOTA =
            Field.defaulting(
                    "snapshotQuota",
                    Shapes.integer(1, MOST_PLACES),
                    String.valueOf(ContaboBackupSettings.DEFAULT_SNAPSHOT_QUOTA),
                    "How many snapshots an instance may have: what its plan grants, 1 to 5.");
    private static final Field<Map<String, Integer>> QUOTAS =
            Field.defaulting(
                    "quotas",
                    Shapes.map(
                            NAME,
                            "a name or a pattern of names such as db-*",
                            Shapes.integer(1, MOST_PLACES)),
                    "{}",
                    "snapshotQuota of instances of another plan, by name or pattern; the first"
                            + " that fits counts.");
    private static final Field<Boolean> ACCEPT_GAP =
            Field.defaulting(
                    "acceptGap",
                    Shapes.bool(),
                    "false",
                    "Whether the last good backup may be removed right before the next one is"
                            + " taken, where there is room for one only. If that then fails,"
                            + " there is none.");
    private static final Field<String> SECRET =
            Field.required(
                    "secret",
                    AwsShapes.secretName(),
                    "The secret in Secrets Manager that holds {\"clientId\", \"clientSecret\","
                            + " \"apiUser\", \"apiPassword\"}.");
    private static final Field<URI> API =
            Field.defaulting(
                    "api", AwsShapes.uri(), "https://api.contabo.com", "Where Contabo's API is.");
    private static final Field<URI> AUTH =
            Field.defaulting(
                    "auth",
                    AwsShapes.uri(),
                    "https://auth.contabo.com/auth/realms/contabo/protocol/openid-connect/token",
                    "Where Contabo gives out tokens for its API.");

    static final RecordShape<ContaboBackupSettings> SHAPE =
            Shapes.record(
                            values ->
                                    new ContaboBackupSettings(
                                            values.get(SELECTED),
                                            values.get(EVERY),
                                            values.get(KEPT),
                                            values.get(RPO)
                                                    .orElseGet(
                                                            () ->
                                                                    ContaboBackupSettings.usualRpo(
                                                                            values.get(EVERY))),
                                            values.get(SNAPSHOT_QUOTA),
                                            values.get(QUOTAS),
                                            values.get(ACCEPT_GAP),
                                            values.get(SECRET),
                                            values.get(API),
                                            values.get(AUTH)),
                            SELECTED,
                            EVERY,
                            KEPT,
                            RPO,
                            SNAPSHOT_QUOTA,
                            QUOTAS,
                            ACCEPT_GAP,
                            SECRET,
                            API,
                            AUTH)
                    .check((settings, reading) -> settings.problems().forEach(reading::refuse));

    private ContaboBackupShape() {}
}
