package dev.nightshift.costs.explorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What AWS's billing services answer about one account, and what they refuse, by their API
 * reference; stricter than any emulator.
 */
final class BillingAccount {
    static final String ID = "111122223333";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> METRICS =
            Set.of(
                    "AmortizedCost",
                    "BlendedCost",
                    "NetAmortizedCost",
                    "NetUnblendedCost",
                    "NormalizedUsageAmount",
                    "UnblendedCost",
                    "UsageQuantity");

    final List<Charge> charges = new ArrayList<>();

    /** Of which it says that they are estimated. */
    final Set<LocalDate> estimated = new TreeSet<>();

    /** Ready answers by operation; one that is missing is not available. */
    final Map<String, List<String>> answers = new HashMap<>();

    LocalDate today = LocalDate.parse("2026-11-28");
    int groupsOnPage = 1_000_000;

    /** Whether days without charges name a currency. */
    boolean namesCurrency = true;

    private final Map<String, JsonNode> tokens = new HashMap<>();

    /** An error as the service names it. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Refusal(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    String answer(String operation, JsonNode request) {
        return switch (operation) {
            case "GetCostAndUsage" -> costs(request);
            case "GetCostForecast" -> {
                var period = period(request);
                require(!period.start().isAfter(today), "start in the future");
                require(!period.start().isBefore(today), "a forecast of the past");
                int level = request.path("PredictionIntervalLevel").asInt();
                require(level >= 51 && level <= 99, "PredictionIntervalLevel " + level);
                require(
                        Set.of("UNBLENDED_COST").contains(request.path("Metric").asText()),
                        "Metric");
                yield ready(operation, request);
            }
            case "GetReservationCoverage",
                    "GetReservationUtilization",
                    "GetSavingsPlansCoverage",
                    "GetSavingsPlansUtilization" -> {
                require(!period(request).end().isAfter(today), "end after today");
                yield ready(operation, request);
            }
            case "GetAnomalies" -> {
                require(request.at("/DateInterval/StartDate").isTextual(), "DateInterval");
                require(request.path("MaxResults").asInt(1) <= 100, "MaxResults");
                yield ready(operation, request);
            }
            case "DescribeBudgets" -> {
                require(ID.equals(request.path("AccountId").asText()), "AccountId");
                require(request.path("MaxResults").asInt(1) <= 1000, "MaxResults");
                yield ready(operation, request);
            }
            case "GetReservationPurchaseRecommendation" -> {
                require(request.path("Service").isTextual(), "Service");
                yield ready(operation, request);
            }
            case "GetSavingsPlansPurchaseRecommendation" -> {
                for (var field :
                        List.of(
                                "SavingsPlansType",
                                "TermInYears",
                                "PaymentOption",
                                "LookbackPeriodInDays")) {
                    require(request.path(field).isTextual(), field);
                }
                yield ready(operation, request);
            }
            default -> throw new Refusal("UnknownOperationException", operation);
        };
    }

    /** The pages in their order; the token of each is its number. */
    private String ready(String operation, JsonNode request) {
        var pages = answers.get(operation);
        if (pages == null) {
            throw new Refusal("DataUnavailableException", "data is not available");
        }
        var token = request.path("NextPageToken").asText(request.path("NextToken").asText("0"));
        return pages.get(Integer.parseInt(token));
    }

    private record Period(LocalDate start, LocalDate end) {}

