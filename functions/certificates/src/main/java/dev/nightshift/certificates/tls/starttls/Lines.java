package dev.nightshift.certificates.tls.starttls;

import dev.nightshift.certificates.tls.wire.Link;
import dev.nightshift.certificates.tls.wire.TlsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A dialogue of lines, of which no server sends many. */
final class Lines {
    private static final int MAX_LINES = 100;

    /** RFC 5321 has 512; capability lists of IMAP are longer. */
    private static final int MAX_BYTES = 4096;

    private static final int CODE_DIGITS = 3;

    private final Link link;
    private int count;

    Lines(Link link) {
        this.link = link;
    }

    void say(String line) throws TlsException {
        link.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    String hear() throws TlsException {
        count++;
        if (count > MAX_LINES) {
            throw Dialogues.refused("more than " + MAX_LINES + " lines came");
        }
        return link.readLine(MAX_BYTES);
    }

    /**
     * A reply of SMTP or FTP, whose last line has a space after its code.
     *
     * @throws TlsException if it is not of this code
     */
    List<String> reply(String code, String to) throws TlsException {
        var lines = new ArrayList<String>();
        while (true) {
            var line = hear();
            // FTP lets lines in between begin with anything
            boolean coded = line.length() >= CODE_DIGITS && line.startsWith(code);
            if (lines.isEmpty() && !coded) {
                throw Dialogues.refused("to " + to + " the server said: " + quote(line));
            }
            lines.add(line);
            if (coded && (line.length() == CODE_DIGITS || line.charAt(CODE_DIGITS) == ' ')) {
                return lines;
            }
        }
    }

    static boolean hasWord(String line, String word) {
        return List.of(line.toUpperCase(Locale.ROOT).split("[ \\-\\]\\[]")).contains(word);
    }

    /** What a stranger said, fit for a report. */
    static String quote(String line) {
        var clean = line.replaceAll("[^\\x20-\\x7e]", "?");
        return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
    }
}
