package dev.trammel.calibration.benchmark;

/**
 * A line of a table.
 *
 * @param key for programs
 * @param title for people
 * @param allocatesNothing whether a call must not allocate
 */
record Line(String key, String title, boolean allocatesNothing) {}
