package dev.nightshift.costs.page;

import dev.nightshift.core.text.Html;
import dev.nightshift.costs.summary.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A table, for the page and for a file.
 *
 * @param file its name without an ending
 * @param shown how many rows the page shows; the file has all
 */
record Table(String file, String title, List<Head> heads, List<List<Cell>> rows, int shown) {
    Table {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    record Head(String name, boolean number) {}

    /** What is in a cell. */
    sealed interface Cell {}

    record Text(String text) implements Cell {}

    record Amount(BigDecimal amount) implements Cell {}

    /** A change of an amount. */
    record Change(BigDecimal amount) implements Cell {}

    /** A change in percent; empty where there was nothing before. */
    record Percent(Optional<BigDecimal> percent) implements Cell {}

    /** A share in percent; empty where it is not known. */
    record Share(Optional<BigDecimal> percent) implements Cell {}

    /** Nobody knows. */
    record Unknown() implements Cell {}

    static Head words(String name) {
        return new Head(name, false);
    }

    static Head number(String name) {
        return new Head(name, true);
    }

    String html() {
        var html = new StringBuilder("<div class=\"wide\"><table><caption>");
        html.append(Html.text(title)).append("</caption><thead><tr>");
        heads.forEach(
                head ->
                        html.append("<th scope=\"col\"")
                                .append(head.number() ? " class=\"n\"" : "")
                                .append('>')
                                .append(Html.text(head.name()))
                                .append("</th>"));
        html.append("</tr></thead><tbody>");
        double most = mostChange();
        rows.stream().limit(shown).forEach(row -> row(html, row, most));
        html.append("</tbody></table></div>");
        if (rows.size() > shown) {
            html.append("<p class=\"more\">and ")
                    .append(rows.size() - shown)
                    .append(" more in ")
                    .append(Html.text(file))
                    .append(".csv</p>");
        }
        return html.toString();
    }

    private void row(StringBuilder html, List<Cell> row, double most) {
        html.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            boolean number = heads.get(i).number();
            html.append(i == 0 ? "<th scope=\"row\"" : number ? "<td class=\"n\"" : "<td")
                    .append('>')
                    .append(shown(row.get(i), most))
                    .append(i == 0 ? "</th>" : "</td>");
        }
        html.append("</tr>");
    }

    private double mostChange() {
        return rows.stream()
                .limit(shown)
                .flatMap(List::stream)
                .mapToDouble(
                        cell -> cell instanceof Change(var amount) ? Math.abs(Svg.seen(amount)) : 0)
                .max()
                .orElse(0);
    }

    private static String shown(Cell cell, double most) {
        return switch (cell) {
            case Text(var text) -> text.isEmpty() ? "<i class=\"soft\">none</i>" : Html.text(text);
            case Amount(var amount) -> Html.text(Money.amount(amount));
            case Change(var amount) ->
                    bar(Svg.seen(amount), most)
                            + "<span class=\""
                            + tone(amount)
                            + "\">"
                            + Html.text(Money.change(amount))
                            + "</span>";
            case Percent(var percent) ->
                    "<span class=\"%s\">%s</span>"
                            .formatted(
                                    percent.map(Table::tone).orElse("new"),
                                    Html.text(Money.percent(percent)));
            case Share(var percent) -> Html.text(Money.share(percent));
            case Unknown _ -> "<i class=\"soft\">not known</i>";
        };
    }

    /** A small picture of a change: to the right for more, to the left for less. */
    private static String bar(double amount, double most) {
        if (most == 0) {
            return "";
        }
        double length = 24 * Math.abs(amount) / most;
        return ("<svg class=\"delta\" viewBox=\"0 0 50 10\" aria-hidden=\"true\"><line x1=\"25\""
                        + " x2=\"25\" y1=\"0\" y2=\"10\"/><rect class=\"%s\" x=\"%s\" y=\"1.5\""
                        + " width=\"%s\" height=\"7\"/></svg>")
                .formatted(
                        amount > 0 ? "up" : "down",
                        Svg.at(amount > 0 ? 25 : 25 - length),
                        Svg.at(length));
    }

    private static String tone(BigDecimal change) {
        return change.signum() > 0 ? "up" : change.signum() < 0 ? "down" : "soft";
    }

    String csv() {
        return Csv.of(
                heads.stream().map(Head::name).toList(),
                rows.stream().map(row -> row.stream().map(Table::exact).toList()).toList());
    }

    /** Not rounded; empty where it is not known. */
    private static String exact(Cell cell) {
        return switch (cell) {
            case Text(var text) -> text;
            case Amount(var amount) -> amount.toPlainString();
            case Change(var amount) -> amount.toPlainString();
            case Percent(var percent) -> percent.map(BigDecimal::toPlainString).orElse("");
            case Share(var percent) -> percent.map(BigDecimal::toPlainString).orElse("");
            case Unknown _ -> "";
        };
    }
}
