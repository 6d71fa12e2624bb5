package dev.nightshift.local.cli;

import dev.nightshift.core.automation.CloudException;
import dev.nightshift.core.config.Settings;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.ParentCommand;

/** A verb: does its work and says how it went. */
abstract class Command implements Callable<Integer> {
    final Session session;

    @ParentCommand private Root root = new Root();

    Command(Session session) {
        this.session = session;
    }

    abstract Exit run();

    @Override
    public final Integer call() {
        return run().code();
    }

    /** Works on the ledger, whose table is there only where the stage is deployed. */
    static <T> T withLedger(Settings settings, Supplier<T> work) {
        try {
            return work.get();
        } catch (CloudException e) {
            if (e.kind() != CloudException.Kind.NOT_FOUND) {
                throw e;
            }
            throw new Trouble(
                    Exit.USAGE,
                    ("%s; is stage %s deployed in %s? nightshift deploy --local, or cdk deploy in"
                                    + " cdk/")
                            .formatted(e.getMessage(), settings.stage(), settings.regions().home()),
                    e);
        }
    }

    Globals globals() {
        return root.globals;
    }

    Terminal terminal() {
        return session.terminal();
    }

    void print(String data) {
        terminal().out().println(data);
    }

    void print(Table table) {
        terminal().out().print(table.render(terminal().outWidth(), terminal()::bold));
    }
}
