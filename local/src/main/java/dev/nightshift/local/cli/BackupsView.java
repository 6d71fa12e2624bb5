package dev.nightshift.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nightshift.backup.history.BackupOverview;
import dev.nightshift.backup.history.BackupOverview.Drill;
import dev.nightshift.backup.history.BackupOverview.Good;
import dev.nightshift.backup.history.BackupOverview.Point;
import dev.nightshift.backup.history.BackupOverview.Row;
import dev.nightshift.backup.history.BackupOverview.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** How backups stand, for people and for programs. */
record BackupsView(String stage, BackupOverview overview, Sparkline sparkline) {
    private static final int AGES_AT_LEAST = 6;
    private static final int AGES_AT_MOST = 30;
    private static final int DRILLS_AT_LEAST = 6;
    private static final int DRILLS_AT_MOST = 13;
    private static final int GAPS = 4;

    /**
     * @param room columns of the terminal; what there is too much of for it goes: first where the
     *     last good copy is, then the small charts
     */
    Table table(OptionalInt room, Terminal terminal) {
        var width = room.orElse(Integer.MAX_VALUE);
        var places = plain(true).naturalWidth() + AGES_AT_LEAST + DRILLS_AT_LEAST + GAPS <= width;
        var left = width - plain(places).naturalWidth() - GAPS;
        var charts = left >= AGES_AT_LEAST + DRILLS_AT_LEAST;
        if (!charts) {
            return plain(places).paint(0, state -> painted(state, terminal));
        }
        var drills = Math.clamp(left / 3, DRILLS_AT_LEAST, DRILLS_AT_MOST);
        var ages = Math.clamp(left - drills, AGES_AT_LEAST, AGES_AT_MOST);
        var table =
                new Table(
                        "STATE", "SOURCE", "LAST GOOD", "PROVEN", "RPO", period(), "RTO", "DRILLS");
        for (var row : overview.rows()) {
            var cells = new ArrayList<>(cells(row, places));
            cells.add(
                    5,
                    sparkline.ages(
                            row.rpoSeries(),
                            row.rpoTarget(),
                            overview.since(),
                            overview.at(),
                            ages));
            cells.add(sparkline.drills(row.drills(), row.rtoTarget(), drills));
            table.row(cells.toArray(String[]::new));
        }
        return table.paint(0, state -> painted(state, terminal))
                .paint(5, line -> sparkline.painted(line, terminal::red))
                .paint(7, line -> sparkline.painted(line, terminal::red));
    }

    private Table plain(boolean places) {
        var table = new Table("STATE", "SOURCE", "LAST GOOD", "PROVEN", "RPO", "RTO");
        overview.rows().forEach(row -> table.row(cells(row, places).toArray(String[]::new)));
        return table;
    }

    /** What the first chart is of, such as {@code 90d}. */
    private String period() {
        return Spans.brief(Duration.between(overview.since(), overview.at()));
    }

    private List<String> cells(Row row, boolean places) {
        return List.of(
                row.state().name(),
                row.kind() + " " + row.name(),
                row.lastGood()
                        .map(good -> ago(good.dataFrom(), places) + (places ? where(good) : ""))
                        .orElse("none"),
                row.lastProven()
                        .map(proof -> ago(proof.at(), places))
                        .orElse(row.kind().canBeDrilled() ? "never" : "-"),
                Spans.brief(row.rpoNow()) + "/" + Spans.brief(row.rpoTarget()),
                Spans.brief(row.rto()) + "/" + Spans.brief(row.rtoTarget()));
    }

    private static String where(Good good) {
        return " " + String.join(", ", good.locations());
    }

    private String ago(Instant then, boolean roomy) {
        var age = Duration.between(then, overview.at());
        return Spans.brief(age.isNegative() ? Duration.ZERO : age) + (roomy ? " ago" : "");
    }

    private static String painted(String word, Terminal terminal) {
        return Arrays.stream(State.values())
                .filter(state -> state.name().equals(word))
                .findFirst()
                .map(
                        state ->
                                switch (state) {
                                    case OK -> terminal.green(word);
                                    case UNPROVEN, UNKNOWN -> terminal.yellow(word);
                                    case LATE, FAILED -> terminal.red(word);
                                })
                .orElse(word);
    }

