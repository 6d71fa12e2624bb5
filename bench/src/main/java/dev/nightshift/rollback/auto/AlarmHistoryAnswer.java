package dev.nightshift.rollback.auto;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The history of one alarm that went from OK to ALARM once, in AWS JSON 1.0.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html">
 *     DescribeAlarmHistory</a>
 */
record AlarmHistoryAnswer(String alarm, Optional<Instant> at) {
    private static final String TARGET = "GraniteServiceVersion20100801.DescribeAlarmHistory";
    private static final String DATA =
            "{\"version\":\"1.0\",\"oldState\":{\"stateValue\":\"OK\",\"stateReason\":\"well\"},"
                    + "\"newState\":{\"stateValue\":\"ALARM\",\"stateReason\":\"Threshold Crossed\"}}";

    static AlarmHistoryAnswer none() {
        return new AlarmHistoryAnswer("", Optional.empty());
    }

    boolean isAskedBy(HttpExchange exchange) {
        return TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    }

    void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        RollbackBenchCloud.send(exchange, 200, json().getBytes(StandardCharsets.UTF_8));
    }

    private String json() {
        return """
        {"AlarmHistoryItems":[{"AlarmName":"%s","AlarmType":"MetricAlarm","Timestamp":%.3f,"HistoryItemType":"StateUpdate",\
        "HistorySummary":"Alarm updated from OK to ALARM","HistoryData":"%s"}]}"""
                .formatted(
                        alarm,
                        at.orElseThrow().toEpochMilli() / 1000.0,
                        DATA.replace("\"", "\\\""));
    }
}
