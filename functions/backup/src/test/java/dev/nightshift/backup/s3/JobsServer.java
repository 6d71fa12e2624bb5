package dev.nightshift.backup.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.backup.s3.JobsAccount.Job;
import dev.nightshift.backup.s3.JobsAccount.Order;
import dev.nightshift.backup.s3.JobsAccount.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * The part of S3 Control that makes and follows jobs, and S3's PutObject for their lists, on
 * loopback, as its API reference has them. Out of order when told to be.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html">AWS
 *     S3 Control</a>
 */
final class JobsServer implements AutoCloseable {
    static final String ACCOUNT = "111122223333";
    private static final String JOBS = "/v20180820/jobs";
    private static final String XMLNS = "http://awss3control.amazonaws.com/doc/2018-08-20/";

    /** What goes wrong with one call; the calls after it go well again. */
    sealed interface Mishap {
        record Answers(int status, String code) implements Mishap {}

        /** The call is carried out, and the connection ends without an answer. */
        record LosesTheAnswer() implements Mishap {}
    }

    private record Reply(int status, String body, Map<String, String> headers) {
        Reply(int status, String body) {
            this(status, body, Map.of());
        }
    }

    private final HttpServer server;
    private final Deque<Mishap> mishaps = new ArrayDeque<>();
    private JobsAccount account;
    private int calls;

