package dev.nightshift.rollback.auto;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a service would have been taken back, so that trust can be earned.
 *
 * @param count of different incidents
 * @param last the incident that was counted last
 */
public record Shadow(int count, String last) {
    private static final String PREFIX = "shadow/";

    static final Shadow NONE = new Shadow(0, "");

    /** One more, if this incident is not the one that was counted last. */
    Shadow counting(String incident) {
        return incident.equals(last) ? this : new Shadow(count + 1, incident);
    }

    static Map<String, Shadow> read(Map<String, String> kept) {
        var shadows = new LinkedHashMap<String, Shadow>();
        kept.forEach(
                (key, text) ->
                        read(text)
                                .filter(shadow -> key.startsWith(PREFIX))
                                .ifPresent(
                                        shadow ->
                                                shadows.put(
                                                        key.substring(PREFIX.length()), shadow)));
        return shadows;
    }

    static Map<String, String> written(Map<String, Shadow> shadows) {
        var kept = new LinkedHashMap<String, String>();
        shadows.forEach(
                (service, shadow) ->
                        kept.put(PREFIX + service, shadow.count() + " " + shadow.last()));
        return kept;
    }

    private static Optional<Shadow> read(String text) {
        int space = text.indexOf(' ');
        return space > 0 && text.substring(0, space).matches("[0-9]{1,9}")
                ? Optional.of(
                        new Shadow(
                                Integer.parseInt(text.substring(0, space)),
                                text.substring(space + 1)))
                : Optional.empty();
    }
}
