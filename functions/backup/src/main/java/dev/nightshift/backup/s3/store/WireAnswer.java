package dev.nightshift.backup.s3.store;

import java.io.InputStream;
import java.util.Map;

/**
 * @param headers by name in small letters
 */
record WireAnswer(int status, Map<String, String> headers, InputStream body) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }
}
