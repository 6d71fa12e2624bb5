package dev.nightshift.backup.drill.sql;

import dev.nightshift.backup.drill.sql.DatabaseCheck.Finding;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Each table in one word: equal words, equal columns and keys. */
final class SchemaDigest {
    static final String TABLE = "table:";

    /** So many tables are compared, the first by name: evidence is a document, not a dump. */
    static final int MOST_TABLES = 2_000;

    private static final int NAMED = 10;

    private final Dialect dialect;
    private final Connection connection;
    private final Map<String, TreeSet<String>> lines = new TreeMap<>();

    SchemaDigest(Dialect dialect, Connection connection) {
        this.dialect = dialect;
        this.connection = connection;
    }

    /** Measures by {@code table:SCHEMA.TABLE}. */
    Map<String, String> read() throws SQLException {
        gather("column", dialect.columns(), 8);
        gather("key", dialect.keys(), 6);
        var digests = new TreeMap<String, String>();
        for (var table : lines.entrySet()) {
            if (digests.size() == MOST_TABLES) {
                break;
            }
            digests.put(TABLE + table.getKey(), sha256(table.getValue()));
        }
        return digests;
    }

    private void gather(String what, String sql, int columns) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            try (var rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    var line = new StringBuilder(what);
                    for (int i = 3; i <= columns; i++) {
                        line.append('|').append(text(rows, i));
                    }
                    lines.computeIfAbsent(
                                    text(rows, 1) + "." + text(rows, 2), any -> new TreeSet<>())
                            .add(line.toString());
                }
            }
        }
    }

    private static String text(ResultSet rows, int column) throws SQLException {
        return Optional.ofNullable(rows.getString(column)).orElse("");
    }

    /**
     * @param before measures of the last proven drill
     * @param when that was
     */
    static Finding compare(
            Map<String, String> now, Map<String, String> before, Optional<Instant> when) {
        var gone = new TreeSet<String>();
        var changed = new TreeSet<String>();
        before.forEach(
                (name, digest) -> {
                    if (name.startsWith(TABLE)) {
                        var found = now.get(name);
                        if (found == null) {
                            gone.add(name.substring(TABLE.length()));
                        } else if (!found.equals(digest)) {
                            changed.add(name.substring(TABLE.length()));
                        }
                    }
                });
        var count = "%,d tables".formatted(now.size());
        if (!gone.isEmpty()) {
            return new Finding(
                    "schema",
                    Verdict.FAILED,
                    count
                            + "; gone since the proven drill of "
                            + when.map(Instant::toString).orElse("?")
                            + ": "
                            + named(gone));
        }
        if (now.isEmpty()) {
            return new Finding("schema", Verdict.FAILED, "there is no table at all");
        }
        return new Finding(
                "schema",
                Verdict.PASSED,
                changed.isEmpty()
                        ? count + ", none gone and none altered"
                        : count
                                + ", none gone; altered, which may well be meant: "
                                + named(changed));
    }

    private static String named(Set<String> tables) {
        return String.join(", ", tables.stream().limit(NAMED).toList())
                + (tables.size() > NAMED ? " and " + (tables.size() - NAMED) + " more" : "");
    }

    private static String sha256(Iterable<String> lines) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var line : lines) {
                digest.update(line.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) '\n');
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
