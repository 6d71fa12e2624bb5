package dev.nightshift.core.wire;

import java.io.InputStream;
import java.util.Map;

/**
 * An answer whose body is still to be read.
 *
 * @param headers by name in small letters
 */
public record WireAnswer(int status, Map<String, String> headers, InputStream body) {
    /** Empty if it was not sent. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
