package dev.nightshift.core.automation;

import java.time.Duration;

/**
 * Why an action waits for a person: it is not tried until its plan has been approved.
 *
 * @param validity how long the question stands, and then the answer
 * @param destructive whether two different people have to agree
 */
public record Ask(Duration validity, boolean destructive) {
    public Ask {
        if (!validity.isPositive()) {
            throw new IllegalArgumentException("a question must stand for some time");
        }
    }
}
