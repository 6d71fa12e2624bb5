package dev.nightshift.certificates.net;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A request as it goes over the wire. */
final class HttpRequestBytes {
    private static final String USER_AGENT = "nightshift (certificate-check)";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");
    private static final Set<String> OURS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "user-agent");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private HttpRequestBytes() {}

    /**
     * @throws IllegalArgumentException if a header could not be sent as it is, or is not the
     *     caller's to set
     */
    static byte[] of(Fetcher.Request request, HttpTarget target) {
        if (!TOKEN.matcher(request.method()).matches() || request.method().equals("CONNECT")) {
            throw new IllegalArgumentException("no method for a request: " + request.method());
        }
        var head = new StringBuilder();
        head.append(request.method()).append(' ').append(target.resource()).append(" HTTP/1.1\r\n");
        line(head, "Host", target.hostHeader());
        line(head, "User-Agent", USER_AGENT);
        request.headers()
                .forEach(
                        (name, value) -> {
                            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                                throw new IllegalArgumentException(name + " is not to be set");
                            }
                            line(head, name, value);
                        });
        if (isMissing(request, "Accept")) {
            line(head, "Accept", "*/*");
        }
        if (isMissing(request, "Accept-Encoding")) {
            line(head, "Accept-Encoding", "identity");
        }
        line(head, "Connection", "close");
        if (!request.body().isEmpty() || WITH_BODY.contains(request.method())) {
            line(head, "Content-Length", Integer.toString(request.body().size()));
        }
        head.append("\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(request.body().array());
        return bytes.toByteArray();
    }

    private static boolean isMissing(Fetcher.Request request, String name) {
        return request.headers().keySet().stream().noneMatch(name::equalsIgnoreCase);
    }

    private static void line(StringBuilder head, String name, String value) {
        if (!TOKEN.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("header " + name + " cannot be sent as it is");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
