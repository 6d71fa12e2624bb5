package dev.nightshift.local.deploy;

/**
 * A way in which what exists is not what the template says.
 *
 * @param path the property; empty if the resource as a whole is not there
 * @param what in words
 * @param excuse why this is no fault of the deployment; empty if it is one
 */
public record Deviation(
        String stack, String logicalId, String type, String path, String what, String excuse) {
    /** Whether the emulator is known not to hold this property. */
    public boolean excused() {
        return !excuse.isEmpty();
    }

    @Override
    public String toString() {
        return "%s (%s): %s%s".formatted(logicalId, type, what, excused() ? "; " + excuse : "");
    }
}
