package dev.nightshift.costs.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The upright axis of a picture, with round numbers at its lines.
 *
 * @param low at most zero
 * @param high above low
 * @param step between lines
 */
record Scale(double low, double high, double step, double top, double bottom) {
    private static final int LINES = 5;

    static Scale of(double least, double most, double top, double bottom) {
        double low = Math.min(0, least);
        double high = Math.max(most, low + 1e-6);
        double rough = (high - low) / LINES;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / power;
        double step = power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
        return new Scale(
                Math.floor(low / step) * step, Math.ceil(high / step) * step, step, top, bottom);
    }

    double y(double value) {
        return bottom - (bottom - top) * (value - low) / (high - low);
    }

    List<Double> lines() {
        var lines = new ArrayList<Double>();
        for (int i = 0; low + i * step <= high + step / 1000; i++) {
            lines.add(low + i * step);
        }
        return lines;
    }

    /** Whether it is the line at zero. */
    boolean isZero(double value) {
        return Math.abs(value) < step / 1000;
    }

    /** A line's number, short. */
    String label(double value) {
        if (isZero(value)) {
            return "0";
        }
        if (step >= 1_000) {
            return String.format(Locale.ROOT, "%,.0fk", value / 1_000);
        }
        return String.format(
                Locale.ROOT, step >= 1 ? "%,.0f" : step >= 0.1 ? "%.1f" : "%.2f", value);
    }

    /** The lines with their numbers. */
    String svg(double left, double right) {
        var svg = new StringBuilder();
        for (double value : lines()) {
            var y = Svg.at(y(value));
            svg.append("<line class=\"")
                    .append(isZero(value) ? "base" : "grid")
                    .append("\" x1=\"")
                    .append(Svg.at(left))
                    .append("\" x2=\"")
                    .append(Svg.at(right))
                    .append("\" y1=\"")
                    .append(y)
                    .append("\" y2=\"")
                    .append(y)
                    .append("\"/><text class=\"scale\" x=\"")
                    .append(Svg.at(left - 8))
                    .append("\" y=\"")
                    .append(Svg.at(y(value) + 4))
                    .append("\">")
                    .append(label(value))
                    .append("</text>");
        }
        return svg.toString();
    }
}
