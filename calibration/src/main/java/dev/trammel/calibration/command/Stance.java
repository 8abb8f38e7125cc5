package dev.trammel.calibration.command;

import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.StateLayout;

/** How a robot stands, by its own sensors. */
final class Stance {

  private Stance() {}

  /** At rest where the last reading has it, within the bounds of its joints. */
  static EpisodeStart of(Recording recording, BenchAccess access) {
    StateLayout layout = access.task().plant().layout();
    double[] positions = access.start().positions();
    for (int i = 0; i < positions.length; i++) {
      Joint joint = access.robot().joint(i);
      if (layout.position(i) != StateLayout.ABSENT) {
        double reading = recording.reading(recording.steps(), layout.position(i));
        double position =
            (reading - access.robot().readingOffset(i)) / access.robot().readingSlope(i);
        positions[i] = Math.max(joint.lower(), Math.min(joint.upper(), position));
      }
    }
    return new EpisodeStart(positions, new double[positions.length], 0);
  }
}
