package dev.trammel.hardware.fault;

/**
 * What a proxy did to messages since it began.
 *
 * @param passed messages that went through, late or not, without second copies
 * @param dropped messages that did not
 * @param duplicated second copies
 * @param reordered messages that were held back
 */
public record FaultTally(long passed, long dropped, long duplicated, long reordered) {}
