package dev.nightshift.backup.drill.sql;

import dev.nightshift.backup.drill.sql.DatabaseCheck.Door;
import dev.nightshift.backup.drill.sql.DatabaseCheck.Login;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** In what two families of engines differ. */
enum Dialect {
    POSTGRESQL("\"", "('pg_catalog', 'information_schema')") {
        @Override
        Connection open(Door door, Login login, Authorities trusted, Duration time)
                throws SQLException {
            var settings = settings(login);
            if (door.tls()) {
                settings.setProperty("sslmode", "verify-full");
                settings.setProperty("sslrootcert", trusted.pem().toString());
            } else {
                settings.setProperty("sslmode", "prefer");
            }
            settings.setProperty("connectTimeout", seconds(CONNECT));
            settings.setProperty("socketTimeout", seconds(time));
            settings.setProperty("ApplicationName", "nightshift restore-drill");
            settings.setProperty("options", "-c default_transaction_read_only=on");
            var url =
                    "jdbc:postgresql://%s:%d/%s"
                            .formatted(
                                    door.host(), door.port(), door.database().orElse("postgres"));
            return connect(new org.postgresql.Driver(), url, settings);
        }

        @Override
        void limit(Connection connection, Duration time) throws SQLException {
            set(connection, "set statement_timeout = " + Math.max(1, time.toMillis()));
        }
    },

    MYSQL("`", "('mysql', 'information_schema', 'performance_schema', 'sys')") {
        @Override
        Connection open(Door door, Login login, Authorities trusted, Duration time)
                throws SQLException {
            // nothing here leaves connections behind for a thread to tidy up
            System.setProperty("com.mysql.cj.disableAbandonedConnectionCleanup", "true");
            var settings = settings(login);
            if (door.tls()) {
                settings.setProperty("sslMode", "VERIFY_IDENTITY");
                settings.setProperty(
                        "trustCertificateKeyStoreUrl", trusted.store().toUri().toString());
                settings.setProperty("trustCertificateKeyStoreType", "PKCS12");
                settings.setProperty("trustCertificateKeyStorePassword", Authorities.PASSWORD);
                settings.setProperty("fallbackToSystemTrustStore", "false");
            } else {
                settings.setProperty("sslMode", "PREFERRED");
            }
            settings.setProperty("connectTimeout", Long.toString(CONNECT.toMillis()));
            settings.setProperty("socketTimeout", Long.toString(Math.max(1, time.toMillis())));
            settings.setProperty("connectionTimeZone", "UTC");
            settings.setProperty("allowLoadLocalInfile", "false");
            // its messages do without the statement and its values
            settings.setProperty("paranoid", "true");
            var url =
                    "jdbc:mysql://%s:%d/%s"
                            .formatted(door.host(), door.port(), door.database().orElse(""));
            return connect(new com.mysql.cj.jdbc.Driver(), url, settings);
        }

        @Override
        void limit(Connection connection, Duration time) throws SQLException {
            // MySQL's driver calls every product MySQL
            var maria = connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
            set(
                    connection,
                    maria
                            ? "set session max_statement_time = " + Math.max(1, time.toSeconds())
                            : "set session max_execution_time = " + Math.max(1, time.toMillis()));
        }
    };

    static final Duration CONNECT = Duration.ofSeconds(10);

    private final String quote;
    private final String ownSchemas;

    Dialect(String quote, String ownSchemas) {
        this.quote = quote;
        this.ownSchemas = ownSchemas;
    }

    /**
     * @param engine as RDS calls it
     */
    static Optional<Dialect> of(String engine) {
        if (engine.contains("postgres")) {
            return Optional.of(POSTGRESQL);
        }
        return engine.contains("mysql") || engine.contains("mariadb")
                ? Optional.of(MYSQL)
                : Optional.empty();
    }

    /**
     * A new connection. The caller makes it read-only.
     *
     * @param trusted who must have signed the server's certificate, if it is to be encrypted
     * @param time that the longest answer may take
     */
    abstract Connection open(Door door, Login login, Authorities trusted, Duration time)
            throws SQLException;

    /** How long each statement may take from now on; the server itself ends those that do not. */
    abstract void limit(Connection connection, Duration time) throws SQLException;

    /** A name from the settings, so that it can be nothing but a name. */
    String quoted(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .map(part -> quote + part.replace(quote, quote + quote) + quote)
                .collect(Collectors.joining("."));
    }

    /** Schema, table, column, type, size, nullable: of all tables that are not the engine's own. */
    String columns() {
        return """
               select c.table_schema, c.table_name, c.column_name, c.data_type,
                      c.character_maximum_length, c.numeric_precision, c.numeric_scale,
                      c.is_nullable
                 from information_schema.columns c
                 join information_schema.tables t
                   on t.table_schema = c.table_schema and t.table_name = c.table_name
                where t.table_type = 'BASE TABLE' and c.table_schema not in\s"""
                + ownSchemas;
    }

    /** Schema, table, kind of key, its name, column and place in it. */
    String keys() {
        return """
               select k.table_schema, k.table_name, t.constraint_type, k.constraint_name,
                      k.column_name, k.ordinal_position
                 from information_schema.table_constraints t
                 join information_schema.key_column_usage k
                   on k.constraint_schema = t.constraint_schema
                  and k.constraint_name = t.constraint_name
                  and k.table_schema = t.table_schema
                  and k.table_name = t.table_name
                where k.table_schema not in\s"""
                + ownSchemas;
    }

    private static Properties settings(Login login) {
        var settings = new Properties();
        settings.setProperty("user", login.user());
        settings.setProperty("password", login.password());
        return settings;
    }

    /** Without DriverManager, which looks for drivers by way of class loaders and service files. */
    private static Connection connect(Driver driver, String url, Properties settings)
            throws SQLException {
        Connection connection = driver.connect(url, settings);
        if (connection == null) {
            throw new SQLException("the driver does not take " + url, "08001");
        }
        return connection;
    }

    private static void set(Connection connection, String what) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(what);
        }
    }

    private static String seconds(Duration time) {
        return Long.toString(Math.max(1, time.toSeconds()));
    }
}
