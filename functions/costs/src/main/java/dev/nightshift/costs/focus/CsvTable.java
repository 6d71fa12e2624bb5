package dev.nightshift.costs.focus;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Adds a CSV table to summaries, each of which is filled by a thread of its own. */
final class CsvTable {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final CsvBlocks blocks;
    private final Wanted wanted;
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();

    private record Failure(int block, int linesBefore, String complaint) {}

    private CsvTable(String name, InputStream stream, Wanted wanted) {
        this.name = name;
        this.blocks = new CsvBlocks(stream);
        this.wanted = wanted;
    }

    /**
     * @param name of the file, in messages
     * @param summaries one for each thread
     * @throws CloudException if the table cannot be read, or is not as FOCUS says; of several
     *     faults, the first in the file
     */
    static void read(String name, InputStream stream, Wanted wanted, List<Summary> summaries) {
        new CsvTable(name, stream, wanted).read(summaries);
    }

    private void read(List<Summary> summaries) {
        var first = new CsvBlocks.Block();
        if (!next(first)) {
            throw damaged("it has no header line; have it exported again");
        }
        var layout = layout(first);
        summaries.getFirst().lacks(layout);
        if (blocks.ended()) {
            scan(new CsvRows(layout, wanted, summaries.getFirst()), first, 1);
        } else {
            scanTogether(layout, first, summaries);
        }
        failures.stream()
                .min(Comparator.comparingInt(Failure::block))
                .ifPresent(
                        failure -> {
                            throw at(
                                    blocks.linesBefore(failure.block()) + failure.linesBefore(),
                                    failure.complaint());
                        });
    }

    private Layout layout(CsvBlocks.Block block) {
        var scanner = new CsvScanner();
        scanner.begin(block);
        try {
            scanner.next();
            var names = new ArrayList<String>();
            for (int i = 0; i < scanner.fields(); i++) {
                scanner.select(i);
                var text = scanner.text();
                names.add(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
            }
            return Layout.of(names);
        } catch (BadValueException e) {
            throw at(0, e.complaint());
        }
    }

    private void scanTogether(Layout layout, CsvBlocks.Block first, List<Summary> summaries) {
        try (var threads = Executors.newFixedThreadPool(summaries.size())) {
            var scans = new ArrayList<Future<Void>>();
            for (var summary : summaries.subList(1, summaries.size())) {
                Callable<Void> scan =
                        () -> {
                            scanAll(new CsvRows(layout, wanted, summary));
                            return null;
                        };
                scans.add(threads.submit(scan));
            }
            var rows = new CsvRows(layout, wanted, summaries.getFirst());
            scan(rows, first, 1);
            scanAll(rows);
            for (var scan : scans) {
                join(scan);
            }
        }
    }

    private void scanAll(CsvRows rows) {
        var block = new CsvBlocks.Block();
        while (failures.isEmpty() && next(block)) {
            scan(rows, block, 0);
        }
    }

    private void scan(CsvRows rows, CsvBlocks.Block block, int skipped) {
        try {
            rows.add(block, skipped);
        } catch (BadValueException e) {
            failures.add(new Failure(block.index(), rows.linesBefore(), e.complaint()));
        }
    }

    private boolean next(CsvBlocks.Block block) {
        try {
            return blocks.next(block);
        } catch (IOException e) {
            throw new CloudException(
                    Kind.REJECTED,
                    "could not read "
                            + name
                            + ": it is cut short or damaged ("
                            + e.getMessage()
                            + "); have it exported again",
                    e);
        }
    }

    private static void join(Future<Void> scan) {
        try {
            scan.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CloudException(Kind.UNREACHABLE, "interrupted while reading", e);
        }
    }

    private CloudException at(long linesBefore, String complaint) {
        return damaged("line " + (linesBefore + 1) + ", " + complaint);
    }

    private CloudException damaged(String complaint) {
        return new CloudException(Kind.REJECTED, "could not read " + name + ": " + complaint);
    }
}
