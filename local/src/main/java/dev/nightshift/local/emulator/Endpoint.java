package dev.nightshift.local.emulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** What can be learnt from an address by asking it. */
final class Endpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Endpoint() {}

    /** An endpoint that is on this machine, or a refusal that says why. */
    static URI onLoopback(String url) {
        URI endpoint;
        try {
            endpoint = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            throw new EmulatorException("AWS_ENDPOINT_URL is not a URL: " + url, e);
        }
        var host = endpoint.getHost();
        if (host == null || endpoint.getScheme() == null) {
            throw new EmulatorException(
                    "AWS_ENDPOINT_URL is not a URL: " + url + " (expected http://127.0.0.1:PORT)");
        }
        try {
            if (Arrays.stream(InetAddress.getAllByName(host))
                    .allMatch(InetAddress::isLoopbackAddress)) {
                return endpoint;
            }
        } catch (UnknownHostException e) {
            throw new EmulatorException("AWS_ENDPOINT_URL names an unknown host: " + host, e);
        }
        throw new EmulatorException(
                "AWS_ENDPOINT_URL is "
                        + url
                        + ", which is not on this machine; an emulator is used on loopback only");
    }

    /** What answers there; empty if nothing does. */
    static Optional<String> kindOf(URI endpoint) {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            if (status(http, endpoint, "/moto-api/") == 200) {
                return Optional.of(RunningEmulator.MOTO);
            }
            if (status(http, endpoint, "/_localstack/health") == 200) {
                return Optional.of(RunningEmulator.LOCALSTACK);
            }
            return Optional.of("unknown");
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while asking " + endpoint, e);
        }
    }

    /** Asks for a plain-text POST, as moto's own interface wants it. */
    static void post(URI endpoint, String path, String body) {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(endpoint.resolve(path))
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "text/plain")
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new EmulatorException(
                        "%s%s answered %d".formatted(endpoint, path, answer.statusCode()));
            }
        } catch (IOException e) {
            throw new EmulatorException("nothing answers at " + endpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while asking " + endpoint, e);
        }
    }

    /** A port that was free a moment ago. */
    static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new EmulatorException("no free port on loopback: " + e.getMessage(), e);
        }
    }

    static boolean isTaken(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }

    private static int status(HttpClient http, URI endpoint, String path)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(endpoint.resolve(path)).timeout(PATIENCE).build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
