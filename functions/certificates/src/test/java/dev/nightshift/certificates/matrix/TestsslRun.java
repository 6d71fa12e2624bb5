package dev.nightshift.certificates.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Has testssl.sh look at every server of the matrix, and keeps what it says. */
final class TestsslRun {
    private TestsslRun() {}

    /**
     * Those that are kept already are left out, so that it can be broken off.
     *
     * @param at how many at once; each takes a minute or two, half of it waiting
     */
    static void keep(Path program, Mint mint, Path results, int at)
            throws IOException, InterruptedException {
        Files.createDirectories(results);
        try (ExecutorService pool = Executors.newFixedThreadPool(at)) {
            var running = new ArrayList<Future<Boolean>>();
            Catalogue.all().stream()
                    .filter(setup -> Files.notExists(file(results, setup)))
                    .forEach(
                            setup ->
                                    running.add(
                                            pool.submit(
                                                    () -> look(program, mint, results, setup))));
            for (var one : running) {
                finish(one);
            }
        }
    }

    static Path file(Path results, Setup setup) {
        return results.resolve(setup.name() + ".json");
    }

    private static boolean look(Path program, Mint mint, Path results, Setup setup)
            throws IOException {
        var draft = results.resolve(setup.name() + ".draft");
        try (var server = RunningServer.start(setup, mint)) {
            Tools.testssl(program, server.port(), mint.root(), draft);
        }
        Files.move(draft, file(results, setup));
        return true;
    }

    private static void finish(Future<Boolean> look) throws IOException, InterruptedException {
        try {
            look.get();
        } catch (ExecutionException failure) {
            throw new IOException("testssl.sh did not come to an end", failure);
        }
    }
}
