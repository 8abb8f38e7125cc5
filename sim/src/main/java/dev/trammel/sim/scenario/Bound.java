package dev.trammel.sim.scenario;

/**
 * Where a quantity must stay through the whole episode.
 *
 * @param name of the sensor, for people
 * @param entry its index
 * @param lower least value of the truth, or of the estimate where the truth is not known
 * @param upper greatest value
 */
public record Bound(String name, int entry, double lower, double upper) {

  public Bound {
    if (!(lower < upper)) {
      throw new IllegalArgumentException(
          "bounds of " + name + " must satisfy lower < upper, were " + lower + " and " + upper);
    }
  }
}
