package dev.nightshift.core.text;

/** Escapes for HTML. */
public final class Html {
    private Html() {}

    /** Fit for element content and for attributes in double quotes. */
    public static String text(String any) {
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
                                default -> safe.appendCodePoint(isFit(point) ? point : '\uFFFD');
                            }
                        });
        return safe.toString();
    }

    /** No control characters, half characters, or marks that turn the direction of writing. */
    private static boolean isFit(int point) {
        boolean control = point < ' ' && point != '\n' && point != '\t';
        boolean half = point >= 0xD800 && point <= 0xDFFF;
        boolean turning =
                (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        return !control && !half && !turning && point != 0x7F;
    }
}
