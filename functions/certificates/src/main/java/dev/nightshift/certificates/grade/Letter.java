package dev.nightshift.certificates.grade;

/** The grades, best first. */
public enum Letter {
    A_PLUS("A+"),
    A("A"),
    A_MINUS("A-"),
    B("B"),
    C("C"),
    D("D"),
    E("E"),
    F("F"),
    /** The certificate is for another name, so this may not be the server that was meant. */
    M("M"),
    /** The certificate is not to be trusted, whatever the server offers. */
    T("T"),
    /** Something that decides the grade is not known. */
    UNKNOWN("unknown");

    private final String text;

    Letter(String text) {
        this.text = text;
    }

    /** The worse of the two; nothing is worse than not knowing. */
    public Letter worse(Letter other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isWorseThan(Letter other) {
        return compareTo(other) > 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
