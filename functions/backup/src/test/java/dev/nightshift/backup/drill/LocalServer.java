package dev.nightshift.backup.drill;

/** A database server on a loopback port, from files as they were at some moment. */
interface LocalServer extends AutoCloseable {
    int port();

    /** Gives the master user a new password. */
    void password(String password);

    @Override
    void close();
}
