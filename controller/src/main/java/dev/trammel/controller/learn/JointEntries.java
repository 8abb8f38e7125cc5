package dev.trammel.controller.learn;

import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.stream.IntStream;

/**
 * The entries of a state that hold the joints' positions and, after them, their velocities; all
 * other entries follow from these by kinematics.
 */
final class JointEntries {

  private JointEntries() {}

  /** 2j entries for j joints, all of which must be measured. */
  static int[] of(PlantSettings plant) {
    StateLayout layout = plant.layout();
    if (!layout.hasAllJoints()) {
      throw new IllegalArgumentException("model.kinematics needs position and velocity sensors on"
          + " every joint of " + plant.robot().name());
    }
    return IntStream.concat(
            IntStream.range(0, layout.joints()).map(layout::position),
            IntStream.range(0, layout.joints()).map(layout::velocity))
        .toArray();
  }
}
