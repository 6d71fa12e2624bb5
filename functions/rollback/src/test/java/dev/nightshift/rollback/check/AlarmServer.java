package dev.nightshift.rollback.check;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * CloudWatch's alarms on loopback, in its query protocol: composite ones only if asked for, small
 * pages, a history that begins where it is told to.
 */
public final class AlarmServer implements AutoCloseable {
    private static final int PAGE = 2;

    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Set<String> denied = new HashSet<>();
    private final Set<String> garbled = new HashSet<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public AlarmServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.start();
    }

    private record Alarm(String name, boolean composite, List<Transition> oldestFirst) {}

    public void alarm(String name, boolean composite, Transition... oldestFirst) {
        alarms.put(name, new Alarm(name, composite, List.of(oldestFirst)));
    }

    /** Refuses an action. */
    void deny(String action) {
        denied.add(action);
    }

    /** The oldest change of this alarm is written in a way that nobody knows. */
    void garble(String name) {
        garbled.add(name);
    }

    CloudWatchClient client() {
        return CloudWatchClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(endpoint())
                .build();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = form(exchange);
            var action = form.getOrDefault("Action", "");
            asked.add(action);
            var body =
                    denied.contains(action)
                            ? "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                                    + "<Message>not authorized to perform: cloudwatch:"
                                    + action
                                    + "</Message></Error></ErrorResponse>"
                            : answer(action, form);
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/xml");
            exchange.sendResponseHeaders(denied.contains(action) ? 403 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(
                        Collectors.toMap(
                                pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private String answer(String action, Map<String, String> form) {
        var result =
                switch (action) {
                    case "DescribeAlarms" -> describe(form);
                    case "DescribeAlarmHistory" -> history(form);
                    default -> throw new IllegalArgumentException(action);
                };
        return "<%sResponse xmlns=\"http://monitoring.amazonaws.com/doc/2010-08-01/\"><%sResult>%s</%sResult></%sResponse>"
                .formatted(action, action, result, action, action);
    }

    private String describe(Map<String, String> form) {
        var names = members(form, "AlarmNames.member.");
        if (names.size() > 100) {
            throw new IllegalArgumentException("at most 100 names");
        }
        var types = members(form, "AlarmTypes.member.");
        var matching =
                alarms.values().stream()
                        .filter(alarm -> names.contains(alarm.name()))
                        .filter(alarm -> !alarm.composite() || types.contains("CompositeAlarm"))
                        .toList();
        var page = page(matching, form);
        return "<MetricAlarms>"
                + page.stream()
                        .filter(a -> !a.composite())
                        .map(AlarmServer::xml)
                        .collect(Collectors.joining())
                + "</MetricAlarms><CompositeAlarms>"
                + page.stream()
                        .filter(Alarm::composite)
                        .map(AlarmServer::xml)
                        .collect(Collectors.joining())
                + "</CompositeAlarms>"
                + next(matching, form);
    }

    private static String xml(Alarm alarm) {
        var last = alarm.oldestFirst().getLast();
        return ("<member><AlarmName>%s</AlarmName><StateValue>%s</StateValue>"
                        + "<StateTransitionedTimestamp>%s</StateTransitionedTimestamp></member>")
                .formatted(alarm.name(), last.to(), last.at());
    }

    private String history(Map<String, String> form) {
        var start = Instant.parse(form.getOrDefault("StartDate", ""));
        var name = form.getOrDefault("AlarmName", "");
        var items = new ArrayList<String>();
        for (var change : alarm(name).oldestFirst().reversed()) {
            if (!change.at().isBefore(start)) {
                items.add(item(name, change));
            }
        }
        return "<AlarmHistoryItems>"
                + String.join("", page(items, form))
                + "</AlarmHistoryItems>"
                + next(items, form);
    }

    private String item(String name, Transition change) {
        var oldest = alarm(name).oldestFirst().getFirst();
        var data =
                garbled.contains(name) && change.equals(oldest)
                        ? "{\"version\":\"2.0\"}"
                        : ("{\"version\":\"1.0\",\"oldState\":{\"stateValue\":\"%s\"},"
                                        + "\"newState\":{\"stateValue\":\"%s\",\"stateReason\":\"x\"}}")
                                .formatted(change.from(), change.to());
        return ("<member><AlarmName>%s</AlarmName><Timestamp>%s</Timestamp>"
                        + "<HistoryItemType>StateUpdate</HistoryItemType>"
                        + "<HistoryData>%s</HistoryData></member>")
                .formatted(name, change.at(), data.replace("\"", "&quot;"));
    }

    private Alarm alarm(String name) {
        return Objects.requireNonNull(alarms.get(name), name);
    }

    private static <T> List<T> page(List<T> all, Map<String, String> form) {
        int from = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        return all.subList(from, Math.min(from + PAGE, all.size()));
    }

    private static String next(List<?> all, Map<String, String> form) {
        int to = Integer.parseInt(form.getOrDefault("NextToken", "0")) + PAGE;
        return to < all.size() ? "<NextToken>" + to + "</NextToken>" : "";
    }

    private static List<String> members(Map<String, String> form, String prefix) {
        return form.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    static Transition change(String at, State from, State to) {
        return new Transition(Instant.parse(at), from, to);
    }
}
