package dev.nightshift.rollback.events;

import dev.nightshift.rollback.service.Target;
import java.util.Set;

/**
 * What an event is about.
 *
 * @param kind that of a target, or {@code pipeline}, {@code stack} or {@code github}
 * @param names by which it may be known, such as a project's name and its id
 */
public record Subject(String kind, Set<String> names) {
    public Subject {
        names = Set.copyOf(names);
    }

    static Subject of(String kind, String name) {
        return new Subject(kind, Set.of(name));
    }

    /** Whether it is about this target. */
    public boolean is(Target target) {
        return kind.equals(target.kind()) && names.contains(target.name());
    }
}
