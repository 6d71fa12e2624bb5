package dev.nightshift.local.cli;

import dev.nightshift.cdk.Rooms;

/** Where {@code ./nightshift} starts. */
public final class Main {
    /** What a library warns of, a command says in its own words. */
    private static final String LIBRARIES = "org.slf4j.simpleLogger.defaultLogLevel";

    private Main() {}

    public static void main(String[] arguments) {
        if (System.getProperty(LIBRARIES) == null) {
            System.setProperty(LIBRARIES, "error");
        }
        System.exit(Cli.ofProcess(Rooms.AUTOMATIONS).run(arguments));
    }
}
