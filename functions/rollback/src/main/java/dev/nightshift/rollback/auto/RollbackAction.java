package dev.nightshift.rollback.auto;

import dev.nightshift.core.automation.Action;
import dev.nightshift.core.automation.Ask;
import dev.nightshift.core.automation.Impact;
import dev.nightshift.rollback.service.Mode;
import java.time.Duration;
import java.util.Optional;

/** What auto-rollback can do. */
public sealed interface RollbackAction extends Action {
    /** Id of the target. */
    String target();

    /** Names the incident that it answers. */
    String incident();

    @Override
    default Impact impact() {
        return Impact.CHANGE;
    }

    /** Goes back. */
    record GoBack(
            String service,
            String target,
            String incident,
            String from,
            String to,
            Mode mode,
            String because,
            Basis basis)
            implements RollbackAction {
        /** How long a person's yes to going back is worth something. */
        private static final Duration YES = Duration.ofHours(1);

        @Override
        public Optional<Ask> approval() {
            return mode == Mode.APPROVE ? Optional.of(new Ask(YES, false)) : Optional.empty();
        }

        @Override
        public String id() {
            return "roll " + target + " back from " + from + " to " + to + ", " + incident;
        }

        @Override
        public String subject() {
            return service;
        }
    }

    /** Notes that going back has helped, or is over for another good reason. */
    record Close(String service, String target, String incident, String because)
            implements RollbackAction {
        @Override
        public String id() {
            return "close the rollback of " + incident;
        }

        @Override
        public String subject() {
            return service;
        }
    }

    /** Gives up and calls a person. */
    record Escalate(String service, String target, String incident, String because)
            implements RollbackAction {
        @Override
        public String id() {
            return "escalate the rollback of " + incident;
        }

        @Override
        public String subject() {
            return service;
        }
    }

    /** Takes a target that goes back and forth out of automatic hands, until a person lifts it. */
    record FreezeTarget(String service, String target, String incident, String because)
            implements RollbackAction {
        @Override
        public String id() {
            return "freeze " + target + ", " + incident;
        }

        @Override
        public String subject() {
            return service;
        }
    }
}
