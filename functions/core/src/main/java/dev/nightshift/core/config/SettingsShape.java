package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.config.Value.Mapping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The whole document; how much of its automations is decoded depends on who reads. */
final class SettingsShape {
    private static final Field<String> STAGE =
            Field.required(
                    "stage",
                    Shapes.pattern(
                            SettingsLoader.STAGE,
                            "a stage of at most 16 small letters, digits and hyphens such as prod"),
                    "The name of this deployment, such as dev or prod; part of every name and of"
                            + " the ownership tag. --stage overrides it.");
    private static final Field<String> HOME =
            Field.required(
                    "home",
                    AwsShapes.region(),
                    "Where the functions and what they look after live.");
    private static final Field<String> RECOVERY =
            Field.required("recovery", AwsShapes.region(), "Where further copies of backups go.");
    private static final Field<Regions> REGIONS =
            Field.required(
                    "regions",
                    Shapes.record(
                                    values -> new Regions(values.get(HOME), values.get(RECOVERY)),
                                    HOME,
                                    RECOVERY)
                            .check(
                                    (regions, reading) -> {
                                        if (regions.home().equals(regions.recovery())) {
                                            reading.refuse(
                                                    "home and recovery must be two regions, both"
                                                            + " are "
                                                            + regions.home());
                                        }
                                    }),
                    "Where things are.");
    private final Field<NoticeSettings> notices;
    private final Field<List<AutomationSettings<?>>> automations;

    private SettingsShape(Set<String> known, Shape<List<AutomationSettings<?>>> shape) {
        this.notices =
                Field.required("notices", NoticeSettings.shape(known), "How people are told.");
        this.automations =
                Field.required(
                        "automations", shape, "What Nightshift does, by name of the automation.");
    }

    /** Every automation of the file must be one of these. */
    static SettingsShape whole(List<AutomationSpec<?>> known) {
        var shapes = new LinkedHashMap<String, Shape<? extends AutomationSettings<?>>>();
        known.forEach(spec -> shapes.put(spec.name(), AutomationSettings.shape(spec)));
        return new SettingsShape(
                shapes.keySet(),
                Shapes.shape(
                        reading -> decodeAll(reading, shapes),
                        () -> {
                            var node = Shapes.type("object");
                            var properties = node.putObject("properties");
                            shapes.forEach((name, shape) -> properties.set(name, shape.schema()));
                            return node.put("additionalProperties", false);
                        }));
    }

    /** Looks at no automation but this one, which must be there, and those that it reads. */
    static SettingsShape only(AutomationSpec<?> spec) {
        return new SettingsShape(
                Set.of(),
                Shapes.shape(
                        reading -> reading.mapping().flatMap(all -> decodeOne(reading, all, spec)),
                        () -> Shapes.type("object")));
    }

    private static Optional<List<AutomationSettings<?>>> decodeOne(
            Reading reading, Mapping automations, AutomationSpec<?> spec) {
        if (automations.entry(spec.name()).isEmpty()) {
            return reading.missing(spec.name(), "the function runs this automation");
        }
        var decoded = new ArrayList<AutomationSettings<?>>();
        for (var one : Stream.concat(Stream.of(spec), spec.companions().stream()).toList()) {
            var entry = automations.entry(one.name());
            if (entry.isPresent()) {
                var settings = AutomationSettings.shape(one).decode(reading.of(entry.get()));
                if (settings.isEmpty()) {
                    return Optional.empty();
                }
                decoded.add(settings.get());
            }
        }
        return Optional.of(List.copyOf(decoded));
    }

    /** Looks at no automation. */
    static SettingsShape head() {
        return new SettingsShape(
                Set.of(),
                Shapes.shape(
                        reading -> reading.mapping().map(mapping -> List.of()),
                        () -> Shapes.type("object")));
    }

    private static Optional<List<AutomationSettings<?>>> decodeAll(
            Reading reading, Map<String, Shape<? extends AutomationSettings<?>>> shapes) {
        return reading.mapping()
                .flatMap(
                        mapping -> {
                            var decoded = new ArrayList<AutomationSettings<?>>();
                            for (var entry : mapping.entries()) {
                                var shape = Optional.ofNullable(shapes.get(entry.key()));
                                if (shape.isPresent()) {
                                    shape.get().decode(reading.of(entry)).ifPresent(decoded::add);
                                } else {
                                    reading.keyOf(entry)
                                            .refuse(
                                                    "there is no such automation; "
                                                            + Nearest.hint(
                                                                    entry.key(), shapes.keySet()));
                                }
                            }
                            return decoded.size() == mapping.entries().size()
                                    ? Optional.of(List.copyOf(decoded))
                                    : Optional.empty();
                        });
    }

    Optional<Settings> decode(Reading reading, JsonNode document) {
        return Shapes.record(
                        values ->
                                new Settings(
                                        values.get(STAGE),
                                        values.get(REGIONS),
                                        values.get(notices),
                                        values.get(automations),
                                        document),
                        STAGE,
                        REGIONS,
                        notices,
                        automations)
                .decode(reading)
                .map(Settings::joined);
    }

    ObjectNode schema() {
        return Shapes.record(values -> values, STAGE, REGIONS, notices, automations).schema();
    }
}
