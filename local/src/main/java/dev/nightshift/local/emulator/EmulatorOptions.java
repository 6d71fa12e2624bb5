package dev.nightshift.local.emulator;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How to start an emulator.
 *
 * @param port the loopback port to listen on; a free one is taken if absent
 * @param initialNoAuthActions how many calls are let through before moto checks IAM permissions
 *     ({@code INITIAL_NO_AUTH_ACTION_COUNT}); if absent, {@link #CHECK_WHEN_ASKED}
 */
public record EmulatorOptions(OptionalInt port, OptionalLong initialNoAuthActions) {
    /**
     * More calls than any local run makes: permissions are checked once {@link
     * Emulator#enforceIam(RunningEmulator)} says so. Moto can turn the checks on later only if it
     * was started with some number.
     */
    public static final long CHECK_WHEN_ASKED = 1_000_000;

    /** A free port, permissions checked when asked. */
    public static EmulatorOptions defaults() {
        return new EmulatorOptions(OptionalInt.empty(), OptionalLong.empty());
    }

    /** The same on a port of the caller's choice. */
    public EmulatorOptions onPort(int chosen) {
        return new EmulatorOptions(OptionalInt.of(chosen), initialNoAuthActions);
    }

    /** The same with permissions checked from the given call on. */
    public EmulatorOptions checkingIamAfter(long actions) {
        return new EmulatorOptions(port, OptionalLong.of(actions));
    }

    long noAuthActions() {
        return initialNoAuthActions.orElse(CHECK_WHEN_ASKED);
    }
}
