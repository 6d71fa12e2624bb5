package dev.nightshift.backup.s3.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Pulls elements out of a document of S3's, in memory, without building a tree. It knows what S3
 * writes: elements, attributes to be skipped, text, CDATA, entities; a document type is refused.
 */
final class S3Xml {
    static final int END_OF_DOCUMENT = 0;
    static final int START = 1;
    static final int END = 2;

    private static final int DEEPEST = 32;
    private static final int NAMES = 128;

    private final byte[] bytes;
    private final int length;
    // S3 uses few names, a thousand times each
    private final String[] names = new String[NAMES];
    private int at;
    private int depth;
    private boolean selfClosed;
    private boolean rooted;
    private String name = "";
    private int textFrom;
    private int textTo;
    private String cdata = "";

    S3Xml(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    /** Of the element that began or ended, without a prefix. */
    String name() {
        return name;
    }

    /** How many elements are open; 1 within the root. */
    int depth() {
        return depth;
    }

    /** The text before the tag that was read last: all of it, if the element has no others. */
    String text() throws IOException {
        return cdata + decoded(textFrom, textTo);
    }

    /** Goes on to the next tag. */
    int next() throws IOException {
        cdata = "";
        if (selfClosed) {
            selfClosed = false;
            depth--;
            textFrom = textTo = at;
            return END;
        }
        textFrom = at;
        while (true) {
            while (at < length && bytes[at] != '<') {
                at++;
            }
            textTo = at;
            if (at == length) {
                if (depth > 0 || !rooted) {
                    throw new IOException("the document ends early");
                }
                return END_OF_DOCUMENT;
            }
            at++;
            if (starts("?")) {
                skipPast("?>");
                textFrom = at;
            } else if (starts("!--")) {
                cdata = text();
                skipPast("-->");
                textFrom = at;
            } else if (starts("![CDATA[")) {
                var before = text();
                int begin = at + 8;
                skipPast("]]>");
                cdata = before + new String(bytes, begin, at - 3 - begin, StandardCharsets.UTF_8);
                textFrom = at;
            } else if (starts("!")) {
                throw new IOException("a document type");
            } else {
                return tag();
            }
        }
    }

    private int tag() throws IOException {
        boolean end = at < length && bytes[at] == '/';
        if (end) {
            at++;
        }
        int begin = at;
        while (at < length && !isNameEnd(bytes[at])) {
            if (bytes[at] == ':') {
                begin = at + 1;
            }
            at++;
        }
        name = name(begin, at);
        boolean slash = false;
        byte quote = 0;
        while (at < length && (quote != 0 || bytes[at] != '>')) {
            byte b = bytes[at++];
            if (quote != 0) {
                quote = b == quote ? 0 : quote;
            } else if (b == '"' || b == '\'') {
                quote = b;
            }
            slash = b == '/' && quote == 0;
        }
        if (at == length || name.isEmpty()) {
            throw new IOException("the document is broken");
        }
        at++;
        if (end) {
            if (--depth < 0) {
                throw new IOException("the document is broken");
            }
            return END;
        }
        if (++depth > DEEPEST || (rooted && depth == 1)) {
            throw new IOException("the document is too deep, or more than one");
        }
        rooted = true;
        selfClosed = slash;
        return START;
    }

    private static boolean isNameEnd(byte b) {
        return b == '>' || b == '/' || (b <= ' ' && b >= 0);
    }

    private String name(int begin, int end) {
        int slot =
                ((end - begin) * 31 + (begin < end ? bytes[begin] + 7 * bytes[end - 1] : 0))
                        & (NAMES - 1);
        var known = names[slot];
        if (known != null && known.length() == end - begin && is(known, begin)) {
            return known;
        }
        var made = new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        names[slot] = made;
        return made;
    }

    private boolean starts(String with) {
        return length - at >= with.length() && is(with, at);
    }

    private boolean is(String text, int from) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipPast(String end) throws IOException {
        while (!starts(end)) {
            if (++at >= length) {
                throw new IOException("the document ends early");
            }
        }
        at += end.length();
    }

    private String decoded(int begin, int end) throws IOException {
        int amp = begin;
        while (amp < end && bytes[amp] != '&') {
            amp++;
        }
        if (amp == end) {
            return new String(bytes, begin, end - begin, StandardCharsets.UTF_8);
        }
        var out = new StringBuilder(end - begin);
        int plain = begin;
        while (amp < end) {
            out.append(new String(bytes, plain, amp - plain, StandardCharsets.UTF_8));
            int semicolon = amp + 1;
            while (semicolon < end && bytes[semicolon] != ';') {
                semicolon++;
            }
            if (semicolon == end) {
                throw new IOException("an entity without end");
            }
            out.appendCodePoint(
                    entity(
                            new String(
                                    bytes, amp + 1, semicolon - amp - 1, StandardCharsets.UTF_8)));
            plain = semicolon + 1;
            amp = plain;
            while (amp < end && bytes[amp] != '&') {
                amp++;
            }
        }
        return out.append(new String(bytes, plain, end - plain, StandardCharsets.UTF_8)).toString();
    }

    private static int entity(String named) throws IOException {
        try {
            return switch (named) {
                case "amp" -> '&';
                case "lt" -> '<';
                case "gt" -> '>';
                case "quot" -> '"';
                case "apos" -> '\'';
                default -> {
                    int point =
                            named.startsWith("#x")
                                    ? Integer.parseInt(named, 2, named.length(), 16)
                                    : named.startsWith("#")
                                            ? Integer.parseInt(named, 1, named.length(), 10)
                                            : -1;
                    if (!Character.isValidCodePoint(point)) {
                        throw new IOException("entity " + named);
                    }
                    yield point;
                }
            };
        } catch (NumberFormatException e) {
            throw new IOException("entity " + named, e);
        }
    }
}
