package dev.nightshift.local.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.nightshift.local.runtime.LoopbackServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Stands on loopback between the functions and the emulator, and passes everything on byte for byte
 * (a request is signed), but for what an emulator cannot play: it may refuse a call, or alter an
 * answer, as its {@link Rules} say.
 */
final class Relay implements AutoCloseable {
    private static final Pattern SCOPE =
            Pattern.compile("Credential=[^/]+/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)\\s*$");
    private static final Pattern EXPECTS = Pattern.compile("(?im)^expect:\\s*100-continue\\s*$");
    private static final Pattern TARGET = Pattern.compile("(?im)^x-amz-target:\\s*(\\S+)\\s*$");
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final LoopbackServer server;
    private final URI emulator;
    private final Rules rules;

    /**
     * A call as its signature and its form fields tell of it.
     *
     * @param target of a call in a JSON protocol, such as {@code Logs_20140328.PutLogEvents}; else
     *     empty
     * @param body of a call in the query protocol: {@code Action=…&…}
     */
    record Call(String region, String service, String target, String body) {
        /** A form field, decoded. */
        Optional<String> field(String name) {
            for (var pair : body.split("&", -1)) {
                if (pair.startsWith(name + "=")) {
                    return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), UTF_8));
                }
            }
            return Optional.empty();
        }

        boolean is(String otherService, String action) {
            return service.equals(otherService)
                    && (isJson()
                            ? target.endsWith("." + action)
                            : field("Action").equals(Optional.of(action)));
        }

        boolean isJson() {
            return !target.isEmpty();
        }
    }

    /** What is answered in the emulator's place. */
    record Answer(String contentType, String body) {}

    /** What this relay does beyond passing on. */
    interface Rules {
        /** The message of an AccessDenied that AWS would answer; empty lets the call through. */
        Optional<String> refuse(Call call);

        /** Empty asks the emulator. */
        Optional<Answer> answer(Call call);

        /** What becomes of the body of the answer; the same text if nothing is to. */
        UnaryOperator<String> alter(Call call);
    }

    private Relay(URI emulator, Rules rules) {
        this.emulator = emulator;
        this.rules = rules;
        this.server = LoopbackServer.start("relay", this::serve);
    }

    static Relay before(URI emulator, Rules rules) {
        return new Relay(emulator, rules);
    }

    URI endpoint() {
        return server.endpoint();
    }

    @Override
    public void close() {
        server.close();
    }

    /** One request per connection: the answer says so. */
    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream());
            var head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (EXPECTS.matcher(head).find()) {
                client.getOutputStream()
                        .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
                client.getOutputStream().flush();
            }
            var body = in.readNBytes(length(head));
            var call = call(head, new String(body, ISO_8859_1));
            var refusal = rules.refuse(call);
            var own = rules.answer(call);
            var answer =
                    refusal.isPresent()
                            ? denied(refusal.get())
                            : own.isPresent()
                                    ? whole("200 OK", own.get())
                                    : altered(call, forward(head, body));
            client.getOutputStream().write(answer);
            client.getOutputStream().flush();
        } catch (IOException e) {
            // one of the two went away; the client sees a broken connection and says so
            return;
        }
    }

    private byte[] forward(String head, byte[] body) throws IOException {
        try (var upstream = new Socket(emulator.getHost(), emulator.getPort())) {
            upstream.setTcpNoDelay(true);
            var request = new ByteArrayOutputStream();
            request.writeBytes(closing(head).getBytes(ISO_8859_1));
            request.writeBytes(body);
            upstream.getOutputStream().write(request.toByteArray());
            upstream.getOutputStream().flush();
            return upstream.getInputStream().readAllBytes();
        }
    }

    /** Neither the connection nor what was expected of this relay is part of what is signed. */
    private static String closing(String head) {
        var without = head.replaceAll("(?im)^(connection|expect):.*\\r\\n", "");
        return without.substring(0, without.length() - 2) + "Connection: close\r\n\r\n";
    }

    private byte[] altered(Call call, byte[] answer) {
        var text = new String(answer, ISO_8859_1);
        var end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            return answer;
        }
        var before = new String(answer, end + 4, answer.length - end - 4, UTF_8);
        var after = rules.alter(call).apply(before);
        if (after.equals(before)) {
            return answer;
        }
        var body = after.getBytes(UTF_8);
        var head =
                LENGTH.matcher(text.substring(0, end))
                        .replaceFirst("Content-Length: " + body.length);
        return joined(head + END_OF_HEAD, body);
    }

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html">Common
     *     errors</a>
     */
    private static byte[] denied(String message) {
        var body =
                """
                <ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>\
                <Message>%s</Message></Error><RequestId>relay</RequestId></ErrorResponse>"""
                        .formatted(message);
        return whole("403 Forbidden", new Answer("text/xml", body));
    }

    private static byte[] whole(String status, Answer answer) {
        var body = answer.body().getBytes(UTF_8);
        var head =
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nConnection: close\r\nContent-Length: %d"
                        .formatted(status, answer.contentType(), body.length);
        return joined(head + END_OF_HEAD, body);
    }

    private static byte[] joined(String head, byte[] body) {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head.getBytes(ISO_8859_1));
        whole.writeBytes(body);
        return whole.toByteArray();
    }

    private static Call call(String head, String body) {
        var scope = SCOPE.matcher(head);
        var header = TARGET.matcher(head);
        var target = header.find() ? header.group(1) : "";
        return scope.find()
                ? new Call(scope.group(1), scope.group(2), target, body)
                : new Call("", "", target, body);
    }

    private static int length(String head) {
        var length = LENGTH.matcher(head);
        return length.find() ? Integer.parseInt(length.group(1)) : 0;
    }

    /** Up to and with the empty line; empty when the peer sends nothing. */
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (next == '\n' && head.toString(ISO_8859_1).endsWith(END_OF_HEAD)) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }
}
