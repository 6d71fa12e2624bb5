package dev.nightshift.costs.focus;

/** Something in a table that is not as FOCUS says; the reader adds the file and the line. */
final class BadValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Longer values are cut in messages. */
    private static final int SHOWN = 60;

    private final String complaint;

    /**
     * @param complaint such as {@code column BilledCost: 'abc' is no number; …}
     */
    BadValueException(String complaint) {
        super(complaint);
        this.complaint = complaint;
    }

    /**
     * @param column FOCUS's name of it
     * @param value as it stands in the table
     * @param problem what is wrong with it, and what to do
     */
    static BadValueException of(FocusColumn column, String value, String problem) {
        return new BadValueException(
                "column %s: %s %s".formatted(column.id(), quoted(value), problem));
    }

    static BadValueException empty(FocusColumn column) {
        return new BadValueException(
                "column %s: it is empty, which FOCUS does not allow; have the file exported again"
                        .formatted(column.id()));
    }

    String complaint() {
        return complaint;
    }

    private static String quoted(String value) {
        var text = value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value;
        return "'" + text.replaceAll("\\p{Cntrl}", " ") + "'";
    }
}
