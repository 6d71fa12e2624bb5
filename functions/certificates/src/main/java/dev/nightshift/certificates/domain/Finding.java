package dev.nightshift.certificates.domain;

import dev.nightshift.certificates.Level;

/**
 * One line of a verdict.
 *
 * @param about what it is about, a word: {@code expiry}, {@code status}, {@code name servers}
 * @param words what is so, and what to do
 */
public record Finding(Level level, String about, String words) {}
