package dev.trammel.hardware.soak;

import dev.trammel.controller.linalg.UsageException;

/**
 * How long, by which chance, and over which broker.
 *
 * @param minutes of faults
 * @param seed of all that is drawn; what the machine's threads make of it is not
 * @param broker {@code mosquitto} or {@code embedded}
 */
public record SoakSettings(double minutes, long seed, String broker) {

  private static final double LONGEST = 10_000;

  /** In which each storm has drawn something [s]. */
  private static final double LEAST = 15;

  public SoakSettings {
    if (!(minutes > 0 && minutes <= LONGEST)) {
      throw new UsageException(
          "--minutes must be above 0, at most " + LONGEST + ", was " + minutes);
    }
    if (!broker.equals("mosquitto") && !broker.equals("embedded")) {
      throw new UsageException("--broker must be mosquitto or embedded, was '" + broker + "'");
    }
  }

  /** Between two looks at threads, files and heap [s]. */
  double secondsPerSample() {
    return Math.max(LEAST, Math.min(60, 60 * minutes / 12));
  }
}
