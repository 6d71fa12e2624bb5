package dev.nightshift.core.config;

/**
 * Where things are.
 *
 * @param home where the functions and what they look after live, such as {@code eu-west-1}
 * @param recovery where the further copies go
 */
public record Regions(String home, String recovery) {}
