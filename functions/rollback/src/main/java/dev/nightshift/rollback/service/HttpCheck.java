package dev.nightshift.rollback.service;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose answer shows whether a release does its work.
 *
 * @param status that is wanted
 * @param within how long the whole answer may take
 * @param body text that must be in the first 64 KB of the answer
 * @param headers that must be there, with exactly these values
 */
public record HttpCheck(
        URI url, int status, Duration within, Optional<String> body, Map<String, String> headers) {
    public HttpCheck {
        headers = Map.copyOf(headers);
    }
}
