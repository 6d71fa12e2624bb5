package dev.nightshift.certificates.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightshift.certificates.net.AddressPolicy;
import dev.nightshift.certificates.net.Bytes;
import dev.nightshift.certificates.net.Cidr;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Fetcher;
import dev.nightshift.certificates.net.HttpFetcher;
import dev.nightshift.certificates.net.HttpServerOnLoopback;
import dev.nightshift.certificates.net.RefusedAddressException;
import dev.nightshift.certificates.net.Vetted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WebProbeTest {
    private static final WebProbe.Limits LIMITS =
            new WebProbe.Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), 100_000);

    /** A web of answers by address; what is not in it does not resolve. */
    private static final class FakeWeb implements Fetcher {
        private interface Page {
            Response get(Request request) throws IOException;
        }

        private final Map<String, Page> pages = new HashMap<>();
        private final List<Request> asked = new ArrayList<>();

        FakeWeb page(String url, int status, String headers, String body) {
            return page(url, request -> response(status, headers, body));
        }

        FakeWeb page(String url, Page page) {
            pages.put(url, page);
            return this;
        }

        FakeWeb redirect(String from, String to) {
            return page(from, 301, "Location: " + to, "");
        }

        @Override
        public Response fetch(Request request) throws IOException {
            asked.add(request);
            var page = pages.get(request.uri().toString());
            if (page == null) {
                throw new UnknownHostException(request.uri().getHost());
            }
            return page.get(request);
        }

        WebFacts look() {
            return look(Site.of("shop.example", 443, Optional.empty(), "/"));
        }

        WebFacts look(Site site) {
            return new WebProbe(this, LIMITS).look(site);
        }

        static Response response(int status, String headers, String body) {
            var list = new ArrayList<Header>();
            for (var line : headers.lines().toList()) {
                var pair = line.split(": ", 2);
                if (pair.length == 2) {
                    list.add(new Header(pair[0], pair[1]));
                }
            }
            return new Response(status, list, Bytes.of(body, StandardCharsets.UTF_8), true);
        }
    }

    private static FakeWeb shop() {
        return new FakeWeb()
                .redirect("http://shop.example/", "https://shop.example/")
                .page(
                        "https://shop.example/",
                        200,
                        """
                        Server: nginx
                        Content-Type: text/html
                        Strict-Transport-Security: max-age=31536000
                        Set-Cookie: session=1; Secure; HttpOnly""",
                        "<img src=http://x.example/a.png>");
    }

    @Test
    void a_page_is_seen_with_the_way_to_it() {
        var web = shop();

        var facts = web.look();

        assertThat(facts.standing().state()).isEqualTo(WebFacts.State.PAGE);
        assertThat(facts.plain().orElseThrow().hops())
                .extracting(Hop::url)
                .containsExactly("http://shop.example/", "https://shop.example/");
        assertThat(facts.hsts().orElseThrow().maxAgeSeconds()).contains(31_536_000L);
        assertThat(facts.cookies())
                .singleElement()
                .matches(cookie -> cookie.name().equals("session"));
        assertThat(facts.mixed()).hasSize(1);
        assertThat(facts.layers().words()).isEqualTo("nginx");
        assertThat(facts.preflight().answered()).isTrue();
        // once each, though both trails end there, and one preflight
        assertThat(web.asked)
                .extracting(request -> request.method() + " " + request.uri())
                .containsExactly(
                        "GET https://shop.example/",
                        "GET http://shop.example/",
                        "OPTIONS https://shop.example/");
    }

    @Test
    void the_address_that_was_named_is_used_for_the_site_and_no_other_host() {
        var at = new AddressPolicy(List.of()).vet(InetAddress.ofLiteral("8.8.8.8"));
        var web =
                new FakeWeb()
                        .redirect("http://shop.example/", "https://shop.example/")
                        .redirect("https://shop.example/", "https://www.shop.example/")
                        .page("https://www.shop.example/", 200, "", "");

        web.look(Site.of("shop.example", 443, Optional.of(at), "/"));

        assertThat(web.asked)
                .allSatisfy(
                        request ->
                                assertThat(request.at().map(Vetted::literal))
                                        .isEqualTo(
                                                request.uri().getHost().equals("shop.example")
                                                        ? Optional.of("8.8.8.8")
                                                        : Optional.empty()));
    }

    @Test
    void the_address_is_used_for_odd_hosts_too() {
        var at = new AddressPolicy(List.of()).vet(InetAddress.ofLiteral("8.8.8.8"));
        for (var host : List.of("2600:9000::1", "my_shop.example", "Shop.example", "münchen.de")) {
            var web = new FakeWeb();

            web.look(Site.of(host, 443, Optional.of(at), "/"));

            assertThat(web.asked).as(host).hasSize(2).allMatch(request -> request.at().isPresent());
        }
    }

    @Test
    void hsts_of_the_host_and_of_the_page_are_told_apart() {
        var facts =
                new FakeWeb()
                        .page(
                                "https://shop.example/",
                                301,
                                """
                                Location: https://www.shop.example/
                                Strict-Transport-Security: max-age=300""",
                                "")
                        .page(
                                "https://www.shop.example/",
                                200,
                                "Strict-Transport-Security: max-age=31536000",
                                "")
                        .look();

        assertThat(facts.hstsOfHost().orElseThrow().maxAgeSeconds()).contains(300L);
        assertThat(facts.hsts().orElseThrow().maxAgeSeconds()).contains(31_536_000L);
    }

    @Test
    void relative_and_odd_redirects_are_followed_as_browsers_do() {
        var web =
                new FakeWeb()
                        .redirect("https://shop.example/", "//shop.example/a b")
                        .redirect("https://shop.example/a%20b", "../c?d=ü#e")
                        .page("https://shop.example/c?d=%FC", 200, "", "");

        assertThat(web.look().secure().hops()).hasSize(3);
    }

    @Test
    void redirects_in_a_circle_end_and_are_a_fault() {
        var facts =
                new FakeWeb()
                        .redirect("https://shop.example/", "https://shop.example/a")
                        .redirect("https://shop.example/a", "https://shop.example/")
                        .look();

        assertThat(facts.secure().end()).isEqualTo(Trail.End.LOOP);
        assertThat(facts.standing().state()).isEqualTo(WebFacts.State.FAULTY);
    }

    @Test
    void a_site_that_wants_its_cookie_back_gets_it_on_its_own_host_only() {
        var web =
                new FakeWeb()
                        .page(
                                "https://shop.example/",
                                request ->
                                        request.headers()
                                                        .getOrDefault("Cookie", "")
                                                        .equals("seen=1")
                                                ? FakeWeb.response(
                                                        302, "Location: https://other.example/", "")
                                                : FakeWeb.response(
                                                        302,
                                                        "Location: /\nSet-Cookie: seen=1; Path=/",
                                                        ""))
                        .page("https://other.example/", 200, "", "");

        assertThat(web.look().secure().isAnswered()).isTrue();
        assertThat(web.asked.stream().filter(r -> r.uri().getHost().equals("other.example")))
                .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Cookie"));
    }

    @Test
    void more_than_ten_redirects_are_too_many() {
        var web = new FakeWeb().redirect("https://shop.example/", "/1");
        for (int i = 1; i < 20; i++) {
            web.redirect("https://shop.example/" + i, "/" + (i + 1));
        }

        var trail = web.look().secure();

        assertThat(trail.end()).isEqualTo(Trail.End.TOO_LONG);
        assertThat(trail.hops()).hasSize(11);
    }

    @Test
    void exactly_ten_redirects_are_followed() {
        var web = new FakeWeb().redirect("https://shop.example/", "/1");
        for (int i = 1; i < 10; i++) {
            web.redirect("https://shop.example/" + i, "/" + (i + 1));
        }
        web.page("https://shop.example/10", 200, "", "");

        assertThat(web.look().secure().isAnswered()).isTrue();
    }

    @Test
    void a_redirect_to_a_refused_address_or_to_none_ends_there() {
        var inside =
                new FakeWeb()
                        .redirect("https://shop.example/", "http://169.254.169.254/latest/")
                        .page(
                                "http://169.254.169.254/latest/",
                                request -> {
                                    throw new RefusedAddressException("169.254.169.254 is …");
                                });

        assertThat(inside.look().secure().end()).isEqualTo(Trail.End.REFUSED);
        for (var location : List.of("javascript:alert(1)", "file:///etc/passwd", "http://", ":")) {
            assertThat(
                            new FakeWeb()
                                    .redirect("https://shop.example/", location)
                                    .look()
                                    .secure()
                                    .end())
                    .as(location)
                    .isEqualTo(Trail.End.NOWHERE);
        }
    }

    @Test
    void a_certificate_that_does_not_verify_is_noted_and_looked_past() {
        var web =
                shop().page(
                                "https://shop.example/",
                                request -> {
                                    if (request.verify()) {
                                        throw new SSLHandshakeException("expired");
                                    }
                                    return FakeWeb.response(200, "Content-Type: text/html", "hi");
                                });

        var facts = web.look();

        assertThat(facts.standing().state()).isEqualTo(WebFacts.State.PAGE);
        assertThat(facts.secure().isVerified()).isFalse();
        assertThat(((Scorecard.Graded) Observatory.grade(facts)).results())
                .extracting(Scorecard.Result::finding)
                .contains(Finding.HSTS_INVALID_CERTIFICATE, Finding.REDIRECT_INVALID_CERTIFICATE);
    }

    @Test
    void silence_is_unknown_and_nobody_listening_is_not() {
        var silent =
                shop().page(
                                "https://shop.example/",
                                request -> {
                                    throw new SocketTimeoutException("no answer within 5 s");
                                });
        var closed =
                shop().page(
                                "http://shop.example/",
                                request -> {
                                    throw new ConnectException("refused");
                                });

        assertThat(silent.look().standing().state()).isEqualTo(WebFacts.State.UNKNOWN);
        assertThat(silent.look().standing().words()).contains("no answer within 5 s");
        assertThat(closed.look().plain().orElseThrow().end()).isEqualTo(Trail.End.NOBODY_LISTENS);
        assertThat(closed.look().standing().state()).isEqualTo(WebFacts.State.PAGE);
    }

    @Test
    void a_site_over_http_alone_is_graded_as_such() {
        var web =
                new FakeWeb()
                        .page("http://shop.example/", 200, "Content-Type: text/html", "hi")
                        .page(
                                "https://shop.example/",
                                request -> {
                                    throw new ConnectException("refused");
                                });

        assertThat(((Scorecard.Graded) Observatory.grade(web.look())).results())
                .extracting(Scorecard.Result::finding)
                .contains(Finding.HSTS_NO_HTTPS, Finding.REDIRECT_MISSING);
    }

    @Test
    void a_challenge_is_no_page_and_nothing_more_is_asked() {
        var web =
                shop().page("https://shop.example/", 403, "cf-mitigated: challenge\nCF-RAY: x", "");

        var facts = web.look();

        assertThat(facts.standing().state()).isEqualTo(WebFacts.State.FILTERED);
        assertThat(web.asked).noneMatch(request -> request.method().equals("OPTIONS"));
    }

    @Test
    void a_packed_page_is_unpacked_and_one_that_cannot_be_is_said() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("<script src=/a.js></script>".getBytes(StandardCharsets.UTF_8));
        }
        var web =
                shop().page(
                                "https://shop.example/",
                                request ->
                                        new Fetcher.Response(
                                                200,
                                                List.of(
                                                        new Fetcher.Header(
                                                                "Content-Encoding", "gzip")),
                                                Bytes.of(packed.toByteArray()),
                                                true));

        assertThat(web.look().content().html().orElseThrow().scripts()).hasSize(1);
        for (var coding : List.of("br", "gzip", "deflate")) {
            var broken =
                    shop().page("https://shop.example/", 200, "Content-Encoding: " + coding, "x");
            assertThat(broken.look().content().kind())
                    .as(coding)
                    .isEqualTo(Content.Kind.UNREADABLE);
        }
    }

    @Test
    void what_unpacks_without_end_is_cut() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        var response =
                new Fetcher.Response(
                        200,
                        List.of(new Fetcher.Header("Content-Encoding", "gzip")),
                        Bytes.of(packed.toByteArray()),
                        true);

        var decoded = Bodies.decoded(response, 4 << 20);

        assertThat(decoded.bytes().size()).isEqualTo(4 << 20);
        assertThat(decoded.whole()).isFalse();
    }

    @Test
    void all_that_is_asked_of_one_site_has_an_end() {
        var web =
                new FakeWeb()
                        .page(
                                "https://shop.example/",
                                request -> {
                                    assertThat(request.patience())
                                            .isLessThanOrEqualTo(Duration.ofMillis(1));
                                    throw new SocketTimeoutException("late");
                                });
        var limits = new WebProbe.Limits(Duration.ofSeconds(5), Duration.ofMillis(1), 1_000);

        var facts =
                new WebProbe(web, limits).look(Site.of("shop.example", 443, Optional.empty(), "/"));

        assertThat(facts.standing().state()).isEqualTo(WebFacts.State.UNKNOWN);
    }

    @Test
    void over_the_wire_it_is_the_same() throws Exception {
        var loopback = new AddressPolicy(List.of(Cidr.parse("127.0.0.0/8")));
        var fetcher =
                new HttpFetcher(
                        new Dialer(host -> List.of(InetAddress.ofLiteral("127.0.0.1")), loopback));
        var onward =
                HttpServerOnLoopback.text(
                        """
                        HTTP/1.1 302 Found
                        Location: /shop
                        Content-Length: 0

                        """);
        var page =
                HttpServerOnLoopback.text(
                        """
                        HTTP/1.1 200 OK
                        Server: nginx
                        Content-Length: 2

                        hi""");
        try (var server =
                HttpServerOnLoopback.plain(
                        (request, out) ->
                                (request.startsWith("GET / ") ? onward : page).to(request, out))) {
            var facts =
                    new WebProbe(fetcher, LIMITS)
                            .look(
                                    new Site(
                                            "shop.example",
                                            unused(),
                                            Optional.of(server.port()),
                                            Optional.empty(),
                                            "/"));

            assertThat(facts.plain().orElseThrow().hops()).hasSize(2);
            assertThat(facts.secure().end()).isEqualTo(Trail.End.NOBODY_LISTENS);
            assertThat(facts.layers().words()).isEqualTo("nginx");
            assertThat(facts.standing().state()).isEqualTo(WebFacts.State.PAGE);
        }
    }

    private static int unused() throws Exception {
        try (var server = HttpServerOnLoopback.plain(HttpServerOnLoopback.text(""))) {
            return server.port();
        }
    }
}
