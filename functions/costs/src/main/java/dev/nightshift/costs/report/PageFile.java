package dev.nightshift.costs.report;

/**
 * A file of a report.
 *
 * @param type its media type
 */
public record PageFile(String type, String text) {}
