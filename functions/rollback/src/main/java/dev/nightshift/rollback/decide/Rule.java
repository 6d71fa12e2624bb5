package dev.nightshift.rollback.decide;

import java.util.Locale;

/** What must hold before a release is taken back, in the order in which it is asked. */
public enum Rule {
    FIRING("enough alarms fire"),
    READABLE("target, releases and rollbacks can be read"),
    ON_RECORD("it is known when the release came"),
    FINE_BEFORE("the alarms were OK before the release"),
    BLAMED("the alarms began inside the blame window"),
    NEWEST("the alarms are newer than the last rollback"),
    NOT_ANSWERED("this release has not been taken back before"),
    NO_PING_PONG("it is not going back and forth"),
    NOT_FROZEN("the target is not frozen"),
    NO_FREEZE_WINDOW("no freeze window is open"),
    IDLE("nothing else is under way on the target"),
    COOLED_DOWN("the last rollback is long enough ago"),
    DAILY_CAP("there were not too many rollbacks today"),
    REVERSIBLE("nothing irreversible would be undone"),
    GOOD_RELEASE("there is a good release to go back to"),
    PREFLIGHT("the target can go back to it");

    private final String words;

    Rule(String words) {
        this.words = words;
    }

    /** As a person says it. */
    public String words() {
        return words;
    }

    /** In the spelling of settings and output: {@code no-ping-pong}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