    private Period period(JsonNode request) {
        var start = LocalDate.parse(request.at("/TimePeriod/Start").asText());
        var end = LocalDate.parse(request.at("/TimePeriod/End").asText());
        require(start.isBefore(end), "Start date (and hour) should be before end date (and hour)");
        return new Period(start, end);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new Refusal("ValidationException", what);
        }
    }

    private String costs(JsonNode request) {
        var period = period(request);
        require(
                !period.start().isBefore(today.minusMonths(13).withDayOfMonth(1)),
                "You haven't enabled historical data beyond 14 months");
        require(!period.end().isAfter(today.plusDays(1)), "end date past today");
        require("DAILY".equals(request.path("Granularity").asText()), "Granularity");
        var metrics = texts(request.path("Metrics"));
        require(!metrics.isEmpty() && METRICS.containsAll(metrics), "Metrics " + metrics);
        require(request.path("GroupBy").size() <= 2, "more than 2 in GroupBy");

        int from = 0;
        var token = request.path("NextPageToken");
        if (token.isTextual()) {
            if (!tokens.containsKey(token.asText())) {
                throw new Refusal("InvalidNextTokenException", "no such token");
            }
            var asked = ((ObjectNode) request.deepCopy()).without("NextPageToken");
            if (!asked.equals(tokens.get(token.asText()))) {
                throw new Refusal("RequestChangedException", "not what was asked before");
            }
            from = Integer.parseInt(token.asText().substring("page-".length()));
        }
        return page(request, period, metrics, from).toString();
    }

    /**
     * What stands on pages, in its order: a group of a day, or a day without any.
     *
     * @param charges of the group; none for a day without groups
     */
    private record Item(LocalDate day, List<String> key, List<Charge> charges) {}

    /** A page ends in the midst of a day, if it must. */
    private ObjectNode page(JsonNode request, Period period, List<String> metrics, int from) {
        var items =
                period.start()
                        .datesUntil(period.end())
                        .flatMap(day -> items(request.path("GroupBy"), day).stream())
                        .toList();
        int to = Math.min(items.size(), from + groupsOnPage);
        var answer = JSON.createObjectNode();
        var results = answer.putArray("ResultsByTime");
        var byDay = new TreeMap<LocalDate, ObjectNode>();
        for (var item : items.subList(from, to)) {
            var result =
                    byDay.computeIfAbsent(
                            item.day(),
                            day ->
                                    begin(
                                            results.addObject(),
                                            day,
                                            metrics,
                                            item.charges().isEmpty()));
            if (!item.charges().isEmpty()) {
                var group = result.withArray("Groups").addObject();
                item.key().forEach(group.putArray("Keys")::add);
                var money = group.putObject("Metrics");
                metrics.forEach(metric -> money(money.putObject(metric), metric, item.charges()));
            }
        }
        if (to < items.size()) {
            var token = "page-" + to;
            tokens.put(token, ((ObjectNode) request.deepCopy()).without("NextPageToken"));
            answer.put("NextPageToken", token);
        }
        return answer;
    }

    private ObjectNode begin(ObjectNode result, LocalDate day, List<String> metrics, boolean zero) {
        result.putObject("TimePeriod")
                .put("Start", day.toString())
                .put("End", day.plusDays(1).toString());
        result.put("Estimated", estimated.contains(day));
        var total = result.putObject("Total");
        if (zero && namesCurrency) {
            metrics.forEach(m -> total.putObject(m).put("Amount", "0").put("Unit", "USD"));
        }
        result.putArray("Groups");
        return result;
    }

    private static void money(ObjectNode into, String metric, List<Charge> charges) {
        into.put(
                        "Amount",
                        charges.stream()
                                .map(
                                        c ->
                                                metric.equals("UnblendedCost")
                                                        ? c.billed()
                                                        : c.effective())
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .toPlainString())
                .put("Unit", charges.getFirst().currency());
    }

    private List<Item> items(JsonNode groupBy, LocalDate day) {
        var groups = new LinkedHashMap<List<String>, List<Charge>>();
        for (var charge : charges) {
            if (charge.day().equals(day)) {
                var key = new ArrayList<String>();
                groupBy.forEach(
                        by ->
                                key.add(
                                        charge.key(
                                                by.path("Type").asText(),
                                                by.path("Key").asText())));
                key.add(charge.currency());
                groups.computeIfAbsent(List.copyOf(key), any -> new ArrayList<>()).add(charge);
            }
        }
        if (groups.isEmpty()) {
            return List.of(new Item(day, List.of(), List.of()));
        }
        return groups.entrySet().stream()
                .map(
                        group ->
                                new Item(
                                        day,
                                        group.getKey().subList(0, group.getKey().size() - 1),
                                        group.getValue()))
                .toList();
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
