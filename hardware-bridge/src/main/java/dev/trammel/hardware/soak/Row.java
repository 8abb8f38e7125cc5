package dev.trammel.hardware.soak;

/**
 * How far a soak is, after some minutes.
 *
 * @param seconds since it began [s]
 * @param sample what the process holds
 * @param faults injected so far
 * @param whole episodes that came to their end and whose log came whole
 * @param ended episodes, or attempts at some, that ended with a reason
 * @param account of what came to the robot
 * @param breaches so far
 */
public record Row(
    double seconds,
    Sample sample,
    long faults,
    long whole,
    long ended,
    Account account,
    long breaches) {}
