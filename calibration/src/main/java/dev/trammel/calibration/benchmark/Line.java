package dev.trammel.calibration.benchmark;

/**
 * A line of a table.
 *
 * @param key for programs
 * @param title for people
 */
record Line(String key, String title) {}
