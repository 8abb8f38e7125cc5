package dev.trammel.controller.learn;

/**
 * A mean of samples and how sure it is.
 *
 * @param mean of the samples
 * @param standardError of the mean, NaN of a single sample
 */
public record Estimate(double mean, double standardError) {

  static Estimate of(double[] samples) {
    double mean = 0;
    for (double sample : samples) {
      mean += sample / samples.length;
    }
    double squares = 0;
    for (double sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    int freedom = samples.length - 1;
    return new Estimate(
        mean, freedom == 0 ? Double.NaN : Math.sqrt(squares / freedom / samples.length));
  }
}
