package dev.nightshift.local.deploy;

import java.io.PrintStream;

/** Hears what a deployment does, as it does it. */
public interface Progress {
    /** A resource has been dealt with. */
    void resource(DeployedResource resource);

    /** Something else worth knowing. */
    void note(String line);

    /** Says nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void resource(DeployedResource resource) {}

            @Override
            public void note(String line) {}
        };
    }

    /** Prints a line for each resource. */
    static Progress to(PrintStream out) {
        return new Progress() {
            @Override
            public void resource(DeployedResource resource) {
                out.println("  " + resource);
            }

            @Override
            public void note(String line) {
                out.println(line);
            }
        };
    }
}
