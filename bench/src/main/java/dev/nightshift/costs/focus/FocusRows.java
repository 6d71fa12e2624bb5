package dev.nightshift.costs.focus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * As many rows as one likes, distributed as the sample's: each is a row of the sample, drawn at
 * random, at another hour of the month and for another amount. The same ones every time.
 */
final class FocusRows {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int HOURS = 30 * 24;
    private static final int SCALE = 11;

    private final List<String> names;
    private final List<List<String>> rows = new ArrayList<>();
    private final byte[] header;

    private FocusRows(String csv) {
        var records = records(csv);
        names = records.getFirst().stream().map(name -> name.replace("\"", "")).toList();
        header = (String.join(",", records.getFirst()) + "\n").getBytes(StandardCharsets.UTF_8);
        for (var record : records.subList(1, records.size())) {
            rows.add(split(record));
        }
    }

    /** Writes them, if they are not there already. */
    static void write(Path sample, Path file, long count) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        System.out.printf("writing %,d rows to %s%n", count, file);
        var table = new FocusRows(Files.readString(sample));
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 20)) {
            table.write(out, count);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void write(BufferedOutputStream out, long count) throws IOException {
        var random = new SplittableRandom(20_240_901);
        var hours = new byte[HOURS + 1][];
        for (int i = 0; i < hours.length; i++) {
            hours[i] =
                    ('"' + LocalDateTime.of(2024, 9, 1, 0, 0).plusHours(i).format(TIME) + '"')
                            .getBytes(StandardCharsets.UTF_8);
        }
        // a thousand amounts for each row, so that writing takes minutes and not an hour
        var pieces = rows.stream().map(row -> pieces(row, random)).toList();
        out.write(header);
        for (long i = 0; i < count; i++) {
            var row = pieces.get(random.nextInt(pieces.size()));
            int hour = random.nextInt(HOURS);
            var billed = row.billed()[random.nextInt(row.billed().length)];
            var effective = row.effective()[random.nextInt(row.effective().length)];
            for (var piece : row.pieces()) {
                switch (piece) {
                    case Text(var bytes) -> out.write(bytes);
                    case Amount(var isBilled) -> out.write(isBilled ? billed : effective);
                    case Hour(var later) -> out.write(hours[hour + later]);
                }
            }
        }
    }

    private sealed interface Piece {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(byte[] bytes) implements Piece {}

    private record Amount(boolean billed) implements Piece {}

    private record Hour(int later) implements Piece {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Pieces(List<Piece> pieces, byte[][] billed, byte[][] effective) {}

    private Pieces pieces(List<String> row, SplittableRandom random) {
        var pieces = new ArrayList<Piece>();
        var text = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            Piece piece =
                    switch (names.get(i)) {
                        case "BilledCost" -> new Amount(true);
                        case "EffectiveCost" -> new Amount(false);
                        case "ChargePeriodStart" -> new Hour(0);
                        case "ChargePeriodEnd" -> new Hour(1);
                        default -> new Text(row.get(i).getBytes(StandardCharsets.UTF_8));
                    };
            text.append(i == 0 ? "" : ",");
            if (piece instanceof Text) {
                text.append(row.get(i));
            } else {
                pieces.add(new Text(text.toString().getBytes(StandardCharsets.UTF_8)));
                pieces.add(piece);
                text.setLength(0);
            }
        }
        pieces.add(new Text((text + "\n").getBytes(StandardCharsets.UTF_8)));
        return new Pieces(
                List.copyOf(pieces),
                amounts(row.get(names.indexOf("BilledCost")), random),
                amounts(row.get(names.indexOf("EffectiveCost")), random));
    }

    private static byte[][] amounts(String like, SplittableRandom random) {
        var amounts = new byte[1_000][];
        for (int i = 0; i < amounts.length; i++) {
            amounts[i] =
                    new BigDecimal(like)
                            .multiply(BigDecimal.valueOf(random.nextInt(1, 2_000), 3))
                            .setScale(SCALE, RoundingMode.HALF_EVEN)
                            .toPlainString()
                            .getBytes(StandardCharsets.UTF_8);
        }
        return amounts;
    }

    /** The header's fields, then each record as one text. */
    private static List<List<String>> records(String csv) {
        var records = new ArrayList<List<String>>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            if (csv.charAt(i) == '"') {
                quoted = !quoted;
            } else if (csv.charAt(i) == '\n' && !quoted) {
                records.add(List.of(csv.substring(start, i)));
                start = i + 1;
            }
        }
        if (start < csv.length()) {
            records.add(List.of(csv.substring(start)));
        }
        records.set(0, split(records.getFirst()));
        return records;
    }

    /** Fields with their quotes. */
    private static List<String> split(List<String> record) {
        var line = record.getFirst();
        var fields = new ArrayList<String>();
        int start = 0;
        boolean quoted = false;
        for (int i = 0; i <= line.length(); i++) {
            if (i == line.length() || (line.charAt(i) == ',' && !quoted)) {
                fields.add(line.substring(start, i));
                start = i + 1;
            } else if (line.charAt(i) == '"') {
                quoted = !quoted;
            }
        }
        return fields;
    }
}
