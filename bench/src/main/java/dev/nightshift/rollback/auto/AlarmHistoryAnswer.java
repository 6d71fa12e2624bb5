package dev.nightshift.rollback.auto;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The history of one alarm that went from OK to ALARM once, in the two protocols that it is asked
 * in: AWS's query protocol by Java's SDK, AWS JSON 1.0 by boto3.
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

    boolean isAskedBy(HttpExchange exchange, byte[] body) {
        return isJson(exchange)
                || new String(body, StandardCharsets.UTF_8).contains("Action=DescribeAlarmHistory");
    }

    void answer(HttpExchange exchange) throws IOException {
        var json = isJson(exchange);
        exchange.getResponseHeaders()
                .add("Content-Type", json ? "application/x-amz-json-1.0" : "text/xml");
        RollbackBenchCloud.send(
                exchange, 200, (json ? json() : xml()).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isJson(HttpExchange exchange) {
        return TARGET.equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    }

    private String xml() {
        return """
        <DescribeAlarmHistoryResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><DescribeAlarmHistoryResult>\
        <AlarmHistoryItems><member><AlarmName>%s</AlarmName><AlarmType>MetricAlarm</AlarmType><Timestamp>%s</Timestamp>\
        <HistoryItemType>StateUpdate</HistoryItemType><HistorySummary>Alarm updated from OK to ALARM</HistorySummary>\
        <HistoryData>%s</HistoryData></member></AlarmHistoryItems></DescribeAlarmHistoryResult></DescribeAlarmHistoryResponse>"""
                .formatted(alarm, at.orElseThrow(), DATA.replace("\"", "&quot;"));
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
