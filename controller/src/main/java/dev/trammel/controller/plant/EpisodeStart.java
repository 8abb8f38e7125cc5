package dev.trammel.controller.plant;

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
      requireInputs("underway[" + i + "]", underway.get(i), underway.get(0).length);
    }
  }

  private static void requireInputs(String row, double[] inputs, int count) {
    if (inputs.length != count) {
      throw new IllegalArgumentException(
          row + " must have " + count + " entries, had " + inputs.length);
    }
    for (int j = 0; j < count; j++) {
      if (!Double.isFinite(inputs[j])) {
        throw new IllegalArgumentException(row + "[" + j + "] must be finite, was " + inputs[j]);
      }
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
