package dev.nightshift.costs.anomaly;

/** What an anomaly looks like so far. */
public enum Kind {
    /** A day or two. */
    SPIKE("a spike"),
    /** Three days or more at another level. */
    STEP("a new level"),
    /** More every day. */
    LEAK("a slow rise"),
    /** What cost nothing before. */
    NEW("a new service"),
    /** Only AWS's Cost Anomaly Detection found it. */
    AWS("an anomaly by AWS's own detection"),
    /** Only if the settings ask for drops. */
    DROP("a drop");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
