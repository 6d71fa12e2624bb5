package dev.nightshift.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Where a command writes: data to one stream, words for people to the other.
 *
 * @param outWidth columns of the terminal that shows the data; empty if it goes to a file or pipe,
 *     where lines are as long as they are
 * @param errIsTerminal whether a line of progress may be written over
 * @param color whether the data may be coloured
 * @param answers of the person at the terminal, a line each; empty if nobody is there to ask
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        OptionalInt outWidth,
        boolean errIsTerminal,
        boolean color,
        Optional<BufferedReader> answers) {
    private static final int USUAL_WIDTH = 80;
    private static final Pattern YES = Pattern.compile("y|yes", Pattern.CASE_INSENSITIVE);

    /** One where nobody answers. */
    public Terminal(
            PrintStream out,
            PrintStream err,
            OptionalInt outWidth,
            boolean errIsTerminal,
            boolean color) {
        this(out, err, outWidth, errIsTerminal, color, Optional.empty());
    }

    /** The process's own. */
    static Terminal ofProcess(Map<String, String> environment) {
        var outIsTerminal = isTerminal(1);
        var plain =
                !environment.getOrDefault("NO_COLOR", "").isEmpty()
                        || environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                outIsTerminal ? OptionalInt.of(width(environment)) : columns(environment),
                isTerminal(2) && !plain,
                outIsTerminal && !plain,
                isTerminal(0) && isTerminal(2)
                        ? Optional.of(new BufferedReader(new InputStreamReader(System.in, UTF_8)))
                        : Optional.empty());
    }

    /**
     * Whether the person at the terminal says yes; whatever else they say, or nothing, is no.
     *
     * @return empty if nobody is there to ask
     */
    Optional<Boolean> ask(String question) {
        return answers.map(
                lines -> {
                    err.print(question + " [y/N] ");
                    err.flush();
                    try {
                        var answer = lines.readLine();
                        return answer != null && YES.matcher(answer.strip()).matches();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    void say(String line) {
        err.println(line);
    }

    /** Written over by the next one, on a terminal; nowhere else. */
    void progress(String line) {
        if (errIsTerminal) {
            var room = width(System.getenv()) - 1;
            err.print("\r\033[K" + (line.length() > room ? line.substring(0, room) : line));
            err.flush();
        }
    }

    void progressDone() {
        if (errIsTerminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }

    String bold(String text) {
        return color ? "\033[1m" + text + "\033[0m" : text;
    }

    String green(String text) {
        return painted("32", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    String red(String text) {
        return painted("31", text);
    }

    private String painted(String code, String text) {
        return color ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }

    private static boolean isTerminal(int descriptor) {
        var link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                var target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
            } catch (IOException e) {
                return false;
            }
        }
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }

    private static int width(Map<String, String> environment) {
        return columns(environment).orElseGet(Terminal::askTerminal);
    }

    private static OptionalInt columns(Map<String, String> environment) {
        var columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}")
                ? OptionalInt.of(Integer.parseInt(columns))
                : OptionalInt.empty();
    }

    private static int askTerminal() {
        try {
            var stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            var answer = new String(stty.getInputStream().readAllBytes(), UTF_8).strip();
            if (stty.waitFor(1, TimeUnit.SECONDS) && answer.matches("\\d+ [1-9]\\d{1,3}")) {
                return Integer.parseInt(answer.substring(answer.indexOf(' ') + 1));
            }
        } catch (IOException e) {
            // no stty or no terminal to ask: the usual width does
            return USUAL_WIDTH;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return USUAL_WIDTH;
    }
}
