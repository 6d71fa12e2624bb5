package dev.nightshift.certificates.grade;

/**
 * Why a grade can be no better than it is.
 *
 * @param ceiling the best letter that a server with this can have
 * @param reason what was found, in words
 * @param rule the revision or table of the guide that says so
 */
public record Cap(Letter ceiling, String reason, String rule) {}
