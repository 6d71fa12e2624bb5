package dev.nightshift.certificates.domain;

import com.sun.net.httpserver.HttpServer;
import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.HttpFetcher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Registries on loopback: an RDAP server by HTTP, and a WHOIS server. */
final class RegistryWorld implements AutoCloseable {
    private static final Map<String, String> RDAP = Map.of("Content-Type", "application/rdap+json");

    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer http;
    private final ServerSocket whois;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Socket> whoisClients = new CopyOnWriteArrayList<>();
    private volatile Function<String, byte[]> whoisAnswers = question -> new byte[0];
    private volatile boolean whoisEnds = true;

    record Page(int status, Map<String, String> headers, Bytes body) {}

    RegistryWorld() {
        try {
            http =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
            whois = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.createContext(
                "/",
                exchange -> {
                    var path = exchange.getRequestURI().getPath();
                    asked.add(path);
                    var page = pages.getOrDefault(path, new Page(404, RDAP, Bytes.NONE));
                    page.headers().forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(
                            page.status(), page.body().isEmpty() ? -1 : page.body().size());
                    exchange.getResponseBody().write(page.body().array());
                    exchange.close();
                });
        http.start();
        Thread.ofVirtual().start(this::serveWhois);
    }

    private void serveWhois() {
        while (!whois.isClosed()) {
            try {
                var socket = whois.accept();
                whoisClients.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try {
            var line = new StringBuilder();
            for (int c = socket.getInputStream().read(); c >= 0 && c != '\n'; ) {
                line.append((char) c);
                c = socket.getInputStream().read();
            }
            asked.add("whois " + line.toString().strip());
            socket.getOutputStream().write(whoisAnswers.apply(line.toString().strip()));
            socket.getOutputStream().flush();
            if (whoisEnds) {
                socket.close();
            }
        } catch (IOException gone) {
            // whoever asked has hung up
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    int whoisPort() {
        return whois.getLocalPort();
    }

    RegistryWorld page(String path, int status, Map<String, String> headers, String body) {
        pages.put(path, new Page(status, headers, Bytes.of(body, StandardCharsets.UTF_8)));
        return this;
    }

    RegistryWorld rdap(String path, String body) {
        return page(path, 200, RDAP, body);
    }

    RegistryWorld whois(Function<String, String> answers) {
        whoisAnswers = question -> answers.apply(question).getBytes(StandardCharsets.UTF_8);
        return this;
    }

    RegistryWorld whoisNeverEnds() {
        whoisEnds = false;
        return this;
    }

    /** The room's own fetcher, which may go to loopback. */
    static Fetcher fetcher() {
        return new HttpFetcher(
                new Dialer(
                        host -> List.of(InetAddress.ofLiteral(host)),
                        new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")))));
    }

    /** What a fetcher answers, by address; nobody listens elsewhere. */
    static Fetcher fake(Map<String, Fetcher.Response> answers) {
        var known = new HashMap<>(answers);
        return request -> {
            var answer = known.get(request.uri().toString());
            if (answer == null) {
                throw new IOException("connection refused");
            }
            return answer;
        };
    }

    static Fetcher.Response response(int status, Map<String, String> headers, String body) {
        return new Fetcher.Response(
                status,
                headers.entrySet().stream()
                        .map(entry -> new Fetcher.Header(entry.getKey(), entry.getValue()))
                        .toList(),
                Bytes.of(body, StandardCharsets.UTF_8),
                true);
    }

    @Override
    public void close() {
        http.stop(0);
        try {
            whois.close();
            for (var socket : whoisClients) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
