package dev.nightshift.backup.s3.engine;

import dev.nightshift.backup.s3.engine.RunResult.Mismatch;
import dev.nightshift.backup.s3.engine.RunResult.Refused;
import dev.nightshift.backup.s3.engine.RunResult.Totals;
import java.util.ArrayList;
import java.util.List;

/** Adds up what came of objects. For one thread. */
final class Tally {
    private static final int LISTED = 100;

    private long seen;
    private long copied;
    private long copiedBytes;
    private long adopted;
    private long moved;
    private long verified;
    private long mismatched;
    private final List<Mismatch> mismatches = new ArrayList<>();
    private long refused;
    private final List<Refused> refusals = new ArrayList<>();

    void add(Result result) {
        seen++;
        switch (result.how()) {
            case COPIED -> {
                copied++;
                copiedBytes += result.line().map(it -> it.sizeBytes()).orElse(0L);
            }
            case ADOPTED -> adopted++;
            case KEPT, GONE -> {}
        }
        if (result.moved()) {
            moved++;
        }
        if (result.verified()) {
            verified++;
        }
        result.mismatch()
                .ifPresent(
                        it -> {
                            if (mismatched++ < LISTED) {
                                mismatches.add(it);
                            }
                        });
        result.refused()
                .ifPresent(
                        it -> {
                            if (refused++ < LISTED) {
                                refusals.add(it);
                            }
                        });
    }

    long seen() {
        return seen;
    }

    long refused() {
        return refused;
    }

    List<Refused> refusals() {
        return refusals;
    }

    Totals totals() {
        return new Totals(
                copied,
                copiedBytes,
                adopted,
                moved,
                verified,
                mismatched,
                mismatches,
                refused,
                refusals);
    }
}
