package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.Mode;
import dev.nightshift.core.runner.Caps;
import java.time.Duration;
import java.util.Optional;

/**
 * What the settings say of one automation: the keys that every automation has, and its own.
 *
 * @param apply whether effects are made; otherwise its runs are rehearsals
 * @param timeout of its function
 * @param memoryMb of its function
 * @param own the keys that only this automation has
 */
public record AutomationSettings<C>(
        AutomationSpec<C> spec,
        Schedule schedule,
        boolean apply,
        Caps caps,
        Duration timeout,
        int memoryMb,
        C own) {
    /** The one word for it everywhere. */
    public String name() {
        return spec.name();
    }

    public Mode mode() {
        return apply ? Mode.APPLY : Mode.DRY_RUN;
    }

    /** The same, with what it needs of other automations of the file. */
    AutomationSettings<C> joined(Settings file) {
        return with(spec.joined(own, file));
    }

    /** The same with other keys of its own. */
    public AutomationSettings<C> with(C others) {
        return new AutomationSettings<>(spec, schedule, apply, caps, timeout, memoryMb, others);
    }

    /**
     * Of an automation that the file does not name.
     *
     * @throws IllegalArgumentException if it has a key that must be there
     */
    public static <C> AutomationSettings<C> defaults(AutomationSpec<C> spec) {
        return Field.defaulting(spec.name(), shape(spec), "schedule: rate(1 day)", "")
                .absent()
                .orElseThrow();
    }

    private record Common(
            Schedule schedule, boolean apply, Caps caps, Duration timeout, int memoryMb) {}

    private static final Field<Integer> CHANGES =
            Field.defaulting(
                    "changes",
                    Shapes.integer(1, 10_000),
                    String.valueOf(Caps.DEFAULT.maxChanges()),
                    "How many effects of any kind one run may have; over it, nothing destructive"
                            + " runs and a person is asked.");
    private static final Field<Integer> DELETIONS =
            Field.defaulting(
                    "deletions",
                    Shapes.integer(0, 10_000),
                    String.valueOf(Caps.DEFAULT.maxDeletions()),
                    "How much one run may delete; over it, it deletes nothing and a person is"
                            + " asked.");
    private static final Field<Integer> DELETION_SHARE =
            Field.defaulting(
                    "deletionShare",
                    Shapes.percent(0, 100),
                    Caps.DEFAULT.maxDeletionPercent() + "%",
                    "Which share of all that the automation owns one run may delete.");
    private static final RecordShape<Caps> CAPS_SHAPE =
            Shapes.record(
                    values ->
                            new Caps(
                                    values.get(CHANGES),
                                    values.get(DELETIONS),
                                    values.get(DELETION_SHARE)),
                    CHANGES,
                    DELETIONS,
                    DELETION_SHARE);

    private static final Field<Schedule> SCHEDULE =
            Field.required(
                    "schedule",
                    AwsShapes.schedule(),
                    "When it runs, in UTC: rate(30 minutes) or cron(0 3 * * ? *), as EventBridge"
                            + " Scheduler writes it.");
    private static final Field<Boolean> APPLY =
            Field.defaulting(
                    "apply",
                    Shapes.bool(),
                    "false",
                    "Whether effects are made. Without it every run is a rehearsal, and the role of"
                            + " the function has no write permission.");
    private static final Field<Caps> CAPS =
            Field.defaulting("caps", CAPS_SHAPE, "{}", "How much one run may do.");
    private static final Field<Duration> TIMEOUT =
            Field.defaulting(
                    "timeout",
                    AwsShapes.duration(Duration.ofSeconds(30), Duration.ofMinutes(15)),
                    "5m",
                    "How long one run may take; what is left then is found by the next one.");
    private static final Field<Integer> MEMORY =
            Field.defaulting(
                    "memory",
                    Shapes.integer(256, 10_240),
                    "512",
                    "Memory of the function in MB; the share of a processor grows with it.");

    private static final RecordShape<Common> COMMON =
            Shapes.record(
                    values ->
                            new Common(
                                    values.get(SCHEDULE),
                                    values.get(APPLY),
                                    values.get(CAPS),
                                    values.get(TIMEOUT),
                                    values.get(MEMORY)),
                    SCHEDULE,
                    APPLY,
                    CAPS,
                    TIMEOUT,
                    MEMORY);

    /** The mapping under the automation's name: its common and its own keys side by side. */
    static <C> Shape<AutomationSettings<C>> shape(AutomationSpec<C> spec) {
        var own = spec.shape();
        for (var field : own.fields()) {
            if (RecordShape.names(COMMON).contains(field.name())) {
                throw new IllegalArgumentException(
                        spec.name() + " declares the key " + field.name() + ", which all have");
            }
        }
        return new Shape<>() {
            @Override
            public Optional<AutomationSettings<C>> decode(Reading reading) {
                return reading.mapping()
                        .flatMap(
                                mapping -> {
                                    RecordShape.refuseUnknownKeys(
                                            reading, mapping, RecordShape.names(COMMON, own));
                                    var common = COMMON.decodeOwn(reading, mapping);
                                    var special = own.decodeOwn(reading, mapping);
                                    return common.flatMap(
                                            head -> special.map(tail -> joined(spec, head, tail)));
                                });
            }

            @Override
            public ObjectNode schema() {
                return RecordShape.schema(COMMON, own);
            }
        };
    }

    private static <C> AutomationSettings<C> joined(AutomationSpec<C> spec, Common head, C own) {
        return new AutomationSettings<>(
                spec,
                head.schedule(),
                head.apply(),
                head.caps(),
                head.timeout(),
                head.memoryMb(),
                own);
    }
}
