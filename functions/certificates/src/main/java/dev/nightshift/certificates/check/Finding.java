package dev.nightshift.certificates.check;

import dev.nightshift.certificates.Level;

/**
 * What is to be said of one thing: that it is well, or what is wrong, and who does what about it.
 *
 * @param about names it in the key of an incident; the same in every run
 * @param subject as people name it
 * @param todo empty if nobody has to do anything
 */
record Finding(Level level, Topic topic, String about, String subject, String words, String todo) {
    static Finding of(Level level, Topic topic, String subject, String words) {
        return new Finding(level, topic, subject, subject, words, "");
    }

    Finding todo(String what) {
        return new Finding(level, topic, about, subject, words, what);
    }

    /** All in one line. */
    String line() {
        return todo.isEmpty() ? words : words + "; " + todo;
    }
}
