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
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;

/**
 * An S3 with as many equal objects as asked for, in every bucket whose name begins with {@code
 * many}; they are made when they are listed. Other buckets keep what is put. s3proxy walks all keys
 * for each page of a list, and so is no measure for those who list.
 */
final class ManyServer implements AutoCloseable {
    private static final int PAGE = 1_000;
    private static final String MODIFIED = "2026-11-01T00:00:00.000Z";
    private static final String HTTP_MODIFIED = "Sun, 01 Nov 2026 00:00:00 GMT";
    private static final String ETAG = "d41d8cd98f00b204e9800998ecf8427e";

    private final HttpServer server;
    private final int objects;
    private final ConcurrentSkipListMap<String, byte[]> kept = new ConcurrentSkipListMap<>();

    ManyServer(int objects) throws IOException {
        this.objects = objects;
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /** Number of objects. Prints its port, and ends with its input. */
    public static void main(String[] arguments) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        try (var many = new ManyServer(Integer.parseInt(arguments[0]))) {
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

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().substring(1);
            int slash = path.indexOf('/');
            var bucket = slash < 0 ? path : path.substring(0, slash);
            var key = slash < 0 ? "" : path.substring(slash + 1);
            var query = query(exchange.getRequestURI().getRawQuery());
            switch (exchange.getRequestMethod()) {
                case "GET" -> {
                    if (key.isEmpty()) {
                        answer(exchange, 200, list(bucket, query), "application/xml");
                    } else {
                        get(exchange, path);
                    }
                }
                case "HEAD" -> head(exchange, bucket, key);
                case "PUT" -> put(exchange, path, key);
                default -> answer(exchange, 501, new byte[0], "text/plain");
            }
        }
    }

    private void get(HttpExchange exchange, String path) throws IOException {
        var bytes = kept.get(path);
        if (bytes == null) {
            answer(
                    exchange,
                    404,
                    "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8),
                    "application/xml");
        } else {
            exchange.getResponseHeaders().set("ETag", '"' + md5(bytes) + '"');
            exchange.getResponseHeaders().set("Last-Modified", HTTP_MODIFIED);
            answer(exchange, 200, bytes, "application/octet-stream");
        }
    }

    private void head(HttpExchange exchange, String bucket, String key) throws IOException {
        var bytes = kept.get(bucket + "/" + key);
        boolean there =
                key.isEmpty()
                        || bytes != null
                        || bucket.startsWith("many")
                        || key.startsWith("data/many/k/");
        if (there && !key.isEmpty()) {
            exchange.getResponseHeaders()
                    .set("ETag", '"' + (bytes == null ? ETAG : md5(bytes)) + '"');
            exchange.getResponseHeaders().set("Last-Modified", HTTP_MODIFIED);
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders()
                    .set("Content-Length", String.valueOf(bytes == null ? 0 : bytes.length));
        }
        exchange.sendResponseHeaders(there ? 200 : 404, -1);
    }

    private void put(HttpExchange exchange, String path, String key) throws IOException {
        var bytes = exchange.getRequestBody().readAllBytes();
        if (exchange.getRequestHeaders().containsKey("x-amz-copy-source")) {
            answer(
                    exchange,
                    200,
                    ("<CopyObjectResult><LastModified>"
                                    + MODIFIED
                                    + "</LastModified><ETag>&quot;"
                                    + ETAG
                                    + "&quot;</ETag></CopyObjectResult>")
                            .getBytes(StandardCharsets.UTF_8),
                    "application/xml");
            return;
        }
        if (!key.isEmpty()) {
            if (exchange.getRequestHeaders().containsKey("If-None-Match")
                    && kept.containsKey(path)) {
                answer(exchange, 412, new byte[0], "application/xml");
                return;
            }
            kept.put(path, bytes);
            exchange.getResponseHeaders().set("ETag", '"' + md5(bytes) + '"');
        }
        answer(exchange, 200, new byte[0], "application/xml");
    }

    private byte[] list(String bucket, Map<String, String> query) {
        var prefix = query.getOrDefault("prefix", "");
        var after =
                query.getOrDefault(
                        "continuation-token",
                        query.getOrDefault("start-after", query.getOrDefault("marker", "")));
        var out = new StringBuilder(400_000);
        var rows = new StringBuilder(400_000);
        var last = "";
        boolean more = false;
        if (bucket.startsWith("many")) {
            int from = after.isEmpty() ? 0 : Integer.parseInt(after, 12, 20, 10) + 1;
            int end = Math.min(from + PAGE, objects);
            for (int i = from; i < end; i++) {
                last = key(i);
                row(rows, last, 0, ETAG);
            }
            more = end < objects;
        } else {
            int count = 0;
            for (var entry : kept.tailMap(bucket + "/" + prefix, true).entrySet()) {
                var key = entry.getKey().substring(bucket.length() + 1);
                if (!entry.getKey().startsWith(bucket + "/" + prefix)) {
                    break;
                }
                if (key.compareTo(after) <= 0) {
                    continue;
                }
                if (count++ == PAGE) {
                    more = true;
                    break;
                }
                last = key;
                row(rows, key, entry.getValue().length, md5(entry.getValue()));
            }
        }
        out.append("<?xml version=\"1.0\"?><ListBucketResult><Name>").append(bucket);
        out.append("</Name><IsTruncated>").append(more).append("</IsTruncated>");
        if (more) {
            out.append("<NextMarker>").append(last).append("</NextMarker>");
            out.append("<NextContinuationToken>").append(last).append("</NextContinuationToken>");
        }
        return out.append(rows)
                .append("</ListBucketResult>")
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void row(StringBuilder out, String key, int size, String etag) {
        out.append("<Contents><Key>").append(key).append("</Key><LastModified>").append(MODIFIED);
        out.append("</LastModified><ETag>&quot;").append(etag).append("&quot;</ETag><Size>");
        out.append(size).append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
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
