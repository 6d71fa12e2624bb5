package dev.nightshift.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads a small file of UTF-8 text, with or without a byte order mark. */
final class TextFile {
    static final int MAX_BYTES = 256 * 1024;

    private TextFile() {}

    static String name(Path path) {
        var name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    /** A problem is reported to {@code problems} and the result is empty. */
    static Optional<String> read(Path path, Problems problems) {
        var file = Position.wholeOf(name(path));
        try (var in = Files.newInputStream(path)) {
            // one more than allowed is enough to know
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length <= MAX_BYTES) {
                return decode(file.file(), bytes, problems);
            }
            problems.add(file, "", "the file is larger than " + MAX_BYTES + " bytes");
        } catch (NoSuchFileException missing) {
            problems.add(file, "", "there is no such file: " + path);
        } catch (IOException unreadable) {
            problems.add(file, "", "the file cannot be read: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private static Optional<String> decode(String file, byte[] bytes, Problems problems) {
        var decoder =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var out = CharBuffer.allocate(bytes.length);
        var result = decoder.decode(ByteBuffer.wrap(bytes), out, true);
        var text = out.flip().toString();
        if (result.isError()) {
            problems.add(endOf(file, text), "", "this is not UTF-8");
            return Optional.empty();
        }
        var unprintable = unprintable(text);
        if (unprintable.isPresent()) {
            int at = unprintable.getAsInt();
            problems.add(
                    endOf(file, text.substring(0, at)),
                    "",
                    "the character U+%04X is not allowed".formatted(text.codePointAt(at)));
            return Optional.empty();
        }
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    /**
     * Where the first character stands that YAML does not print: a control other than a break or a
     * tab, half of a surrogate pair, or no character at all.
     */
    static OptionalInt unprintable(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
            if (control || !StreamReader.isPrintable(c)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** The place right behind this text. */
    private static Position endOf(String file, String text) {
        int lastBreak = text.lastIndexOf('\n');
        int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
        return new Position(file, line, text.codePointCount(lastBreak + 1, text.length()) + 1);
    }
}
