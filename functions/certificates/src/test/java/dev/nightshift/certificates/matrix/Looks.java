package dev.nightshift.certificates.matrix;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at many servers, a few at a time. */
final class Looks {
    /** Each is mostly waiting: for a process to start, or for sslscan. */
    private static final int AT_ONCE = 8;

    private Looks() {}

    static List<Look> at(List<Setup> setups, Mint mint, boolean withSslscan)
            throws IOException, InterruptedException {
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var running = new ArrayList<Future<Look>>();
            for (var setup : setups) {
                running.add(pool.submit(() -> Look.at(setup, mint, withSslscan)));
            }
            var looks = new ArrayList<Look>();
            for (var one : running) {
                looks.add(one.get());
            }
            return looks;
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause());
        }
    }
}
