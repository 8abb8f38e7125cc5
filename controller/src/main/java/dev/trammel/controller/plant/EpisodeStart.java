package dev.trammel.controller.plant;

/**
 * Where an episode begins.
 *
 * @param positions of the joints [m or rad], one per degree of freedom
 * @param velocities of the joints [m/s or rad/s]
 * @param seed of everything random inside the plant during the episode
 */
public record EpisodeStart(double[] positions, double[] velocities, long seed) {

  public EpisodeStart {
    positions = positions.clone();
    velocities = velocities.clone();
    if (positions.length != velocities.length) {
      throw new IllegalArgumentException("a start needs as many velocities as positions, had "
          + velocities.length + " for " + positions.length);
    }
  }

  @Override
  public double[] positions() {
    return positions.clone();
  }

  @Override
  public double[] velocities() {
    return velocities.clone();
  }
}
