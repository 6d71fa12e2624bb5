package dev.nightshift.local.cli;

import java.util.concurrent.Callable;
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
