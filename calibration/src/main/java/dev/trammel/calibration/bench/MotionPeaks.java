package dev.trammel.calibration.bench;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;

/**
 * How far, how fast and how hard each joint moved. Mutable: it grows with each recording.
 *
 * <p>Encoders are taken to read what is known of them; joints without a sensor or an actuator have no range, or no effort.
 */
public final class MotionPeaks {

  private final BenchRobot robot;
  private final PlantSettings described;
  private final StateLayout layout;
  private final double[] least;
  private final double[] most;
  private final double[] rate;
  private final double[] effort;
  private final double[] energy;

  /** Of nothing yet. */
  public MotionPeaks(BenchRobot robot) {
    this.robot = robot;
    described = robot.described();
    layout = described.layout();
    int n = described.robot().degreesOfFreedom();
    least = new double[n];
    most = new double[n];
    rate = new double[n];
    effort = new double[n];
    energy = new double[n];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
  }

  public void add(Recording recording) {
    for (int joint = 0; joint < least.length; joint++) {
      for (int t = 0; t <= recording.steps(); t++) {
        addReading(recording, joint, t);
      }
    }
    for (int i = 0; i < described.actuators().size(); i++) {
      int joint = described.actuators().get(i).joint();
      for (int t = 0; t < recording.steps(); t++) {
        double u = recording.applied(t, i);
        double seconds = recording.time(t + 1) - recording.time(t);
        effort[joint] = Math.max(effort[joint], Math.abs(u));
        energy[joint] += Math.abs(u * rate(recording, joint, t)) * seconds;
      }
    }
  }

  private void addReading(Recording recording, int joint, int t) {
    int position = layout.position(joint);
    if (position != StateLayout.ABSENT) {
      double q =
          (recording.reading(t, position) - robot.readingOffset(joint)) / robot.readingSlope(joint);
      least[joint] = Math.min(least[joint], q);
      most[joint] = Math.max(most[joint], q);
    }
    rate[joint] = Math.max(rate[joint], Math.abs(rate(recording, joint, t)));
  }

  /** 0 where no sensor tells it. */
  private double rate(Recording recording, int joint, int t) {
    int index = layout.velocity(joint);
    return index == StateLayout.ABSENT
        ? 0
        : recording.reading(t, index) / robot.readingSlope(joint);
  }

  /** NaN-free: a joint that was not seen has swept nothing. */
  public double least(int joint) {
    return Double.isInfinite(least[joint]) ? 0 : least[joint];
  }

  public double most(int joint) {
    return Double.isInfinite(most[joint]) ? 0 : most[joint];
  }

  /** Greatest speed [rad/s or m/s]. */
  public double rate(int joint) {
    return rate[joint];
  }

  /** Greatest input either way [N·m or N]. */
  public double effort(int joint) {
    return effort[joint];
  }

  /** What went through the motor, either way [J]. */
  public double energy(int joint) {
    return energy[joint];
  }
}