    /** Why what is not OK is not, one line a reason. */
    List<String> reasons() {
        var lines = new ArrayList<String>();
        overview.rows()
                .forEach(row -> row.because().forEach(why -> lines.add(oneLine(row.name(), why))));
        overview.gaps().forEach(gap -> lines.add(oneLine(gap.what(), gap.why())));
        return lines;
    }

    private static String oneLine(String what, String why) {
        return (what + ": " + why).replaceAll("\\p{Cntrl}+", " ");
    }

    /** For example {@code prod: 3 sources, 1 ok, 1 late, 1 unproven.} */
    String summary() {
        var states =
                Arrays.stream(State.values())
                        .map(
                                state ->
                                        new Count(
                                                state.name().toLowerCase(Locale.ROOT),
                                                overview.rows().stream()
                                                        .filter(row -> row.state() == state)
                                                        .count()))
                        .filter(count -> count.of() > 0)
                        .map(count -> count.of() + " " + count.word())
                        .collect(Collectors.joining(", "));
        var sources = overview.rows().size();
        return "%s: %d %s%s%s."
                .formatted(
                        stage,
                        sources,
                        sources == 1 ? "source" : "sources",
                        states.isEmpty() ? "" : ": " + states,
                        overview.gaps().isEmpty()
                                ? ""
                                : "; " + overview.gaps().size() + " more to look at");
    }

    private record Count(String word, long of) {}

    /**
     * The form is kept from release to release; fields may be added. What is not known is left out.
     */
    ObjectNode json() {
        var json = Json.object();
        json.put("stage", stage)
                .put("at", overview.at().toString())
                .put("since", overview.since().toString())
                .put("ok", overview.isOk());
        var sources = json.putArray("sources");
        overview.rows().forEach(row -> json(sources.addObject(), row));
        var gaps = json.putArray("gaps");
        overview.gaps()
                .forEach(gap -> gaps.addObject().put("what", gap.what()).put("why", gap.why()));
        return json;
    }

    private void json(ObjectNode json, Row row) {
        json.put("kind", row.kind().toString())
                .put("name", row.name())
                .put("state", row.state().name());
        row.because().forEach(json.putArray("because")::add);
        row.lastGood()
                .ifPresent(
                        good -> {
                            var node = json.putObject("lastGood");
                            node.put("at", good.dataFrom().toString()).put("copy", good.copy());
                            good.locations().forEach(node.putArray("locations")::add);
                        });
        row.lastProven()
                .ifPresent(
                        proof ->
                                json.putObject("lastProven")
                                        .put("at", proof.at().toString())
                                        .put("copy", proof.copy())
                                        .put("location", proof.location())
                                        .put("copyOf", proof.copyOf().toString()));
        var rpo = json.putObject("rpo").put("targetSeconds", row.rpoTarget().toSeconds());
        row.rpoNow().ifPresent(now -> rpo.put("nowSeconds", now.toSeconds()));
        series(rpo.putArray("series"), row.rpoSeries());
        var rto = json.putObject("rto");
        row.rtoTarget().ifPresent(target -> rto.put("targetSeconds", target.toSeconds()));
        row.rto().ifPresent(took -> rto.put("lastSeconds", took.toSeconds()));
        series(rto.putArray("series"), row.rtoSeries());
        var drills = json.putArray("drills");
        row.drills().forEach(drill -> json(drills.addObject(), drill));
    }

    private static void json(ObjectNode json, Drill drill) {
        json.put("id", drill.id())
                .put("startedAt", drill.startedAt().toString())
                .put("endedAt", drill.endedAt().toString())
                .put("result", drill.result().name())
                .put("reason", drill.reason())
                .put("copy", drill.copy())
                .put("location", drill.location())
                .put("rpoSeconds", drill.rpo().toSeconds());
        put(json, "rtoSeconds", drill.rto());
        put(json, "newestRowSeconds", drill.newestRow());
    }

    private static void put(ObjectNode json, String name, Optional<Duration> length) {
        length.ifPresent(known -> json.put(name, known.toSeconds()));
    }

    private static void series(ArrayNode array, List<Point> points) {
        points.forEach(
                point ->
                        array.addObject()
                                .put("at", point.at().toString())
                                .put("seconds", point.value().toSeconds()));
    }
}
