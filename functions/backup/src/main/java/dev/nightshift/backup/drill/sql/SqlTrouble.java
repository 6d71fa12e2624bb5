package dev.nightshift.backup.drill.sql;

import dev.nightshift.backup.drill.sql.DatabaseCheck.Door;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Verdict;
import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.automation.CloudException.Kind;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What an engine's refusal means. Messages may quote rows, so that few of them are passed on.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL Error
 *     Codes</a>
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html">MySQL
 *     Server Error Message Reference</a>
 */
record SqlTrouble(Verdict verdict, String detail) {
    private static final int MYSQL_TIME_IS_UP = 3024;
    private static final int MARIADB_TIME_IS_UP = 1969;
    private static final int LONGEST = 200;

    /**
     * @throws CloudException if it is the connection that failed
     */
    static SqlTrouble of(SQLException failure, Door door) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        if (state.startsWith("08") || state.startsWith("57P")) {
            throw unreachable(failure, door);
        }
        if (state.equals("57014")
                || failure.getErrorCode() == MYSQL_TIME_IS_UP
                || failure.getErrorCode() == MARIADB_TIME_IS_UP) {
            return new SqlTrouble(
                    Verdict.UNKNOWN,
                    "no answer within the time that this run of the drill has; ask for less, or"
                            + " give the function a longer timeout");
        }
        if (isGone(failure)) {
            return new SqlTrouble(Verdict.FAILED, "there is no such table");
        }
        if (state.equals("42501") || (state.equals("42000") && isDenied(failure))) {
            return new SqlTrouble(
                    Verdict.UNKNOWN, "the master user may not read it (SQLSTATE " + state + ")");
        }
        // class 22 complains about a value, and quotes it
        var message = state.startsWith("22") ? "a value that does not fit" : firstLine(failure);
        return new SqlTrouble(
                Verdict.FAILED, "the database refused: " + message + " (SQLSTATE " + state + ")");
    }

    static CloudException unreachable(SQLException failure, Door door) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        var denied = state.startsWith("28");
        var unverified = unverified(failure);
        if (unverified.isPresent()) {
            return new CloudException(
                    Kind.UNREACHABLE,
                    "could not connect to %s:%d: its certificate is not one of this name that an authority of RDS has signed, and nothing was said to it: %s"
                            .formatted(door.host(), door.port(), unverified.get()),
                    failure);
        }
        return new CloudException(
                denied ? Kind.DENIED : Kind.UNREACHABLE,
                "could not %s %s:%d: %s (SQLSTATE %s)"
                        .formatted(
                                denied ? "log in to" : "connect to",
                                door.host(),
                                door.port(),
                                firstLine(failure),
                                state),
                failure);
    }

    /** Why a server's certificate was not taken for one, if that is what it is about. */
    private static Optional<String> unverified(SQLException failure) {
        Optional<String> why = Optional.empty();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException
                    // PostgreSQL's driver has nothing but words for another name
                    || String.valueOf(cause.getMessage()).contains("hostnameverifier")) {
                why = Optional.of(firstLine(cause));
            }
        }
        return why;
    }

    static boolean isGone(SQLException failure) {
        var state = Optional.ofNullable(failure.getSQLState()).orElse("");
        return state.equals("42P01") || state.equals("3F000") || state.equals("42S02");
    }

    private static boolean isDenied(SQLException failure) {
        return failure.getErrorCode() == 1142 || failure.getErrorCode() == 1044;
    }

    private static String firstLine(Throwable failure) {
        var message = Optional.ofNullable(failure.getMessage()).orElse("no reason given");
        var line = message.lines().findFirst().orElse("").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
