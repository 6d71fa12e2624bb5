package dev.nightshift.local.emulator;

import java.net.URI;

/**
 * An emulator that answers.
 *
 * @param endpoint what {@code AWS_ENDPOINT_URL} has to be; always on loopback
 * @param kind what answers there: {@code moto}, {@code localstack} or {@code unknown}
 * @param why why this one was chosen, for people
 * @param startedByUs whether {@code emulator stop} ends it
 */
public record RunningEmulator(URI endpoint, String kind, String why, boolean startedByUs) {
    /** The kind of a moto server. */
    public static final String MOTO = "moto";

    /** The kind of a LocalStack container. */
    public static final String LOCALSTACK = "localstack";
}
