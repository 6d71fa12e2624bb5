package dev.nightshift.local.cli;

import dev.nightshift.core.automation.AutomationSpec;
import dev.nightshift.core.automation.AutomationSpec.Place;
import dev.nightshift.core.automation.Scope;
import dev.nightshift.core.config.AutomationSettings;
import dev.nightshift.core.config.Settings;
import dev.nightshift.core.config.SettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all commands share.
 *
 * @param home the root of the repository
 * @param known every automation there is
 */
public record Session(
        Terminal terminal,
        Path home,
        Path folder,
        List<AutomationSpec<?>> known,
        Map<String, String> environment,
        Clock clock) {
    public Session {
        known = List.copyOf(known);
        environment = Map.copyOf(environment);
    }

    Path configFile(Optional<Path> named) {
        var file = folder.resolve(named.orElse(Path.of("nightshift.yaml")));
        if (named.isEmpty() && !Files.exists(file)) {
            var ours = home.resolve("nightshift.yaml");
            if (Files.exists(ours)) {
                return ours;
            }
        }
        if (!Files.isRegularFile(file)) {
            throw new Trouble(
                    Exit.USAGE,
                    "there is no %s; write one (nightshift schema describes it), or name another"
                                    .formatted(file)
                            + " with --config FILE");
        }
        return file;
    }

    /** The settings, as every room accepts them for the regions they name. */
    Settings settings(Globals globals) {
        var file = configFile(globals.config);
        var settings = SettingsLoader.load(file, globals.stage, known, clock.instant());
        settings.automations().forEach(automation -> accept(file, settings, automation));
        return settings;
    }

    /** A room may refuse what only the place makes wrong; its permissions are the first to know. */
    private static <C> void accept(Path file, Settings settings, AutomationSettings<C> automation) {
        var scope = new Scope(settings.stage(), automation.name());
        try {
            automation.spec().permissions(automation.own(), new Place(scope, settings.regions()));
        } catch (IllegalArgumentException refused) {
            throw new Trouble(Exit.USAGE, file + ": " + refused.getMessage(), refused);
        }
    }

    /** What the settings say of an automation that was named on the command line. */
    AutomationSettings<?> automation(Settings settings, String name) {
        return settings.automations().stream()
                .filter(automation -> automation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Trouble(Exit.USAGE, unknown(settings, name)));
    }

    /**
     * The same, cut down to one target if a person named one; that needs no mention in the file.
     */
    AutomationSettings<?> automation(Settings settings, String name, Optional<String> target) {
        if (target.isEmpty()) {
            return automation(settings, name);
        }
        var own =
                settings.automations().stream()
                        .filter(automation -> automation.name().equals(name))
                        .findFirst();
        if (own.isPresent()) {
            return aimed(own.get(), target.get());
        }
        return known.stream()
                .filter(spec -> spec.name().equals(name))
                .findFirst()
                .<AutomationSettings<?>>flatMap(
                        spec -> usual(spec).map(usual -> aimed(usual, target.get())))
                .orElseThrow(() -> new Trouble(Exit.USAGE, unknown(settings, name)));
    }

    /** Empty if it has keys that somebody must write. */
    private static <C> Optional<AutomationSettings<C>> usual(AutomationSpec<C> spec) {
        try {
            return Optional.of(AutomationSettings.defaults(spec));
        } catch (IllegalArgumentException incomplete) {
            return Optional.empty();
        }
    }

    private static <C> AutomationSettings<C> aimed(AutomationSettings<C> settings, String target) {
        try {
            return settings.with(settings.spec().aimedAt(target, settings.own()));
        } catch (IllegalArgumentException refused) {
            throw new Trouble(Exit.USAGE, "--target: " + refused.getMessage(), refused);
        }
    }

    /** Writes what a command was asked to leave in a file. */
    void write(Path named, String text) {
        var file = folder.resolve(named);
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.say("Wrote " + file);
    }

    private String unknown(Settings settings, String name) {
        if (known.stream().anyMatch(spec -> spec.name().equals(name))) {
            return "nightshift.yaml does not name %s; add it under automations".formatted(name);
        }
        var names =
                settings.automations().stream()
                        .map(AutomationSettings::name)
                        .collect(Collectors.joining(", "));
        return "there is no automation called %s; nightshift.yaml names: %s"
                .formatted(name, names.isEmpty() ? "none" : names);
    }
}
