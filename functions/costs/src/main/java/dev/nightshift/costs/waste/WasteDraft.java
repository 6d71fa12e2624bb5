package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Plan;
import dev.nightshift.core.automation.Remark;
import dev.nightshift.core.automation.Remarks;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.Verdict.Waste;
import dev.nightshift.costs.waste.price.Monthly;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A plan in the making, and all that is waste behind it. */
final class WasteDraft extends Remarks<WasteDraft.Trouble> {
    /** What a person should hear of. */
    enum Trouble {
        /** It is waste, and nothing is done about it but telling. */
        WASTE,
        /** Whether it is waste, or may be touched, is not known. */
        UNKNOWN,
        /** Something could not be listed at all. */
        UNREADABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final List<WasteAction> actions = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();

    void act(WasteAction action) {
        actions.add(action);
    }

    /** Waste that something is done about, or will be. */
    void tell(Piece piece) {
        pieces.add(piece);
    }

    /** Waste that is only told. */
    void warn(Piece piece) {
        pieces.add(piece);
        warn(Trouble.WASTE, piece.resource().inWords(), piece.because());
    }

    /** All that is waste and costs enough, whether it is acted on or only told. */
    List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    Plan<WasteAction> plan() {
        var worstFirst =
                remarks().stream()
                        .sorted(
                                Comparator.comparing(Remark::kind)
                                        .reversed()
                                        .thenComparing(Remark::subject))
                        .toList();
        return new Plan<>(actions, worstFirst, owned());
    }

    /**
     * A piece of waste.
     *
     * @param owner what its tag says; empty without one
     * @param mark of it, if it is acted on: the one it carries, or is to get
     */
    record Piece(
            Resource resource,
            Waste waste,
            Monthly monthly,
            Optional<String> owner,
            Optional<WasteMark> mark) {
        String line() {
            return resource.inWords()
                    + ": "
                    + waste.kind()
                    + ", "
                    + monthly
                    + owner.map(name -> ", owner " + name).orElse("")
                    + "; "
                    + waste.why();
        }

        private String because() {
            return waste.kind()
                    + ": "
                    + waste.why()
                    + "; "
                    + monthly
                    + owner.map(name -> ", owner " + name).orElse(", no owner tag")
                    + "; to do: "
                    + waste.todo();
        }
    }
}
