package dev.trammel.controller.plant;

import java.util.List;

/**
 * Where an episode begins.
 *
 * @param positions of the joints [m or rad], one per degree of freedom
 * @param velocities of the joints [m/s or rad/s]
 * @param objects those that do not stand where the plant has them
 * @param seed of everything random inside the plant during the episode
 */
public record EpisodeStart(
    double[] positions, double[] velocities, List<Placement> objects, long seed) {

  public EpisodeStart {
    positions = positions.clone();
    velocities = velocities.clone();
    objects = List.copyOf(objects);
    if (positions.length != velocities.length) {
      throw new IllegalArgumentException("a start needs as many velocities as positions, had "
          + velocities.length + " for " + positions.length);
    }
  }

  /** With all objects where the plant has them. */
  public EpisodeStart(double[] positions, double[] velocities, long seed) {
    this(positions, velocities, List.of(), seed);
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
