package dev.nightshift.local.iam;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightshift.local.jars.House;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * What the emulator does not have of AWS's billing: Cost Explorer, Budgets, the price list; and
 * CloudTrail's history, which nobody has written. Costs are the same every day, but for yesterday.
 */
final class Billing implements AutoCloseable {
    private static final String USUAL = "40";
    private static final String YESTERDAY = "900";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;

    private Billing() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", Billing::answer);
        server.start();
    }

    static Billing start() throws IOException {
        return new Billing();
    }

    /** By the names with which calls of the services are signed. */
    Map<String, URI> endpoints() {
        var here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Map.of("ce", here, "budgets", here, "pricing", here, "cloudtrail", here);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var answer = answer(target.substring(target.lastIndexOf('.') + 1), request);
            var bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(answer.has("__type") ? 400 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static ObjectNode answer(String operation, JsonNode request) {
        return switch (operation) {
            case "GetCostAndUsage" -> costs(request);
            case "GetAnomalies" -> list("Anomalies");
            case "DescribeBudgets" -> list("Budgets");
            case "GetProducts" -> list("PriceList");
            case "LookupEvents" -> list("Events");
            // the account is too young for the others
            default -> JSON.createObjectNode().put("__type", "DataUnavailableException");
        };
    }

    private static ObjectNode list(String name) {
        var answer = JSON.createObjectNode();
        answer.putArray(name);
        return answer;
    }

    private static ObjectNode costs(JsonNode request) {
        var answer = JSON.createObjectNode();
        var days = answer.putArray("ResultsByTime");
        LocalDate.parse(request.at("/TimePeriod/Start").asText())
                .datesUntil(LocalDate.parse(request.at("/TimePeriod/End").asText()))
                .forEach(day -> day(days.addObject(), day, request));
        return answer;
    }

    private static void day(ObjectNode into, LocalDate day, JsonNode request) {
        into.putObject("TimePeriod")
                .put("Start", day.toString())
                .put("End", day.plusDays(1).toString());
        into.put("Estimated", false).putObject("Total");
        var group = into.putArray("Groups").addObject();
        var keys = group.putArray("Keys");
        request.path("GroupBy")
                .forEach(
                        by ->
                                keys.add(
                                        switch (by.path("Key").asText()) {
                                            case "SERVICE" -> "AWS Lambda";
                                            case "RECORD_TYPE" -> "Usage";
                                            case "REGION" -> "eu-west-1";
                                            case "LINKED_ACCOUNT" -> House.ACCOUNT;
                                            default -> "EU-Lambda-GB-Second";
                                        }));
        boolean yesterday = day.equals(LocalDate.now(Clock.systemUTC()).minusDays(1));
        var metrics = group.putObject("Metrics");
        request.path("Metrics")
                .forEach(
                        metric ->
                                metrics.putObject(metric.asText())
                                        .put("Amount", yesterday ? YESTERDAY : USUAL)
                                        .put("Unit", "USD"));
    }
}
