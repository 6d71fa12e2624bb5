package dev.nightshift.certificates.chain;

import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Fetcher;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers by URL, and remembers who asked. Nobody listens at any other URL. */
final class FakeWeb implements Fetcher {
    /** What is at a URL. */
    @FunctionalInterface
    interface Page {
        Response answer(Request request) throws IOException;
    }

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Request> asked = new CopyOnWriteArrayList<>();

    FakeWeb at(String url, Page page) {
        pages.put(url, page);
        return this;
    }

    FakeWeb at(String url, Bytes body) {
        return at(url, request -> ok(body));
    }

    static Response ok(Bytes body) {
        return new Response(200, List.of(), body, true);
    }

    static Response status(int code) {
        return new Response(code, List.of(), Bytes.NONE, true);
    }

    static Response redirect(String to) {
        return new Response(302, List.of(new Header("Location", to)), Bytes.NONE, true);
    }

    List<Request> asked() {
        return asked;
    }

    @Override
    public Response fetch(Request request) throws IOException {
        asked.add(request);
        var page = pages.get(request.uri().toString());
        if (page == null) {
            throw new ConnectException("nobody listens at " + request.uri().getHost());
        }
        var response = page.answer(request);
        boolean whole = response.body().size() <= request.maxBodyBytes();
        return new Response(
                response.status(), response.headers(), response.body(), whole && response.whole());
    }
}