    JobsServer(JobsAccount account) {
        this.account = account;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Another account at the same address. */
    synchronized void serve(JobsAccount other) {
        account = other;
    }

    synchronized void next(Mishap... inOrder) {
        mishaps.addAll(List.of(inOrder));
    }

    synchronized int calls() {
        return calls;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            Mishap mishap;
            Reply reply;
            synchronized (this) {
                calls++;
                mishap = mishaps.poll();
                reply =
                        mishap instanceof Mishap.Answers(int status, String code)
                                ? refusal(exchange, new Refusal(status, code, "as told to"))
                                : taken(exchange, body);
            }
            if (mishap instanceof Mishap.LosesTheAnswer) {
                return;
            }
            var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Reply taken(HttpExchange exchange, byte[] body) {
        try {
            var headers = exchange.getRequestHeaders();
            var signed = headers.getFirst("Authorization");
            if (signed == null || !signed.matches("AWS4-HMAC-SHA256 .*/s3/aws4_request.*")) {
                throw new Refusal(403, "AccessDenied", "not signed for S3: " + signed);
            }
            var uri = exchange.getRequestURI();
            if (!uri.getPath().startsWith(JOBS)) {
                return put(exchange, body);
            }
            if (!ACCOUNT.equals(headers.getFirst("x-amz-account-id"))) {
                throw new Refusal(403, "AccessDenied", "another account");
            }
            var parts = uri.getPath().substring(JOBS.length()).split("/", -1);
            return switch (exchange.getRequestMethod() + parts.length) {
                case "POST1" -> create(body);
                case "GET1" -> list(query(uri));
                case "GET2" -> new Reply(200, described(account.find(parts[1])));
                case "POST3" -> {
                    var asked = query(uri);
                    var job =
                            account.ask(
                                    parts[1],
                                    asked.getOrDefault("requestedJobStatus", ""),
                                    asked.getOrDefault("statusUpdateReason", ""));
                    yield new Reply(
                            200,
                            result(
                                    "UpdateJobStatusResult",
                                    element("JobId", job.id)
                                            + element("Status", job.status)
                                            + element("StatusUpdateReason", job.updateReason)));
                }
                default -> throw new Refusal(405, "MethodNotAllowed", uri.toString());
            };
        } catch (Refusal refusal) {
            return refusal(exchange, refusal);
        }
    }

    /** S3 Control wraps what it refuses, S3 does not. */
    private static Reply refusal(HttpExchange exchange, Refusal refusal) {
        var error =
                "<Error>"
                        + element("Code", refusal.code)
                        + element("Message", String.valueOf(refusal.getMessage()))
                        + "</Error>";
        return new Reply(
                refusal.status,
                exchange.getRequestURI().getPath().startsWith(JOBS)
                        ? "<ErrorResponse xmlns=\"" + XMLNS + "\">" + error + "</ErrorResponse>"
                        : error);
    }

    private Reply create(byte[] body) {
        var request = parsed(body);
        if (!request.getTagName().equals("CreateJobRequest")
                || !text(request, "ConfirmationRequired").equals("false")
                || !text(request, "Report/Enabled").equals("true")
                || !text(request, "Report/Format").equals("Report_CSV_20180820")
                || !text(request, "Manifest/Spec/Format")
                        .equals("S3BatchOperations_CSV_20180820")) {
            throw new Refusal(400, "MalformedXML", "The XML you provided was not well-formed");
        }
        var tags = new TreeMap<String, String>();
        for (var tag : children(child(request, "Tags"))) {
            tags.put(text(tag, "Key"), text(tag, "Value"));
        }
        var list = text(request, "Manifest/Location/ObjectArn").split(":::", 2)[1].split("/", 2);
        var order =
                new Order(
                        text(request, "ClientRequestToken"),
                        text(request, "RoleArn"),
                        text(request, "Description"),
                        Integer.parseInt(text(request, "Priority")),
                        text(request, "Operation/S3PutObjectCopy/TargetResource"),
                        text(request, "Operation/S3PutObjectCopy/TargetKeyPrefix"),
                        list[0],
                        list[1],
                        text(request, "Manifest/Location/ETag"),
                        children(child(child(child(request, "Manifest"), "Spec"), "Fields"))
                                .stream()
                                .map(Element::getTextContent)
                                .toList(),
                        text(request, "Report/Bucket").split(":::", 2)[1],
                        text(request, "Report/Prefix"),
                        text(request, "Report/ReportScope"),
                        tags);
        return new Reply(200, result("CreateJobResult", element("JobId", account.create(order))));
    }

    private Reply list(Map<String, String> query) {
        int from = Integer.parseInt(query.getOrDefault("nextToken", "0"));
        int most = Integer.parseInt(query.getOrDefault("maxResults", "1000"));
        var jobs = account.all();
        var page = jobs.stream().skip(from).limit(most).map(JobsServer::member).toList();
        return new Reply(
                200,
                result(
                        "ListJobsResult",
                        "<Jobs>"
                                + String.join("", page)
                                + "</Jobs>"
                                + (from + most < jobs.size()
                                        ? element("NextToken", Integer.toString(from + most))
                                        : "")));
    }

    private static String member(Job job) {
        return "<member>"
                + element("JobId", job.id)
                + element("Description", job.order.description())
                + element("Status", job.status)
                + progress(job)
                + "</member>";
    }

    private static String described(Job job) {
        return result(
                "DescribeJobResult",
                "<Job>"
                        + element("JobId", job.id)
                        + element("Status", job.status)
                        + element("Description", job.order.description())
                        + (job.updateReason.isEmpty()
                                ? ""
                                : element("StatusUpdateReason", job.updateReason))
                        + progress(job)
                        + (job.failureCode.isEmpty()
                                ? ""
                                : "<FailureReasons><member>"
                                        + element("FailureCode", job.failureCode)
                                        + element("FailureReason", job.failureReason)
                                        + "</member></FailureReasons>")
                        + "</Job>");
    }

    /** A job that has not read its list yet tells no numbers. */
    private static String progress(Job job) {
        return job.total == 0
                ? ""
                : "<ProgressSummary>"
                        + element("TotalNumberOfTasks", Long.toString(job.total))
                        + element("NumberOfTasksSucceeded", Long.toString(job.succeeded))
                        + element("NumberOfTasksFailed", Long.toString(job.failed))
                        + "</ProgressSummary>";
    }

    private Reply put(HttpExchange exchange, byte[] body) {
        var headers = exchange.getRequestHeaders();
        var path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
        var chunked = headers.getFirst("x-amz-decoded-content-length");
        var bytes = chunked == null ? body : unchunked(body, Integer.parseInt(chunked));
        var encryption = headers.getFirst("x-amz-server-side-encryption");
        var etag = account.put(path[0], path[1], bytes, encryption == null ? "" : encryption);
        return new Reply(200, "", Map.of("ETag", '"' + etag + '"'));
    }

    /** Chunks of {@code size;chunk-signature=…}, each with its line ends, and a trailer. */
    private static byte[] unchunked(byte[] body, int length) {
        var decoded = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int lineEnd = at;
            while (body[lineEnd] != '\r') {
                lineEnd++;
            }
            var line = new String(body, at, lineEnd - at, StandardCharsets.US_ASCII);
            int size = Integer.parseInt(line.split(";", 2)[0], 16);
            if (size == 0) {
                break;
            }
            decoded.write(body, lineEnd + 2, size);
            at = lineEnd + 2 + size + 2;
        }
        if (decoded.size() != length) {
            throw new Refusal(400, "IncompleteBody", decoded.size() + " of " + length);
        }
        return decoded.toByteArray();
    }

    // ---- XML ----

    private static String result(String name, String content) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><"
                + name
                + " xmlns=\""
                + XMLNS
                + "\">"
                + content
                + "</"
                + name
                + ">";
    }

    private static String element(String name, String text) {
        return "<"
                + name
                + ">"
                + text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                + "</"
                + name
                + ">";
    }

    private static Element parsed(byte[] xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new Refusal(400, "MalformedXML", String.valueOf(e.getMessage()));
        }
    }

    private static String text(Element of, String path) {
        var element = of;
        for (var name : path.split("/", -1)) {
            element = child(element, name);
        }
        return element.getTextContent();
    }

    private static Element child(Element of, String name) {
        return children(of).stream()
                .filter(it -> it.getTagName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(400, "InvalidRequest", "Missing " + name));
    }

    private static List<Element> children(Element of) {
        var children = new ArrayList<Element>();
        for (var node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Map<String, String> query(URI uri) {
        var query = new HashMap<String, String>();
        if (uri.getRawQuery() != null) {
            for (var field : uri.getRawQuery().split("&", -1)) {
                var pair = field.split("=", 2);
                query.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
