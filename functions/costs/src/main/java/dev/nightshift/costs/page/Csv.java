package dev.nightshift.costs.page;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tables as text. What a spreadsheet would take for a formula gets an apostrophe before it; numbers
 * stay numbers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 * @see <a href="https://owasp.org/www-community/attacks/CSV_Injection">OWASP, CSV injection</a>
 */
final class Csv {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final String FORMULA = "=+-@\t\r\n|%";

    private Csv() {}

    static String of(List<String> header, List<List<String>> rows) {
        return line(header) + rows.stream().map(Csv::line).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    static String cell(String text) {
        var safe =
                !text.isEmpty()
                                && FORMULA.indexOf(
                                                text.stripLeading().isEmpty()
                                                        ? text.charAt(0)
                                                        : text.stripLeading().charAt(0))
                                        >= 0
                                && !NUMBER.matcher(text).matches()
                        ? "'" + text
                        : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
