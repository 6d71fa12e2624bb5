package dev.nightshift.local.iam;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.nightshift.local.runtime.LoopbackServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Stands before the emulator and its stand-ins, which let everyone in, and asks of each call what
 * AWS would ask: whether the policy of the function's role allows what it needs. What it does not
 * is refused in the words of AWS.
 */
final class Gate implements AutoCloseable {
    private static final Set<String> OF_THE_CONNECTION =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "transfer-encoding",
                    "expect",
                    "upgrade");
    private static final Pattern ASSUMED = Pattern.compile("<AccessKeyId>([^<]+)</AccessKeyId>");

    private final LoopbackServer server;
    private final URI emulator;
    private final HttpClient onward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final Set<String> others = ConcurrentHashMap.newKeySet();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private volatile RolePolicy policy = new RolePolicy(List.of());
    private volatile Scene scene = Scene.of("", "");

    /**
     * @param body a letter for each byte
     */
    private record Answer(int status, Map<String, String> headers, String body) {
        Answer with(UnaryOperator<String> altered) {
            return new Answer(status, headers, altered.apply(body));
        }
    }

    private Gate(URI emulator) {
        this.emulator = emulator;
        this.server = LoopbackServer.start("gate", this::serve);
    }

    static Gate before(URI emulator) {
        return new Gate(emulator);
    }

    URI endpoint() {
        return server.endpoint();
    }

    /**
     * From now on functions may do this and nothing else, and nothing was refused yet.
     *
     * @param now what functions are given to do
     */
    void allow(RolePolicy only, Scene now) {
        policy = only;
        scene = now;
        refused.clear();
        notices.clear();
    }

    /** Actions, since the policy was set. */
    Set<String> refused() {
        return new TreeSet<>(refused);
    }

    /** What was published, since the policy was set. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    @Override
    public void close() {
        server.close();
        onward.close();
    }

    private void serve(Socket caller) {
        try (caller) {
            var in = new BufferedInputStream(caller.getInputStream());
            var out = caller.getOutputStream();
            for (var call = read(in, out); call.isPresent(); call = read(in, out)) {
                out.write(bytes(answer(call.get())));
                out.flush();
            }
        } catch (IOException hungUp) {
            // whoever still waits on the connection is told by its end
        }
    }

    private Answer answer(Call call) throws IOException {
        // with the keys of a role in another account, which is that account's to judge
        if (call.keyId().isEmpty() || others.contains(call.keyId())) {
            return pass(call);
        }
        for (var need : Need.of(call)) {
            if (!policy.allows(need)) {
                return refuse(call, need);
            }
        }
        var answer = pass(call);
        if (call.service().equals("sns")) {
            notices.add(call.form().getOrDefault("Message", ""));
        }
        if (call.service().equals("sts")) {
            ASSUMED.matcher(answer.body()).results().forEach(key -> others.add(key.group(1)));
        }
        if (call.service().equals("s3") && answer.status() == 404) {
            var missing = S3Needs.unlessThere(call).filter(need -> !policy.allows(need));
            if (missing.isPresent()) {
                return refuse(call, missing.get());
            }
        }
        return answer;
    }

    private Answer refuse(Call call, Need need) {
        refused.add(need.action());
        return Refusal.of(call, need, Answer::new);
    }

    private Answer pass(Call call) throws IOException {
        var to = scene.standIns().getOrDefault(call.service(), emulator);
        var request =
                HttpRequest.newBuilder(URI.create(to + call.target()))
                        .method(call.method(), BodyPublishers.ofString(call.body(), ISO_8859_1));
        call.headers()
                .forEach(
                        (name, value) -> {
                            if (!OF_THE_CONNECTION.contains(name)) {
                                request.header(name, value);
                            }
                        });
        try {
            var answer = answer(onward.send(request.build(), BodyHandlers.ofString(ISO_8859_1)));
            var alter = Optional.ofNullable(scene.altered().get(call.service()));
            return alter.map(by -> answer.with(by)).orElse(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        var headers = new HashMap<String, String>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** In one piece, so that nobody waits for an acknowledgement of its first part. */
    private static byte[] bytes(Answer answer) {
        var head = new StringBuilder("HTTP/1.1 " + answer.status() + " .\r\n");
        var length = Integer.toString(answer.body().length());
        answer.headers()
                .forEach(
                        (name, value) -> {
                            if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                                head.append(name).append(": ").append(value).append("\r\n");
                            }
                        });
        // an answer to HEAD says how long another would be
        var said = answer.body().isEmpty() ? answer.headers().get("content-length") : length;
        if (answer.status() != 204) {
            head.append("Content-Length: ").append(said == null ? length : said).append("\r\n");
        }
        return head.append("\r\n").append(answer.body()).toString().getBytes(ISO_8859_1);
    }

    private static Optional<Call> read(InputStream in, OutputStream out) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var words = start.split(" ", -1);
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + "," + other);
        }
        if ("100-continue".equalsIgnoreCase(headers.get("expect"))) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(ISO_8859_1));
            out.flush();
        }
        return Optional.of(new Call(words[0], words[1], headers, body(in, headers)));
    }

    private static String body(InputStream in, Map<String, String> headers) throws IOException {
        var whole = new ByteArrayOutputStream();
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                whole.writeBytes(in.readNBytes(size));
                line(in);
            }
            line(in);
        } else {
            int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
            whole.writeBytes(in.readNBytes(length));
        }
        return whole.toString(ISO_8859_1);
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    /** Without its end; empty at the end of the connection, too. */
    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                if (line.size() > 0) {
                    throw new EOFException("the connection ended within a line");
                }
                return "";
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }
}
