package dev.nightshift.core.approval;

import dev.nightshift.core.notice.Notice.ApprovalAsk;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** The buttons under a notice that asks: made by the notifier, read by the approvals function. */
public enum ApprovalButton {
    APPROVE("nightshift-approve"),
    REJECT("nightshift-reject");

    /** The block that holds them, so that it is found again in a message. */
    public static final String BLOCK = "nightshift-approval";

    private static final Pattern VALUE = Pattern.compile("([a-z][a-z0-9-]{0,39}) ([0-9a-f]{64})");

    private final String actionId;

    ApprovalButton(String actionId) {
        this.actionId = actionId;
    }

    public String actionId() {
        return actionId;
    }

    /** The button of this id. */
    public static Optional<ApprovalButton> of(String actionId) {
        return Arrays.stream(values())
                .filter(button -> button.actionId.equals(actionId))
                .findFirst();
    }

    /** What a press sends along. */
    public static String value(ApprovalAsk ask) {
        return ask.automation() + " " + ask.hash();
    }

    /**
     * What a button is about.
     *
     * @param hash of the plan, 64 hexadecimal digits
     */
    public record Target(String automation, String hash) {}

    /** Reads what a press sent along; empty if it is none of ours. */
    public static Optional<Target> target(String value) {
        var match = VALUE.matcher(value);
        return match.matches()
                ? Optional.of(new Target(match.group(1), match.group(2)))
                : Optional.empty();
    }
}
