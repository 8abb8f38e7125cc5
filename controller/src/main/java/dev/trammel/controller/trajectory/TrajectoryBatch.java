package dev.trammel.controller.trajectory;

import java.util.List;

/**
 * Episodes of one condition under one controller.
 *
 * @param trajectories at least one, all of the same sizes
 */
public record TrajectoryBatch(List<Trajectory> trajectories) {

  public TrajectoryBatch {
    trajectories = List.copyOf(trajectories);
    if (trajectories.isEmpty()) {
      throw new IllegalArgumentException("a batch needs at least one trajectory, had 0");
    }
    Trajectory first = trajectories.get(0);
    for (Trajectory other : trajectories) {
      if (other.steps() != first.steps()
          || other.stateSize() != first.stateSize()
          || other.inputSize() != first.inputSize()) {
        throw new IllegalArgumentException(
            "all trajectories of a batch must have T = " + first.steps() + ", n = "
                + first.stateSize() + ", m = " + first.inputSize() + "; one had " + other.steps()
                + ", " + other.stateSize() + ", " + other.inputSize());
      }
    }
  }

  /** N. */
  public int size() {
    return trajectories.size();
  }

  public Trajectory get(int i) {
    return trajectories.get(i);
  }

  /** T. */
  public int steps() {
    return trajectories.get(0).steps();
  }

  /** n. */
  public int stateSize() {
    return trajectories.get(0).stateSize();
  }

  /** m. */
  public int inputSize() {
    return trajectories.get(0).inputSize();
  }
}
