package dev.nightshift.certificates.net;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gets one HTTP answer. It follows no redirect (whoever asks vets the next address first), keeps no
 * cookies, sends no credentials, and reads no more than it was told to.
 */
@FunctionalInterface
public interface Fetcher {
    /**
     * @throws RefusedAddressException if no address of the host may be connected to
     * @throws IOException if there is no whole answer: the name does not resolve, nobody listens,
     *     it takes too long, TLS fails, or what comes is not HTTP
     */
    Response fetch(Request request) throws IOException;

    /**
     * @param at the address to use instead of resolving the host, such as one of several behind a
     *     name
     * @param method such as {@code GET}
     * @param uri of scheme http or https; the host goes into SNI and the Host header
     * @param headers beside Host, Connection, Content-Length and User-Agent
     * @param body empty for none
     * @param verify whether a certificate that does not verify fails the request; false when the
     *     certificate is judged elsewhere
     * @param patience for the whole answer, connecting included
     * @param maxBodyBytes what is longer is cut off and said so
     */
    record Request(
            Optional<Vetted> at,
            String method,
            URI uri,
            Map<String, String> headers,
            Bytes body,
            boolean verify,
            Duration patience,
            int maxBodyBytes) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public static Request get(URI uri, Duration patience, int maxBodyBytes) {
            return new Request(
                    Optional.empty(),
                    "GET",
                    uri,
                    Map.of(),
                    Bytes.NONE,
                    true,
                    patience,
                    maxBodyBytes);
        }
    }

    /** A header as it was sent. */
    record Header(String name, String value) {}

    /**
     * @param headers in the order in which they came; a name may come more than once
     * @param whole false if the body was cut off at its limit
     */
    record Response(int status, List<Header> headers, Bytes body, boolean whole) {
        public Response {
            headers = List.copyOf(headers);
        }

        /** All values of a header, whatever the case of its name. */
        public List<String> all(String name) {
            return headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .map(Header::value)
                    .toList();
        }

        /** The first value of a header. */
        public Optional<String> first(String name) {
            return all(name).stream().findFirst();
        }
    }
}
