package dev.nightshift.rollback.check;

import dev.nightshift.core.work.Together;
import dev.nightshift.rollback.check.CheckSight.Failed;
import dev.nightshift.rollback.check.CheckSight.NotAsked;
import dev.nightshift.rollback.check.CheckSight.Passed;
import dev.nightshift.rollback.service.HttpCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Checks over HTTP and HTTPS, with the certificates that Java trusts. The addresses are those of
 * our own settings, so private ones are fine; where clouds keep their credentials is never asked,
 * nor after a redirect. The name is looked up once for that and again for the connection: it keeps
 * a mistake out, not somebody who owns the name.
 */
public final class NetworkChecks implements HttpChecks {
    private static final int AT_ONCE = 16;
    private static final int MOST_HOPS = 5;

    private final Supplier<HttpClient> http;

    public NetworkChecks() {
        this(() -> Shared.CLIENT);
    }

    NetworkChecks(HttpClient http) {
        this(() -> http);
    }

    private NetworkChecks(Supplier<HttpClient> http) {
        this.http = http;
    }

    /** Made when the first check is asked: with it, all certificates that Java trusts are read. */
    private static final class Shared {
        private static final HttpClient CLIENT =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
    }

    @Override
    public List<CheckSight> ask(List<HttpCheck> checks) {
        return Together.map(checks, AT_ONCE, this::ask);
    }

    private CheckSight ask(HttpCheck check) {
        long begin = System.nanoTime();
        try {
            return follow(check, begin);
        } catch (TimeoutException late) {
            return new Failed(check, "no whole answer within " + text(check.within()));
        } catch (IOException | IllegalArgumentException none) {
            return new Failed(check, "no answer: " + none.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new NotAsked(check, "it was interrupted");
        }
    }

    /** Redirects are followed where a page is wanted, and not where they are themselves. */
    private CheckSight follow(HttpCheck check, long begin)
            throws IOException, InterruptedException, TimeoutException {
        var url = check.url();
        for (int hop = 0; hop <= MOST_HOPS; hop++) {
            if (isForbidden(url)) {
                return new NotAsked(
                        check, url.getHost() + " is a link-local address; those are never asked");
            }
            var response = get(url, check, begin);
            var next = check.status() < 300 ? redirect(url, response) : Optional.<URI>empty();
            if (next.isEmpty()) {
                return verdict(check, response, Duration.ofNanos(System.nanoTime() - begin));
            }
            url = next.get();
        }
        return new Failed(check, "it was redirected more than " + MOST_HOPS + " times");
    }

    private HttpResponse<byte[]> get(URI url, HttpCheck check, long begin)
            throws IOException, InterruptedException, TimeoutException {
        var request = HttpRequest.newBuilder(url).header("User-Agent", "nightshift").build();
        var answer = http.get().sendAsync(request, _ -> new FirstBytes());
        try {
            long left = check.within().toNanos() - (System.nanoTime() - begin);
            return answer.get(Math.max(left, 1), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException broken) {
                throw new IOException(words(broken), broken);
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static String words(IOException broken) {
        return Optional.ofNullable(broken.getMessage())
                .orElseGet(() -> broken.getClass().getSimpleName());
    }

    private static Optional<URI> redirect(URI from, HttpResponse<byte[]> response) {
        boolean redirected = response.statusCode() >= 300 && response.statusCode() < 400;
        return response.headers()
                .firstValue("Location")
                .filter(_ -> redirected)
                .map(from::resolve)
                .filter(to -> "https".equals(to.getScheme()) || "http".equals(to.getScheme()))
                // what began in secret does not go on in the open
                .filter(to -> "https".equals(to.getScheme()) || "http".equals(from.getScheme()));
    }

    private static CheckSight verdict(
            HttpCheck check, HttpResponse<byte[]> response, Duration took) {
        if (response.statusCode() != check.status()) {
            return new Failed(
                    check, "status %d, wanted %d".formatted(response.statusCode(), check.status()));
        }
        if (took.compareTo(check.within()) > 0) {
            return new Failed(
                    check, "it took %s, wanted %s".formatted(text(took), text(check.within())));
        }
        for (var header : check.headers().entrySet()) {
            var values = response.headers().allValues(header.getKey());
            if (!values.contains(header.getValue())) {
                return new Failed(
                        check,
                        "header %s is %s, wanted %s"
                                .formatted(
                                        header.getKey(),
                                        values.isEmpty() ? "missing" : values,
                                        header.getValue()));
            }
        }
        var body = new String(response.body(), StandardCharsets.UTF_8);
        return check.body()
                .filter(text -> !body.contains(text))
                .<CheckSight>map(text -> new Failed(check, "\"" + text + "\" is not in the answer"))
                .orElseGet(() -> new Passed(check, took));
    }

    private static String text(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static boolean isForbidden(URI url) throws UnknownHostException {
        var host = Optional.ofNullable(url.getHost()).orElse("");
        try {
            return Arrays.stream(InetAddress.getAllByName(host))
                    .anyMatch(NetworkChecks::isForbidden);
        } catch (UnknownHostException unknown) {
            throw new UnknownHostException("the name " + host + " has no address");
        }
    }

    /** 169.254.0.0/16, also inside of an address of version 6; fe80::/10; fd00:ec2::/32. */
    private static boolean isForbidden(InetAddress address) {
        var bytes = address.getAddress();
        if (address.isLinkLocalAddress()) {
            return true;
        }
        if (bytes.length != 16) {
            return false;
        }
        boolean ofEc2 =
                bytes[0] == (byte) 0xfd
                        && bytes[1] == 0
                        && bytes[2] == 0x0e
                        && bytes[3] == (byte) 0xc2;
        // ::a.b.c.d, ::ffff:0:a.b.c.d and 64:ff9b::a.b.c.d carry one of version 4
        return ofEc2 || (bytes[12] == (byte) 169 && bytes[13] == (byte) 254 && isCarrier(bytes));
    }

    private static boolean isCarrier(byte[] bytes) {
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff;
        boolean empty = true;
        for (int i = 0; i < 8; i++) {
            empty &= bytes[i] == 0;
        }
        return nat64 || empty;
    }
}
