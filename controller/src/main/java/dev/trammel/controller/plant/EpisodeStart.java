package dev.trammel.controller.plant;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * Where and how an episode begins.
 *
 * @param positions of the joints [m or rad], one per degree of freedom
 * @param velocities of the joints [m/s or rad/s]
 * @param objects those that do not stand where the plant has them
 * @param underway inputs of the periods before, as many in each, the oldest first: of those, simulated actuators with
 *     a delay or a lag still give what is on its way. None: nothing was asked of them
 * @param seed of everything random inside the plant during the episode
 */
public record EpisodeStart(
    double[] positions,
    double[] velocities,
    List<Placement> objects,
    List<double[]> underway,
    long seed) {

  public EpisodeStart {
    positions = positions.clone();
    velocities = velocities.clone();
    objects = List.copyOf(objects);
    underway = underway.stream().map(double[]::clone).toList();
    if (positions.length != velocities.length) {
      throw new IllegalArgumentException("a start needs as many velocities as positions, had "
          + velocities.length + " for " + positions.length);
    }
    for (int i = 0; i < underway.size(); i++) {
      String row = "underway[" + i + "]";
      Require.length(Require.finite(underway.get(i), row), underway.get(0).length, row);
    }
  }

  /** With all objects where the plant has them. */
  public EpisodeStart(double[] positions, double[] velocities, long seed) {
    this(positions, velocities, List.of(), seed);
  }

  /** With nothing on its way. */
  public EpisodeStart(double[] positions, double[] velocities, List<Placement> objects, long seed) {
    this(positions, velocities, objects, List.of(), seed);
  }

  /** The same in the midst of a motion. */
  public EpisodeStart after(List<double[]> inputs) {
    return new EpisodeStart(positions, velocities, objects, inputs, seed);
  }

  @Override
  public double[] positions() {
    return positions.clone();
  }

  @Override
  public double[] velocities() {
    return velocities.clone();
  }

  @Override
  public List<double[]> underway() {
    return underway.stream().map(double[]::clone).toList();
  }
}
