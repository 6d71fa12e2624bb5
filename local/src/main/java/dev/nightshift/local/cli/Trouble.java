package dev.nightshift.local.cli;

/** Why a command cannot go on: one line that says what, where and what to do. */
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public Trouble(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    public Trouble(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }
}
