package dev.nightshift.backup.drill.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets a test say whose signature is believed instead of RDS's. */
public final class Trusting {
    private Trusting() {}

    /** The check of production, for servers with a certificate of this authority. */
    public static DatabaseCheck only(Path pem) {
        return new JdbcCheck(
                () -> {
                    try (var in = Files.newInputStream(pem)) {
                        return Authorities.of(in);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
