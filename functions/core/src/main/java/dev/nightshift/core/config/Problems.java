package dev.nightshift.core.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that is wrong with a document; the first word about a place is the last. */
final class Problems {
    private record Place(Position at, String path) {}

    private final List<Problem> found = new ArrayList<>();
    private final Set<Place> told = new HashSet<>();
    private int refusals;

    void add(Position at, String path, String message) {
        refusals++;
        if (told.add(new Place(at, path))) {
            found.add(new Problem(at.file(), at.line(), at.column(), path, message));
        }
    }

    /** Grows with every refusal, told or not; to see whether something was refused meanwhile. */
    int refusals() {
        return refusals;
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(
                    Comparator.comparing(Problem::file)
                            .thenComparingInt(Problem::line)
                            .thenComparingInt(Problem::column));
            throw new ConfigException(found);
        }
    }
}
