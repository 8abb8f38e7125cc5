package dev.trammel.calibration.fit;

/**
 * The white noise of a sensor at rest, beneath the counts that it is rounded to.
 *
 * @param sigma standard deviation of one reading
 * @param deviation of that, as the data tell it; infinite if they do not
 * @param readings n
 */
public record WhiteNoise(double sigma, double deviation, int readings) {}
