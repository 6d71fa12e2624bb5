package dev.nightshift.backup.s3.manifest;

/** What a run did about the object of a line: the first letter of it. */
public enum LineState {
    /** As the manifest before has it. */
    CARRIED('='),
    /** Copied by the run that wrote the line. */
    COPIED('+'),
    /** Gone from the source since the manifest before; the line names the last copy. */
    DELETED('-'),
    /**
     * In the source, but S3 refused to copy it as it is now. If the line names a copy, it is one of
     * an older state.
     */
    LEFT('!');

    private final byte letter;

    LineState(char letter) {
        this.letter = (byte) letter;
    }

    byte letter() {
        return letter;
    }

    /**
     * @throws IllegalArgumentException if no state is written so
     */
    static LineState of(byte letter) {
        return switch (letter) {
            case '=' -> CARRIED;
            case '+' -> COPIED;
            case '-' -> DELETED;
            case '!' -> LEFT;
            default -> throw new IllegalArgumentException("no line begins with " + (char) letter);
        };
    }
}
