package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.Resource;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.WasteKind;
import java.util.Map;
import java.util.Optional;

/**
 * One step of mark, wait, act, unmark. What acts names the mark it acts on: if the resource no
 * longer carries exactly that one, it is left alone.
 */
public sealed interface WasteAction extends Action {
    Target target();

    default ResourceType type() {
        return target().type();
    }

    /** Where it is, and nowhere else is it acted on. */
    default String region() {
        return target().region();
    }

    /** The resource's id, as its service names it. */
    default String resource() {
        return target().id();
    }

    @Override
    default String subject() {
        return target().inWords();
    }

    /** What an action is about; two regions may have the same id. */
    record Target(ResourceType type, String region, String id, String inWords) {
        static Target of(Resource resource) {
            return new Target(
                    resource.type(), resource.region(), resource.id(), resource.inWords());
        }

        /** In the id of an action. */
        String name() {
            return id + " in " + region;
        }
    }

    /** What acts, once the mark is due. */
    sealed interface Due extends WasteAction {
        WasteMark mark();

        default WasteKind kind() {
            return mark().kind();
        }
    }

    /**
     * Tags it, and so begins the wait.
     *
     * @param replaces what the tag says so far, if it is there and not valid
     */
    record Mark(Target target, WasteMark mark, Optional<String> replaces, String because)
            implements WasteAction {
        @Override
        public String id() {
            return "mark " + target.name() + " as " + mark.kind();
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** Takes the tag off. */
    record Unmark(Target target, String because) implements WasteAction {
        @Override
        public String id() {
            return "unmark " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** Keeps the content of a volume that is to go. */
    record TakeFinalSnapshot(
            Target target, WasteMark mark, Map<String, String> tags, String because)
            implements Due {
        @Override
        public String id() {
            return "take the final snapshot of " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * @param finalSnapshot must be there and completed at the moment of removal
     */
    record DeleteVolume(Target target, WasteMark mark, String finalSnapshot, String because)
            implements Due {
        @Override
        public String id() {
            return "delete " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record DeleteSnapshot(Target target, WasteMark mark, String because) implements Due {
        @Override
        public String id() {
            return "delete " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record ReleaseAddress(Target target, WasteMark mark, String because) implements Due {
        @Override
        public String id() {
            return "release " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record ModifyToGp3(Target target, WasteMark mark, Gp3 gp3, String because) implements Due {
        @Override
        public String id() {
            return "modify " + target.name() + " to gp3";
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** What is older than that is removed by CloudWatch Logs. */
    record SetRetention(Target target, WasteMark mark, int days, String because) implements Due {
        @Override
        public String id() {
            return "set the retention of " + target.name();
        }

        // what is logged and old goes: nobody can bring it back
        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    /** Adds a rule to those that the bucket has. */
    record AbortUploads(Target target, WasteMark mark, String because) implements Due {
        @Override
        public String id() {
            return "abort incomplete uploads of " + target.name();
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }
}
