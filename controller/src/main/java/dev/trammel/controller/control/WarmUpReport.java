package dev.trammel.controller.control;

/**
 * What a {@link WarmUp} took and came to.
 *
 * @param what was called
 * @param seconds that it took
 * @param calls made
 * @param secondsPerCall in the end
 * @param bytesPerCall allocated in the end
 * @param settled whether the code is compiled: it allocates nothing and gets no faster
 */
public record WarmUpReport(
    String what,
    double seconds,
    long calls,
    double secondsPerCall,
    double bytesPerCall,
    boolean settled) {}
