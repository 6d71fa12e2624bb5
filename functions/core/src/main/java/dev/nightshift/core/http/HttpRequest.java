package dev.nightshift.core.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request to a function's URL. Its body is what was sent, as signatures are over that. */
public final class HttpRequest {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * @param headers by name, in any case
     */
    public HttpRequest(String method, String path, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.headers = new TreeMap<>();
        headers.forEach((name, value) -> this.headers.put(name.toLowerCase(Locale.ROOT), value));
        this.body = Arrays.copyOf(body, body.length);
    }

    /** In capitals. */
    public String method() {
        return method;
    }

    /** Without the query, such as {@code /github}. */
    public String path() {
        return path;
    }

    /** The value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public byte[] body() {
        return Arrays.copyOf(body, body.length);
    }
}
