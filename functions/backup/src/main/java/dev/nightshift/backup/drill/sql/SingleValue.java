package dev.nightshift.backup.drill.sql;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Calendar;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TimeZone;

/** The first column of the first row of an answer. */
record SingleValue(Optional<String> text, Optional<Instant> instant) {
    private static final int LONGEST = 10_000;

    /** More rows than this one are not fetched. */
    static SingleValue of(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setMaxRows(1);
            statement.setFetchSize(1);
            try (var rows = statement.executeQuery(sql)) {
                if (!rows.next()) {
                    return new SingleValue(Optional.empty(), Optional.empty());
                }
                var text = Optional.ofNullable(rows.getString(1)).map(SingleValue::cut);
                var instant =
                        switch (rows.getMetaData().getColumnType(1)) {
                            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE ->
                                    Optional.ofNullable(
                                                    rows.getTimestamp(
                                                            1,
                                                            Calendar.getInstance(
                                                                    TimeZone.getTimeZone("UTC"))))
                                            .map(java.sql.Timestamp::toInstant);
                            case Types.TINYINT,
                                    Types.SMALLINT,
                                    Types.INTEGER,
                                    Types.BIGINT,
                                    Types.NUMERIC,
                                    Types.DECIMAL,
                                    Types.REAL,
                                    Types.FLOAT,
                                    Types.DOUBLE ->
                                    Optional.ofNullable(rows.getBigDecimal(1)).map(SingleValue::at);
                            default -> Optional.<Instant>empty();
                        };
                return new SingleValue(text, instant);
            }
        }
    }

    OptionalLong number() {
        return text.filter(digits -> digits.matches("[0-9]{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    private static Instant at(BigDecimal seconds) {
        return Instant.ofEpochSecond(seconds.longValue());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
