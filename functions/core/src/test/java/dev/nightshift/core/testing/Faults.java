package dev.nightshift.core.testing;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What goes wrong between an automation and its world. A fake passes every call through here, named
 * as the IAM action it stands for; a test arms one fault at a time.
 */
public final class Faults {
    /**
     * The process ends here, as a cut-off Lambda does: nothing catches it, nothing is tidied up.
     */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed(String call) {
            super("killed at " + call);
        }
    }

    public enum Fault {
        /** IAM says no; nothing happened. */
        DENIED,
        /** The request never arrived. */
        REQUEST_LOST,
        /** It happened, but the answer never arrived. */
        RESPONSE_LOST,
        /** The process dies before the call. */
        KILLED_BEFORE,
        /** The process dies after the call. */
        KILLED_AFTER
    }

    /** Which calls a fault is counted among. */
    public enum Among {
        /** Effects on the estate. */
        WRITES,
        /** Everything, the ledger and the notices included. */
        ALL_CALLS
    }

    private record Armed(Fault fault, Among among, int nth) {}

    private final List<String> writes = new ArrayList<>();
    private Optional<Armed> armed = Optional.empty();
    private Optional<String> hit = Optional.empty();
    private int writesSeen;
    private int callsSeen;

    /** The fault meets the nth call from now, counted from 1, once. */
    public void arm(Fault fault, Among among, int nth) {
        armed = Optional.of(new Armed(fault, among, nth));
        hit = Optional.empty();
        writesSeen = 0;
        callsSeen = 0;
    }

    public void disarm() {
        armed = Optional.empty();
    }

    /** The action that the armed fault met, if it came to that. */
    public Optional<String> hit() {
        return hit;
    }

    /** The effects that were tried so far, as IAM actions. */
    public synchronized List<String> writes() {
        return List.copyOf(writes);
    }

    public <T> T read(String action, Supplier<T> call) {
        return pass(action, false, call);
    }

    /** A call that changes the estate. */
    public <T> T write(String action, Supplier<T> call) {
        return pass(action, true, call);
    }

    /** A call that changes only Nightshift's own ledger or queue. */
    public <T> T record(String action, Supplier<T> call) {
        return pass(action, false, call);
    }

    private synchronized <T> T pass(String action, boolean write, Supplier<T> call) {
        callsSeen++;
        if (write) {
            writesSeen++;
            writes.add(action);
        }
        var now =
                armed.filter(
                        it ->
                                it.among() == Among.ALL_CALLS
                                        ? it.nth() == callsSeen
                                        : write && it.nth() == writesSeen);
        if (now.isEmpty()) {
            return call.get();
        }
        hit = Optional.of(action);
        armed = Optional.empty();
        var fault = now.get().fault();
        if (fault == Fault.RESPONSE_LOST || fault == Fault.KILLED_AFTER) {
            try {
                var _ = call.get(); // it happens; nobody hears of it
            } catch (CloudException unheard) {
                // nor of a refusal
            }
        }
        if (fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER) {
            throw new Killed(action);
        }
        throw fault == Fault.DENIED
                ? new CloudException(Kind.DENIED, "not authorized to perform: " + action)
                : new CloudException(Kind.UNREACHABLE, action + ": connection reset");
    }
}
