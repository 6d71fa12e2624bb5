package dev.nightshift.costs.waste;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.costs.waste.find.Gp3;
import dev.nightshift.costs.waste.find.ResourceType;
import dev.nightshift.costs.waste.find.WasteKind;
import java.util.Map;
import java.util.Optional;

/**
 * One step of mark, wait, act, unmark. What acts names the mark it acts on: if the resource no
 * longer carries exactly that one, it is left alone.
 */
public sealed interface WasteAction extends Action {
    ResourceType type();

    /** The resource's id, as its service names it. */
    String resource();

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
    record Mark(
            ResourceType type,
            String resource,
            String subject,
            WasteMark mark,
            Optional<String> replaces,
            String because)
            implements WasteAction {
        @Override
        public String id() {
            return "mark " + resource + " as " + mark.kind();
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** Takes the tag off. */
    record Unmark(ResourceType type, String resource, String subject, String because)
            implements WasteAction {
        @Override
        public String id() {
            return "unmark " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** Keeps the content of a volume that is to go. */
    record TakeFinalSnapshot(
            String resource,
            String subject,
            WasteMark mark,
            Map<String, String> tags,
            String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.VOLUME;
        }

        @Override
        public String id() {
            return "take the final snapshot of " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.CREATE;
        }
    }

    /**
     * @param finalSnapshot must be there and completed at the moment of removal
     */
    record DeleteVolume(
            String resource, String subject, WasteMark mark, String finalSnapshot, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.VOLUME;
        }

        @Override
        public String id() {
            return "delete " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record DeleteSnapshot(String resource, String subject, WasteMark mark, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.SNAPSHOT;
        }

        @Override
        public String id() {
            return "delete " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record ReleaseAddress(String resource, String subject, WasteMark mark, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.ADDRESS;
        }

        @Override
        public String id() {
            return "release " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    record ModifyToGp3(String resource, String subject, WasteMark mark, Gp3 target, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.VOLUME;
        }

        @Override
        public String id() {
            return "modify " + resource + " to gp3";
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }

    /** What is older than that is removed by CloudWatch Logs. */
    record SetRetention(String resource, String subject, WasteMark mark, int days, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.LOG_GROUP;
        }

        @Override
        public String id() {
            return "set the retention of " + resource;
        }

        // what is logged and old goes: nobody can bring it back
        @Override
        public Impact impact() {
            return Impact.DELETE;
        }
    }

    /** Adds a rule to those that the bucket has. */
    record AbortUploads(String resource, String subject, WasteMark mark, String because)
            implements Due {
        @Override
        public ResourceType type() {
            return ResourceType.BUCKET;
        }

        @Override
        public String id() {
            return "abort incomplete uploads of " + resource;
        }

        @Override
        public Impact impact() {
            return Impact.CHANGE;
        }
    }
}
