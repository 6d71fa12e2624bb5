package dev.nightshift.costs.focus;

/** Walks over the members of a flat JSON object. */
final class JsonTags {
    private final String json;
    private int at;
    private boolean begun;
    private String key = "";
    private String value = "";

    JsonTags(String json) {
        this.json = json;
    }

    String key() {
        return key;
    }

    /** A string's text; of a number, {@code true} and {@code false} what is written; else empty. */
    String value() {
        return value;
    }

    /**
     * @return whether there is one more
     * @throws BadValueException if it is no JSON object, or not a flat one
     */
    boolean next() {
        skipSpace();
        if (!begun) {
            expect('{');
            begun = true;
            skipSpace();
            if (peek() == '}') {
                return end();
            }
        } else if (peek() == '}') {
            return end();
        } else {
            expect(',');
            skipSpace();
        }
        key = string();
        skipSpace();
        expect(':');
        skipSpace();
        value = peek() == '"' ? string() : literal();
        return true;
    }

    private boolean end() {
        at++;
        skipSpace();
        if (at < json.length()) {
            throw broken();
        }
        return false;
    }

    private String literal() {
        int start = at;
        while (at < json.length() && isLiteral(json.charAt(at))) {
            at++;
        }
        var literal = json.substring(start, at);
        if (literal.isEmpty()) {
            throw broken();
        }
        return literal.equals("null") ? "" : literal;
    }

    private static boolean isLiteral(char c) {
        return Character.isLetterOrDigit(c) || c == '+' || c == '-' || c == '.';
    }

    private String string() {
        expect('"');
        var text = new StringBuilder();
        while (peek() != '"') {
            char c = json.charAt(at++);
            text.append(c == '\\' ? escaped() : c);
        }
        at++;
        return text.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> throw broken();
        };
    }

    private char hexadecimal() {
        if (at + 4 > json.length()) {
            throw broken();
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(json.charAt(at++), 16);
            if (digit < 0) {
                throw broken();
            }
            code = (code << 4) + digit;
        }
        return (char) code;
    }

    private char peek() {
        if (at >= json.length()) {
            throw broken();
        }
        return json.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw broken();
        }
        at++;
    }

    private void skipSpace() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private BadValueException broken() {
        return BadValueException.of(
                FocusColumn.TAGS,
                json,
                "is no flat JSON object of tags (character %d); correct it, or have the file exported again"
                        .formatted(Math.min(at + 1, json.length())));
    }
}
