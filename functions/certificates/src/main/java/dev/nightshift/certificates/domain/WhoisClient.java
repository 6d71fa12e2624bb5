package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.domain.Lookup.Unanswered;
import dev.nightshift.certificates.net.Dialer;
import dev.nightshift.certificates.net.Vetted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks WHOIS servers for domains.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3912">RFC 3912</a>
 */
final class WhoisClient {
    private static final int LARGEST = 64 * 1024;
    private static final Pattern REFERRAL =
            Pattern.compile(
                    "^(?:whois|refer):[ \\t]*([a-z0-9][a-z0-9.-]{1,250}[a-z0-9])[ \\t]*$",
                    Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private final Dialer dialer;
    private final Politeness politeness;
    private final int port;
    private final Duration patience;

    /**
     * @param port 43, unless it is a test's
     * @param patience for a whole answer
     */
    WhoisClient(Dialer dialer, Politeness politeness, int port, Duration patience) {
        this.dialer = dialer;
        this.politeness = politeness;
        this.port = port;
        this.patience = patience;
    }

    Lookup ask(DomainName domain) {
        var server = WhoisServers.of(domain);
        if (server.isPresent()) {
            return ask(domain, server.get());
        }
        return politeness
                .ask(
                        WhoisServers.IANA,
                        () -> referral(domain),
                        refusal -> new Referral(Optional.empty(), refusal))
                .follow(to -> ask(domain, to));
    }

    private record Referral(Optional<String> server, Lookup otherwise) {
        Lookup follow(Function<String, Lookup> next) {
            return server.map(next).orElse(otherwise);
        }
    }

    private Referral referral(DomainName domain) {
        var source = "WHOIS server " + WhoisServers.IANA;
        try {
            var match = REFERRAL.matcher(exchange(WhoisServers.IANA, domain.topLevel()));
            if (match.find()) {
                return new Referral(
                        Optional.of(match.group(1).toLowerCase(Locale.ROOT)),
                        new Unanswered(source));
            }
            return new Referral(
                    Optional.empty(),
                    new Unanswered(
                            "the registry of ."
                                    + domain.topLevel()
                                    + " answers neither by RDAP nor by WHOIS; look it up by hand"));
        } catch (IOException failure) {
            politeness.failed(WhoisServers.IANA);
            return new Referral(
                    Optional.empty(),
                    new Unanswered(source + " could not be asked: " + failure.getMessage()));
        }
    }

    private Lookup ask(DomainName domain, String server) {
        var source = "WHOIS server " + server;
        return politeness.<Lookup>ask(
                server,
                () -> {
                    try {
                        return WhoisParser.parse(
                                domain, exchange(server, WhoisServers.question(domain)), source);
                    } catch (IOException failure) {
                        politeness.failed(server);
                        return new Unanswered(
                                source + " could not be asked: " + failure.getMessage());
                    }
                },
                refusal -> refusal);
    }

    private String exchange(String server, String question) throws IOException {
        var resolved = dialer.resolve(server);
        if (resolved.addresses().isEmpty()) {
            throw new IOException(String.join("; ", resolved.refused()));
        }
        long end = System.nanoTime() + patience.toNanos();
        try (var socket = connect(resolved.addresses(), end)) {
            socket.getOutputStream().write((question + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return read(socket, end);
        }
    }

    /** To the first address that takes it: the first may be of IPv6, and no way there. */
    private Socket connect(List<Vetted> addresses, long end) throws IOException {
        var refused = new IOException("it has no address");
        for (var address : addresses) {
            try {
                return dialer.connect(address, port, Duration.ofMillis(left(end)));
            } catch (IOException failure) {
                refused = failure;
            }
        }
        throw refused;
    }

    private static int left(long end) throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("it did not end its answer in time");
        }
        return (int) left;
    }

    /** To the end, but neither more nor longer than it may be: a server could drip for ever. */
    private static String read(Socket socket, long end) throws IOException {
        var body = new ByteArrayOutputStream();
        var in = socket.getInputStream();
        var buffer = new byte[4_096];
        while (body.size() <= LARGEST) {
            socket.setSoTimeout(left(end));
            int count = in.read(buffer);
            if (count < 0) {
                return body.toString(StandardCharsets.UTF_8);
            }
            body.write(buffer, 0, count);
        }
        throw new IOException("it answered more than " + LARGEST / 1024 + " KiB");
    }
}
