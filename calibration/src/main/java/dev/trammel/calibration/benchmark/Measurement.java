package dev.trammel.calibration.benchmark;

/**
 * What one process found of one kernel.
 *
 * @param micros median wall time of a call [µs]
 * @param least wall time of the fastest call, which a busy machine disturbs least [µs]
 * @param bytes that a call allocates, mean; NaN outside of Java [B]
 */
record Measurement(double micros, double least, double bytes) {}
