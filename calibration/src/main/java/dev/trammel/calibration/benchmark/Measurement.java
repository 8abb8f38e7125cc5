package dev.trammel.calibration.benchmark;

/**
 * What one process found of one kernel.
 *
 * @param micros median wall time of a call [µs]
 * @param bytes that a call allocates, mean [B]
 */
record Measurement(double micros, double bytes) {}
