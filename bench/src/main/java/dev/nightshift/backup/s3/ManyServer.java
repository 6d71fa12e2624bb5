package dev.nightshift.backup.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * An S3 that finds where a page of a list begins without walking over all that comes before it, as
 * S3 does and s3proxy does not. Every bucket whose name begins with {@code many} has as many equal
 * objects as asked for, which are made when they are listed; other buckets keep what is put.
 */
final class ManyServer implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final Instant LONG_AGO = Instant.parse("2026-11-01T00:00:00Z");
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);
    private static final String XML = "application/xml";

    private final HttpServer server;
    private final int objects;
    private final long latencyNanos;
    private final Map<String, ConcurrentSkipListMap<String, Stored>> buckets =
            new ConcurrentHashMap<>();

    private static final class Stored {
        private static final Stored VIRTUAL = of(new byte[0], LONG_AGO);

        private final byte[] bytes;
        private final String etag;
        private final Instant modified;

        Stored(byte[] bytes, String etag, Instant modified) {
            this.bytes = bytes;
            this.etag = etag;
            this.modified = modified;
        }

        static Stored of(byte[] bytes, Instant modified) {
            return new Stored(bytes, md5(bytes), modified.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    ManyServer(int objects, int latencyMillis) throws IOException {
        this.objects = objects;
        this.latencyNanos = latencyMillis * 1_000_000L;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** Number of objects, milliseconds of latency. Prints its port, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        try (var many =
                new ManyServer(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println(many.server.getAddress().getPort());
            while (System.in.read() >= 0) {
                // until whoever started it ends
            }
        }
        System.exit(0);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String key(int number) {
        return "photos-2026-%08d.jpg".formatted(number);
    }

    private static boolean isVirtual(String bucket, String key) {
        return bucket.startsWith("many") || key.startsWith("data/many/k/");
    }

    private void serve(HttpExchange exchange) throws IOException {
        if (latencyNanos > 0) {
            LockSupport.parkNanos(latencyNanos);
        }
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1);
            int slash = path.indexOf('/');
            var bucket = slash < 0 ? path : path.substring(0, slash);
            var key = slash < 0 ? "" : path.substring(slash + 1);
            switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    if (key.isEmpty()) {
                        var query = query(exchange.getRequestURI().getRawQuery());
                        answer(exchange, 200, list(bucket, query), XML);
                    } else {
                        get(exchange, bucket, key);
                    }
                }
                case "HEAD" -> head(exchange, bucket, key);
                case "PUT" -> put(exchange, bucket, key);
                default -> answer(exchange, 501, "", XML);
            }
        }
    }

    private Optional<Stored> found(String bucket, String key) {
        var stored = Optional.ofNullable(keys(bucket).get(key));
        return stored.isEmpty() && isVirtual(bucket, key) ? Optional.of(Stored.VIRTUAL) : stored;
    }

    private ConcurrentSkipListMap<String, Stored> keys(String bucket) {
        return buckets.computeIfAbsent(bucket, _ -> new ConcurrentSkipListMap<>());
    }

    private void get(HttpExchange exchange, String bucket, String key) throws IOException {
        var found = found(bucket, key);
        if (found.isEmpty()) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>", XML);
        } else {
            describe(exchange, found.get());
            answer(exchange, 200, found.get().bytes, "application/octet-stream");
        }
    }

    private void head(HttpExchange exchange, String bucket, String key) throws IOException {
        var found = found(bucket, key);
        found.ifPresent(
                it -> {
                    describe(exchange, it);
                    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
                    exchange.getResponseHeaders()
                            .set("Content-Length", String.valueOf(it.bytes.length));
                });
        exchange.sendResponseHeaders(key.isEmpty() || found.isPresent() ? 200 : 404, -1);
    }

    private static void describe(HttpExchange exchange, Stored stored) {
        exchange.getResponseHeaders().set("ETag", '"' + stored.etag + '"');
        exchange.getResponseHeaders().set("Last-Modified", HTTP_DATE.format(stored.modified));
    }

    private void put(HttpExchange exchange, String bucket, String key) throws IOException {
        var headers = exchange.getRequestHeaders();
        var bytes = exchange.getRequestBody().readAllBytes();
        if (headers.containsKey("x-amz-copy-source")) {
            copy(exchange, bucket, key);
        } else if (key.isEmpty()) {
            keys(bucket);
            answer(exchange, 200, "", XML);
        } else {
            var stored = Stored.of(bytes, Instant.now());
            if (headers.containsKey("If-None-Match")) {
                if (keys(bucket).putIfAbsent(key, stored) != null) {
                    answer(exchange, 412, "", XML);
                    return;
                }
            } else {
                keys(bucket).put(key, stored);
            }
            exchange.getResponseHeaders().set("ETag", '"' + stored.etag + '"');
            answer(exchange, 200, "", XML);
        }
    }

    private void copy(HttpExchange exchange, String bucket, String key) throws IOException {
        var headers = exchange.getRequestHeaders();
        var named =
                URLDecoder.decode(
                        headers.getFirst("x-amz-copy-source").replace("+", "%2B"),
                        StandardCharsets.UTF_8);
        var from = named.startsWith("/") ? named.substring(1) : named;
        int slash = from.indexOf('/');
        var source = found(from.substring(0, slash), from.substring(slash + 1));
        var wanted =
                Optional.ofNullable(headers.getFirst("x-amz-copy-source-if-match"))
                        .map(it -> it.replace("\"", ""));
        if (source.isEmpty()) {
            answer(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>", XML);
        } else if (wanted.isPresent() && !wanted.get().equals(source.get().etag)) {
            answer(exchange, 412, "<Error><Code>PreconditionFailed</Code></Error>", XML);
        } else {
            var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (!isVirtual(bucket, key)) {
                keys(bucket).put(key, new Stored(source.get().bytes, source.get().etag, now));
            }
            answer(
                    exchange,
                    200,
                    "<CopyObjectResult><LastModified>%s</LastModified><ETag>&quot;%s&quot;</ETag></CopyObjectResult>"
                            .formatted(now, source.get().etag),
                    XML);
        }
    }

    private String list(String bucket, Map<String, String> query) {
        var prefix = query.getOrDefault("prefix", "");
        var after =
                query.getOrDefault(
                        "continuation-token",
                        query.getOrDefault("start-after", query.getOrDefault("marker", "")));
        var rows = new StringBuilder(400_000);
        var last = "";
        boolean more = false;
        if (bucket.startsWith("many")) {
            int from = after.isEmpty() ? 0 : Integer.parseInt(after, 12, 20, 10) + 1;
            int end = Math.min(from + PAGE, objects);
            for (int i = from; i < end; i++) {
                last = key(i);
                row(rows, last, Stored.VIRTUAL);
            }
            more = end < objects;
        } else {
            int count = 0;
            var from = after.compareTo(prefix) > 0 ? after : prefix;
            for (var entry : keys(bucket).tailMap(from, !from.equals(after)).entrySet()) {
                if (!entry.getKey().startsWith(prefix)) {
                    break;
                }
                if (count++ == PAGE) {
                    more = true;
                    break;
                }
                last = entry.getKey();
                row(rows, last, entry.getValue());
            }
        }
        var out = new StringBuilder(rows.length() + 400);
        out.append("<?xml version=\"1.0\"?><ListBucketResult><Name>").append(bucket);
        out.append("</Name><IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            out.append("<NextMarker>").append(last).append("</NextMarker>");
            out.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        return out.append(rows).append("</ListBucketResult>").toString();
    }

    private static void row(StringBuilder out, String key, Stored object) {
        out.append("<Contents><Key>").append(key).append("</Key><LastModified>");
        out.append(object.modified).append("</LastModified><ETag>&quot;").append(object.etag);
        out.append("&quot;</ETag><Size>").append(object.bytes.length);
        out.append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
    }

    private static Map<String, String> query(String raw) {
        var query = new HashMap<String, String>();
        if (raw != null) {
            for (var pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                query.put(
                        equals < 0 ? pair : pair.substring(0, equals),
                        equals < 0
                                ? ""
                                : URLDecoder.decode(
                                        pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void answer(HttpExchange exchange, int status, String text, String type)
            throws IOException {
        answer(exchange, status, text.getBytes(StandardCharsets.UTF_8), type);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body, String type)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
