package dev.nightshift.local.iam;

import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Something to do for a function.
 *
 * @param event what it is called with
 * @param standIns who plays which service instead of the emulator
 * @param altered what becomes of the answers of which service, where the emulator cannot play it
 * @param answer a part of what it answers when it may do all that it needs
 */
record Scene(
        String event,
        Map<String, URI> standIns,
        Map<String, UnaryOperator<String>> altered,
        String answer) {
    Scene(String event, Map<String, URI> standIns, String answer) {
        this(event, standIns, Map.of(), answer);
    }

    static Scene of(String event, String answer) {
        return new Scene(event, Map.of(), answer);
    }
}
