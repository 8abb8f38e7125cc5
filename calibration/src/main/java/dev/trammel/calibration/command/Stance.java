package dev.trammel.calibration.command;

import dev.trammel.calibration.bench.MotionPeaks;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.report.Numbers;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.task.StateLayout;

/** How a robot stands, by its own sensors. */
final class Stance {

  private Stance() {}

  /**
   * At rest where the last reading has it, within the bounds of its joints.
   */
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

  /**
   * Refuses to move what moves already: what swings by itself was rehearsed as if it stood.
   *
   * @throws UsageException where it is faster than motions may be
   */
  static void requireSlow(Recording recording, BenchAccess access) {
    MotionPeaks peaks = new MotionPeaks(access.robot());
    peaks.add(recording);
    for (int i = 0; i < access.robot().joints(); i++) {
      Joint joint = access.robot().joint(i);
      double allowed = access.share() * joint.velocity();
      if (allowed > 0 && peaks.rate(i) > allowed) {
        String unit = joint.type().rotates() ? " rad/s" : " m/s";
        throw new UsageException(
            access.robot().nameplate().device() + ": " + joint.name() + " moves with "
                + Numbers.significant(peaks.rate(i), 2) + unit
                + " before anything is asked of it, faster than the "
                + Numbers.significant(allowed, 2) + unit + " of --share " + access.share()
                + ": wait until it rests, or stop it");
      }
    }
  }
}
