package dev.nightshift.local.report;

/** Escapes for HTML. */
final class Html {
    private Html() {}

    /** Fit for element content and for attributes in double quotes. */
    static String text(String any) {
        var safe = new StringBuilder(any.length() + 16);
        any.codePoints()
                .forEach(
                        point -> {
                            switch (point) {
                                case '&' -> safe.append("&amp;");
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                default -> {
                                    if (point >= ' ' || point == '\n' || point == '\t') {
                                        safe.appendCodePoint(point);
                                    } else {
                                        safe.append('\uFFFD');
                                    }
                                }
                            }
                        });
        return safe.toString();
    }
}
