package dev.nightshift.costs.waste.find;

import java.util.List;

/** What a judge says of a resource; silence means that it is no waste of that kind. */
public sealed interface Verdict {
    WasteKind kind();

    /** Why, with the numbers it was decided on. */
    String why();

    /**
     * It is waste.
     *
     * @param todo what to do about it
     * @param charges what would be saved
     * @param atMost whether the charges are an upper bound
     */
    record Waste(WasteKind kind, String why, String todo, List<Charge> charges, boolean atMost)
            implements Verdict {
        public Waste {
            charges = List.copyOf(charges);
        }
    }

    /** It cannot be told, because something could not be read or is not published. */
    record Unknown(WasteKind kind, String why) implements Verdict {}
}
