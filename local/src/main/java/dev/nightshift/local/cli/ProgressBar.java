package dev.nightshift.local.cli;

import dev.nightshift.backup.s3.restore.RestoreProgress;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How far a restore has got, with its rate and the time that is left: a line that is written over
 * on a terminal, now and then a line of its own elsewhere.
 */
final class ProgressBar implements RestoreProgress {
    private static final int WIDTH = 24;
    private static final long ON_TERMINAL = Duration.ofMillis(100).toNanos();
    private static final long ELSEWHERE = Duration.ofSeconds(15).toNanos();

    private final Terminal terminal;
    private final LongSupplier nanos;
    private final long every;
    private long total;
    private long totalBytes;
    private long began;
    private long last;

    /**
     * @param nanos counts nanoseconds, from anywhere
     */
    ProgressBar(Terminal terminal, LongSupplier nanos) {
        this.terminal = terminal;
        this.nanos = nanos;
        this.every = terminal.errIsTerminal() ? ON_TERMINAL : ELSEWHERE;
        this.began = nanos.getAsLong();
        this.last = terminal.errIsTerminal() ? began - ON_TERMINAL : began;
    }

    /** From now on it counts towards this. */
    synchronized void begin(long objects, long bytes) {
        total = objects;
        totalBytes = bytes;
        began = nanos.getAsLong();
        last = began;
    }

    @Override
    public synchronized void looked(long objects) {
        if (isDue()) {
            show("looked at %s of the manifest".formatted(Amounts.objects(objects)));
        }
    }

    @Override
    public synchronized void restored(long objects, long bytes) {
        if (isDue()) {
            show(line(objects, bytes, Duration.ofNanos(nanos.getAsLong() - began)));
        }
    }

    private boolean isDue() {
        long now = nanos.getAsLong();
        if (now - last < every) {
            return false;
        }
        last = now;
        return true;
    }

    private void show(String line) {
        if (terminal.errIsTerminal()) {
            terminal.progress(line);
        } else {
            terminal.say(line);
        }
    }

    String line(long objects, long bytes, Duration since) {
        double seconds = Math.max(since.toNanos() / 1e9, 1e-3);
        double done = Math.max(share(objects, total), 0);
        // what is slow may be many objects or large ones: the slower of both tells
        double sure = totalBytes == 0 ? done : Math.min(done, share(bytes, totalBytes));
        var left =
                sure <= 0
                        ? "?"
                        : Amounts.clock(
                                Duration.ofSeconds(Math.round(seconds * (1 - sure) / sure)));
        int filled = (int) (done * WIDTH);
        return "[%s%s] %3d %%  %s of %s, %s of %s, %s/s, %s/s, %s left"
                .formatted(
                        "#".repeat(filled),
                        ".".repeat(WIDTH - filled),
                        (int) (done * 100),
                        Amounts.count(objects),
                        Amounts.objects(total),
                        Amounts.bytes(bytes),
                        Amounts.bytes(totalBytes),
                        Amounts.count(Math.round(objects / seconds)),
                        Amounts.bytes(Math.round(bytes / seconds)),
                        left);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 1 : Math.min(1, (double) part / whole);
    }
}
