package dev.nightshift.local.cli;

import dev.nightshift.cdk.Rooms;

/** Where {@code ./nightshift} starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Cli.ofProcess(Rooms.AUTOMATIONS).run(arguments));
    }
}
