package dev.nightshift.costs.explorer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was once answered, whole.
 *
 * @param asked when
 * @param first day that was asked for
 * @param last day, included
 */
record Answer(Instant asked, LocalDate first, LocalDate last, List<Row> rows) {
    private static final String FORMAT = "nightshift-answer/1";
    private static final JsonMapper JSON = new JsonMapper();

    Answer {
        rows = List.copyOf(rows);
    }

    boolean covers(LocalDate from, LocalDate to) {
        return !first.isAfter(from) && !last.isBefore(to);
    }

    /** The day of asking, UTC. */
    LocalDate today() {
        return LocalDate.ofInstant(asked, ZoneOffset.UTC);
    }

    boolean unavailable() {
        return rows.contains(Row.UNAVAILABLE);
    }

    String toJson() {
        var json =
                JSON.createObjectNode()
                        .put("format", FORMAT)
                        .put("asked", asked.toString())
                        .put("first", first.toString())
                        .put("last", last.toString());
        var list = json.putArray("rows");
        rows.forEach(row -> row.cells().forEach(list.addArray()::add));
        return json.toString();
    }

    /** Empty if it is not one that was written here, for whatever reason. */
    static Optional<Answer> fromJson(String text) {
        try {
            var json = JSON.readTree(text);
            if (!FORMAT.equals(json.path("format").asText())) {
                return Optional.empty();
            }
            var rows = new ArrayList<Row>();
            json.path("rows").forEach(row -> rows.add(row(row)));
            return Optional.of(
                    new Answer(
                            Instant.parse(json.path("asked").asText()),
                            LocalDate.parse(json.path("first").asText()),
                            LocalDate.parse(json.path("last").asText()),
                            rows));
        } catch (JsonProcessingException | DateTimeException notOurs) {
            // it is asked anew
            return Optional.empty();
        }
    }

    private static Row row(JsonNode array) {
        var cells = new ArrayList<String>();
        array.forEach(cell -> cells.add(cell.asText()));
        return new Row(cells);
    }
}
