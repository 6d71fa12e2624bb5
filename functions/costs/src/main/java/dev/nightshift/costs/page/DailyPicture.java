package dev.nightshift.costs.page;

import dev.nightshift.costs.page.Canvas.Tone;
import dev.nightshift.costs.summary.CostSummary;
import dev.nightshift.costs.summary.Money;
import java.time.LocalDate;
import java.util.List;

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
    private final DailyPiles piles;
    private final List<LocalDate> days;
    private final Scale scale;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    private DailyPicture(CostSummary summary) {
        this.summary = summary;
        this.piles = DailyPiles.of(summary);
        this.days = piles.days();
        this.scale = piles.scale(TOP, BOTTOM);
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
        int y = at(value);
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
        int zero = at(0);
        if (!summary.days().containsKey(day)) {
            canvas.frame(x1 + 1, zero - 40, x2 - gap + 1, zero, Tone.WARN);
            canvas.text((x1 + x2) / 2 - 5, zero - 60, SMALL, "?", Tone.WARN);
            return;
        }
        var pile = piles.on(day);
        for (var part : pile.parts()) {
            canvas.fill(
                    x1 + 1,
                    at(part.high()),
                    x2 - gap + 1,
                    at(part.low()),
                    Tone.series(part.colour()));
        }
        if (summary.isProvisional(day)) {
            canvas.hatch(x1 + 1, at(pile.high()), x2 - gap + 1, at(pile.low()), Tone.PAPER);
        }
    }

    private int at(double value) {
        return (int) Math.round(scale.y(value));
    }

    private void legend() {
        var names = List.copyOf(piles.colours().entrySet());
        int cell = (RIGHT - MARGIN) / LEGEND_COLUMNS;
        for (int i = 0; i < names.size(); i++) {
            int x = MARGIN + i % LEGEND_COLUMNS * cell;
            int y = LEGEND + i / LEGEND_COLUMNS * LEGEND_ROW;
            var name = names.get(i).getKey();
            canvas.fill(x, y, x + SWATCH, y + SWATCH, Tone.series(names.get(i).getValue()));
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
