package dev.nightshift.core.config;

import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.config.Value.Entry;
import dev.nightshift.core.config.Value.Kind;
import dev.nightshift.core.config.Value.Mapping;
import dev.nightshift.core.config.Value.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads nightshift.yaml strictly: whatever is wrong with it is reported in one {@link
 * ConfigException}, and nothing of it is used.
 */
public final class SettingsLoader {
    static final Pattern STAGE = Pattern.compile("[a-z][a-z0-9-]{0,15}");

    private static final String STAGE_KEY = "stage";

    private SettingsLoader() {}

    /**
     * Reads and checks the whole file, as the CDK app and the CLI do. The overlay {@code
     * nightshift.<stage>.yaml} beside it is merged over it, if there is one.
     *
     * @param stage the stage to deploy; empty for the one that the file names
     * @param known every automation there is; the file may name no other
     * @throws ConfigException with all that is wrong
     */
    public static Settings load(Path file, Optional<String> stage, List<AutomationSpec<?>> known) {
        return load(file, stage, known, Instant.now());
    }

    /**
     * The same at another time.
     *
     * @param asOf a schedule that does not fire after this time is refused
     */
    public static Settings load(
            Path file, Optional<String> stage, List<AutomationSpec<?>> known, Instant asOf) {
        return decode(file, stage, SettingsShape.whole(known), asOf);
    }

    /**
     * Reads what one function needs: the head and its own automation. The others are not looked at:
     * the function's jar does not hold them.
     *
     * @throws ConfigException with all that is wrong, also if the file does not name the automation
     */
    public static Settings loadFor(Path file, AutomationSpec<?> spec) {
        // a schedule whose time is over is no reason for a running function to stop
        return decode(file, Optional.empty(), SettingsShape.only(spec), Instant.EPOCH);
    }

    /**
     * Reads only the stage, the regions and the notices, as the notifier does.
     *
     * @throws ConfigException with all that is wrong
     */
    public static Settings loadHead(Path file) {
        return decode(file, Optional.empty(), SettingsShape.head(), Instant.EPOCH);
    }

    private static Settings decode(
            Path file, Optional<String> stage, SettingsShape shape, Instant asOf) {
        var problems = new Problems();
        var document = effective(file, stage, problems);
        if (document.isEmpty()) {
            problems.throwIfAny();
        }
        var root = document.orElseThrow();
        var reading = Reading.of(root, problems, asOf);
        Secrets.refuseAll(reading);
        var settings = shape.decode(reading, Documents.json(root));
        problems.throwIfAny();
        return settings.orElseThrow();
    }

    /** The file with its overlay and with the stage in it; empty if either cannot be read. */
    private static Optional<Value> effective(
            Path file, Optional<String> wanted, Problems problems) {
        var base = YamlReader.read(file, problems);
        var stage =
                wanted.or(() -> base.flatMap(SettingsLoader::stageOf))
                        .filter(name -> STAGE.matcher(name).matches());
        var overlay = stage.map(name -> overlayOf(file, name)).filter(Files::exists);
        if (base.isEmpty() || overlay.isEmpty()) {
            return base.map(root -> withStage(root, wanted, file));
        }
        var above = YamlReader.read(overlay.get(), problems);
        if (above.isEmpty()) {
            return Optional.empty();
        }
        var reading = Reading.of(above.get(), problems, Instant.EPOCH);
        return reading.mapping()
                .map(
                        mapping -> {
                            refuseOtherStage(reading, mapping, stage.orElseThrow());
                            return withStage(Documents.overlaid(base.get(), mapping), wanted, file);
                        });
    }

    private static void refuseOtherStage(Reading overlay, Mapping mapping, String stage) {
        mapping.entry(STAGE_KEY)
                .filter(entry -> !stageOf(mapping).equals(Optional.of(stage)))
                .ifPresent(
                        entry ->
                                overlay.of(entry)
                                        .refuse(
                                                "expected "
                                                        + stage
                                                        + ", as the name of this file says"));
    }

    /** {@code nightshift.prod.yaml} for {@code nightshift.yaml}. */
    public static Path overlayOf(Path file, String stage) {
        var name = TextFile.name(file);
        int dot = name.lastIndexOf('.');
        var overlay =
                dot < 0
                        ? name + "." + stage
                        : name.substring(0, dot) + "." + stage + name.substring(dot);
        return file.resolveSibling(overlay);
    }

    private static Optional<String> stageOf(Value root) {
        return root instanceof Mapping mapping
                        && mapping.entry(STAGE_KEY).map(Entry::value).orElse(root)
                                instanceof Scalar scalar
                        && scalar.kind() == Kind.TEXT
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    private static Value withStage(Value root, Optional<String> stage, Path file) {
        if (stage.isEmpty() || !(root instanceof Mapping mapping)) {
            return root;
        }
        var at = Position.wholeOf(TextFile.name(file));
        var entries = new LinkedHashMap<String, Entry>();
        entries.put(STAGE_KEY, new Entry(STAGE_KEY, at, new Scalar(at, Kind.TEXT, stage.get())));
        mapping.entries().forEach(entry -> entries.putIfAbsent(entry.key(), entry));
        return new Mapping(mapping.at(), new ArrayList<>(entries.values()));
    }
}
