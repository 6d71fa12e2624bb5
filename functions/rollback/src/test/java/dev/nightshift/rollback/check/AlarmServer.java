package dev.nightshift.rollback.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.core.json.Json;
import dev.nightshift.core.wire.AwsAccess;
import dev.nightshift.core.wire.AwsApi;
import dev.nightshift.core.wire.AwsService;
import dev.nightshift.rollback.check.AlarmSight.State;
import dev.nightshift.rollback.check.AlarmSight.Transition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * CloudWatch's alarms on loopback, in AWS JSON 1.0: composite ones only if asked for, small pages,
 * a history that begins where it is told to.
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

    AwsApi api() {
        return new AwsApi(
                new AwsAccess(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")),
                        Optional.of(endpoint())),
                AwsService.CLOUDWATCH,
                "eu-west-1");
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
            var target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            var action = target.substring(target.indexOf('.') + 1);
            var input = Json.read(exchange.getRequestBody().readAllBytes());
            asked.add(action);
            boolean refused = denied.contains(action);
            var bytes = Json.bytes(refused ? refusal(action) : answer(action, input));
            exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(refused ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static ObjectNode refusal(String action) {
        return object().put("__type", "com.amazon.coral.service#AccessDeniedException")
                .put("Message", "not authorized to perform: cloudwatch:" + action);
    }

    private ObjectNode answer(String action, JsonNode input) {
        return switch (action) {
            case "DescribeAlarms" -> describe(input);
            case "DescribeAlarmHistory" -> history(input);
            default -> throw new IllegalArgumentException(action);
        };
    }

    private ObjectNode describe(JsonNode input) {
        var names = texts(input.path("AlarmNames"));
        if (names.size() > 100) {
            throw new IllegalArgumentException("at most 100 names");
        }
        var types = texts(input.path("AlarmTypes"));
        var matching =
                alarms.values().stream()
                        .filter(alarm -> names.contains(alarm.name()))
                        .filter(alarm -> !alarm.composite() || types.contains("CompositeAlarm"))
                        .toList();
        var answer = object();
        var metric = answer.putArray("MetricAlarms");
        var composite = answer.putArray("CompositeAlarms");
        for (var alarm : page(matching, input)) {
            var last = alarm.oldestFirst().getLast();
            (alarm.composite() ? composite : metric)
                    .addObject()
                    .put("AlarmName", alarm.name())
                    .put("StateValue", last.to().name())
                    .put("StateTransitionedTimestamp", seconds(last.at()));
        }
        return next(answer, matching, input);
    }

    private ObjectNode history(JsonNode input) {
        var start = Instant.ofEpochMilli(Math.round(input.path("StartDate").asDouble() * 1000));
        var name = input.path("AlarmName").asText();
        var changes =
                alarm(name).oldestFirst().reversed().stream()
                        .filter(change -> !change.at().isBefore(start))
                        .toList();
        var answer = object();
        var items = answer.putArray("AlarmHistoryItems");
        for (var change : page(changes, input)) {
            items.addObject()
                    .put("AlarmName", name)
                    .put("Timestamp", seconds(change.at()))
                    .put("HistoryItemType", "StateUpdate")
                    .put("HistoryData", Json.write(data(name, change)));
        }
        return next(answer, changes, input);
    }

    private ObjectNode data(String name, Transition change) {
        if (garbled.contains(name) && change.equals(alarm(name).oldestFirst().getFirst())) {
            return object().put("version", "2.0");
        }
        var data = object().put("version", "1.0");
        data.putObject("oldState").put("stateValue", change.from().name());
        data.putObject("newState").put("stateValue", change.to().name()).put("stateReason", "x");
        return data;
    }

    private static double seconds(Instant at) {
        return at.toEpochMilli() / 1000.0;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Alarm alarm(String name) {
        return Objects.requireNonNull(alarms.get(name), name);
    }

    private static <T> List<T> page(List<T> all, JsonNode input) {
        int from = input.path("NextToken").asInt(0);
        return all.subList(from, Math.min(from + PAGE, all.size()));
    }

    private static ObjectNode next(ObjectNode answer, List<?> all, JsonNode input) {
        int to = input.path("NextToken").asInt(0) + PAGE;
        return to < all.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static Transition change(String at, State from, State to) {
        return new Transition(Instant.parse(at), from, to);
    }
}
