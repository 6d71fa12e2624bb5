package dev.nightshift.certificates.grade;

import dev.nightshift.certificates.Answer;
import java.util.ArrayList;
import java.util.List;

/** Collects the caps that hold, and those of which it is not known whether they do. */
final class Findings {
    private final List<Cap> caps = new ArrayList<>();
    private final List<Cap> open = new ArrayList<>();

    void cap(Letter ceiling, String reason, String rule) {
        caps.add(new Cap(ceiling, reason, rule));
    }

    void open(Letter ceiling, String reason, String rule) {
        open.add(new Cap(ceiling, reason, rule));
    }

    /**
     * @param holds whether the server is so
     * @param reason said if it is
     * @param unknown said if that is not known
     */
    void cap(Answer holds, Letter ceiling, String reason, String unknown, String rule) {
        switch (holds) {
            case YES -> cap(ceiling, reason, rule);
            case UNKNOWN -> open(ceiling, unknown, rule);
            case NO -> {
                // nothing to hold against it
            }
        }
    }

    List<Cap> caps() {
        return List.copyOf(caps);
    }

    List<Cap> open() {
        return List.copyOf(open);
    }
}
