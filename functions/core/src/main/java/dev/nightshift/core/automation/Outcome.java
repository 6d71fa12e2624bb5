package dev.nightshift.core.automation;

/** What came of one action of a plan. */
public sealed interface Outcome {
    /** What {@link Automation#apply} itself can say; everything else is the runner's. */
    sealed interface Applied extends Outcome {}

    /** The effect was begun or made now. */
    record Done(String detail) implements Applied {}

    /** Nothing to do: already there and ours, or already gone. A success. */
    record AlreadySo(String detail) implements Applied {}

    /** Begun, and not ended within this run; a later one goes on where it stopped. */
    record Underway(String detail) implements Applied {}

    /** There and not ours, or otherwise not to be touched. A person should look. */
    record Refused(String why) implements Applied {}

    /** The attempt failed; it concerns this action and what needs it, and nothing else. */
    record Failed(CloudException.Kind kind, String error) implements Outcome {}

    /** Dry run: would have been tried. */
    record Rehearsed() implements Outcome {}

    /** Held back: over a cap, cooling down, or what it needs did not succeed. */
    record Withheld(String why) implements Outcome {}

    /** Not reached before the deadline; the next tick goes on. */
    record Left(String why) implements Outcome {}

    default boolean succeeded() {
        return this instanceof Done || this instanceof AlreadySo;
    }

    /** One or two words for it, in tables, history and notices. */
    default String label() {
        return switch (this) {
            case Done _ -> "done";
            case AlreadySo _ -> "already so";
            case Underway _ -> "under way";
            case Refused _ -> "refused";
            case Failed _ -> "failed";
            case Rehearsed _ -> "would do";
            case Withheld _ -> "withheld";
            case Left _ -> "left";
        };
    }

    /** What there is to say beyond the label. */
    default String detail() {
        return switch (this) {
            case Done(var detail) -> detail;
            case AlreadySo(var detail) -> detail;
            case Underway(var detail) -> detail;
            case Refused(var why) -> why;
            case Failed(var kind, var error) -> kind + ": " + error;
            case Rehearsed _ -> "dry run";
            case Withheld(var why) -> why;
            case Left(var why) -> why;
        };
    }
}
