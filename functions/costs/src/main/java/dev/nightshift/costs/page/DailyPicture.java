package dev.nightshift.costs.page;

import dev.nightshift.costs.page.Canvas.Tone;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** {@link DailyChart} for those who look at a file or a message instead of the page. */
final class DailyPicture {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 640;
    private static final int MARGIN = 24;
    private static final int LEFT = 96;
    private static final int RIGHT = WIDTH - MARGIN;
    private static final int TOP = 96;
    private static final int BOTTOM = 476;
    private static final int LEGEND = 532;
    private static final int LEGEND_ROW = 26;
    private static final int LEGEND_COLUMNS = 3;
    private static final int SWATCH = 14;
    private static final int TITLE = 3;
    private static final int SMALL = 2;

    private final CostSummary summary;
    private final Map<String, NavigableMap<LocalDate, BigDecimal>> series;
    private final List<LocalDate> days;
    private final Scale scale;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    private DailyPicture(CostSummary summary) {
        this.summary = summary;
        this.series = DailyChart.series(summary);
        this.days = summary.asked().days();
        this.scale = DailyChart.scale(days, series, TOP, BOTTOM);
    }

    static byte[] png(CostSummary summary) {
        return Png.of(new DailyPicture(summary).drawn());
    }

    private Canvas drawn() {
        head();
        for (double value : scale.lines()) {
            line(value);
        }
        double width = (double) (RIGHT - LEFT) / days.size();
        for (int i = 0; i < days.size(); i++) {
            day(
                    days.get(i),
                    LEFT + (int) Math.round(i * width),
                    LEFT + (int) Math.round((i + 1) * width));
        }
        legend();
        return canvas;
    }

    private void head() {
        canvas.text(
                MARGIN,
                24,
                TITLE,
                "Costs by day and service, billed, in " + summary.currency(),
                Tone.INK);
        var sum = summary.monthToDate();
        canvas.text(
                MARGIN,
                58,
                SMALL,
                Canvas.fitted(
                        "%s, UTC. %s to date: %s"
                                .formatted(
                                        summary.asked(),
                                        MonthsChart.name(summary.month()),
                                        sum.hasFigures()
                                                ? Money.of(sum.known().billed(), summary.currency())
                                                : "not known"),
                        SMALL,
                        WIDTH - 2 * MARGIN),
                Tone.SOFT);
    }

    private void line(double value) {
        int y = (int) Math.round(scale.y(value));
        boolean base = scale.isZero(value);
        canvas.fill(LEFT, y, RIGHT, y + (base ? 2 : 1), base ? Tone.SOFT : Tone.LINE);
        var label = scale.label(value);
        canvas.text(
                LEFT - 12 - Canvas.widthOf(label, SMALL),
                y - PixelFont.CAPITAL * SMALL / 2,
                SMALL,
                label,
                Tone.SOFT);
    }

    private void day(LocalDate day, int x1, int x2) {
        int gap = x2 - x1 > 6 ? 2 : 1;
        if (day.getDayOfMonth() == 1 || day.getDayOfMonth() == 15) {
            var label = DailyChart.DAY.format(day);
            int width = Canvas.widthOf(label, SMALL);
            int x = Math.min((x1 + x2 - width) / 2, RIGHT - width);
            canvas.text(x, BOTTOM + 14, SMALL, label, Tone.SOFT);
        }
        if (day.getDayOfMonth() == 1 && x1 > LEFT) {
            canvas.dashes(x1, TOP, BOTTOM, Tone.SOFT);
        }
        int zero = (int) Math.round(scale.y(0));
        if (!summary.days().containsKey(day)) {
            canvas.frame(x1 + 1, zero - 40, x2 - gap + 1, zero, Tone.WARN);
            canvas.text((x1 + x2) / 2 - 5, zero - 60, SMALL, "?", Tone.WARN);
            return;
        }
        double up = 0;
        double down = 0;
        int colour = 0;
        for (var one : series.entrySet()) {
            double amount = Svg.seen(one.getValue().getOrDefault(day, BigDecimal.ZERO));
            double from = amount >= 0 ? up : down;
            canvas.fill(
                    x1 + 1,
                    (int) Math.round(scale.y(Math.max(from, from + amount))),
                    x2 - gap + 1,
                    (int) Math.round(scale.y(Math.min(from, from + amount))),
                    tone(one.getKey(), colour++));
            up += Math.max(0, amount);
            down += Math.min(0, amount);
        }
        if (summary.isProvisional(day)) {
            canvas.hatch(
                    x1 + 1,
                    (int) Math.round(scale.y(up)),
                    x2 - gap + 1,
                    (int) Math.round(scale.y(down)),
                    Tone.PAPER);
        }
    }

    private static Tone tone(String name, int colour) {
        return name.equals(DailyChart.OTHERS) ? Tone.S9 : Tone.series(colour + 1);
    }

    private void legend() {
        var names = new ArrayList<>(series.keySet());
        int cell = (RIGHT - MARGIN) / LEGEND_COLUMNS;
        for (int i = 0; i < names.size(); i++) {
            int x = MARGIN + i % LEGEND_COLUMNS * cell;
            int y = LEGEND + i / LEGEND_COLUMNS * LEGEND_ROW;
            var name = names.get(i);
            canvas.fill(x, y, x + SWATCH, y + SWATCH, tone(name, i));
            label(x, y, cell, name.isEmpty() ? "(no service)" : name);
        }
        int y = LEGEND + (names.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS * LEGEND_ROW;
        int x = MARGIN;
        if (DailyChart.anyProvisional(summary)) {
            canvas.fill(x, y, x + SWATCH, y + SWATCH, Tone.S1);
            canvas.hatch(x, y, x + SWATCH, y + SWATCH, Tone.PAPER);
            label(x, y, cell, "may still grow");
            x += cell;
        }
        if (!summary.unknown().isEmpty()) {
            canvas.frame(x, y, x + SWATCH, y + SWATCH, Tone.WARN);
            label(x, y, cell, "? not known, which is not zero");
        }
    }

    private void label(int x, int y, int cell, String text) {
        int indent = SWATCH + 8;
        canvas.text(x + indent, y, SMALL, Canvas.fitted(text, SMALL, cell - indent - 16), Tone.INK);
    }
}
