package dev.nightshift.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nightshift.core.automation.AutomationSpec;
import java.util.List;
import java.util.Optional;

/**
 * What nightshift.yaml says, complete and checked.
 *
 * @param automations in the order of the file; only those that the loader was told of
 * @param document the settings as they were written, the overlay of the stage laid over them
 */
public record Settings(
        String stage,
        Regions regions,
        NoticeSettings notices,
        List<AutomationSettings<?>> automations,
        JsonNode document) {
    public Settings {
        automations = List.copyOf(automations);
    }

    /** What the settings say of this automation; empty if they do not name it. */
    // an AutomationSettings holds the spec that decoded it, and the two are of one type
    @SuppressWarnings("unchecked")
    public <C> Optional<AutomationSettings<C>> automation(AutomationSpec<C> spec) {
        return automations.stream()
                .filter(
                        settings ->
                                settings.name().equals(spec.name())
                                        && settings.spec().getClass() == spec.getClass())
                .map(settings -> (AutomationSettings<C>) settings)
                .findFirst();
    }

    /**
     * The document as JSON (which is YAML): loading it again gives the same settings without the
     * overlay.
     */
    public String effective() {
        return PrettyJson.print(document);
    }

    /** Each automation's settings with what it needs of the others. */
    Settings joined() {
        return new Settings(
                stage,
                regions,
                notices,
                automations.stream()
                        .<AutomationSettings<?>>map(automation -> automation.joined(this))
                        .toList(),
                document);
    }
}
