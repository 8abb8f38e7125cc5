package dev.trammel.calibration.fit;

import dev.trammel.calibration.procedure.BenchRobot;
import dev.trammel.controller.bench.Recording;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.StateLayout;
import java.util.Optional;

/**
 * Reads recordings in terms of joints: corrects what is known of the encoders where the robot does
 * not do so itself, takes the age off the readings, and adds to the commands what the robot added to
 * make up for gravity, by where it was.
 *
 * <pre>  q = (reading − offset)/slope</pre>
 */
public final class JointReadings {

  private final int n;
  private final double[] offset;
  private final double[] slope;
  private final int[] position;
  private final int[] rate;
  private final int[] input;
  private final double age;
  private final Optional<RigidBodyDynamics> compensation;
  private final double compensationPeriod;

  public JointReadings(BenchRobot robot) {
    n = robot.described().robot().degreesOfFreedom();
    StateLayout layout = robot.described().layout();
    offset = new double[n];
    slope = new double[n];
    position = new int[n];
    rate = new int[n];
    input = new int[n];
    double oldest = 0;
    for (int joint = 0; joint < n; joint++) {
      offset[joint] = robot.readingOffset(joint);
      slope[joint] = robot.readingSlope(joint);
      position[joint] = layout.position(joint);
      rate[joint] = layout.velocity(joint);
      input[joint] = robot.actuator(joint);
      if (position[joint] != StateLayout.ABSENT) {
        oldest = Math.max(
            oldest, robot.described().sensors().get(position[joint]).errors().delay());
      }
    }
    age = oldest;
    compensation = robot
        .described()
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()));
    compensationPeriod = robot.described().world().timeStep();
  }

  /** A recording as a trace. */
  public Trace trace(Recording recording) {
    int steps = recording.steps();
    double[] readingTimes = new double[steps + 1];
    double[] commandTimes = new double[steps];
    double[][] positions = new double[steps + 1][n];
    double[][] rates = new double[steps + 1][n];
    double[][] commands = new double[steps][n];
    for (int t = 0; t <= steps; t++) {
      readingTimes[t] = recording.time(t) - age;
      read(recording, t, positions[t], rates[t]);
    }
    for (int t = 0; t < steps; t++) {
      commandTimes[t] = recording.time(t);
      for (int joint = 0; joint < n; joint++) {
        commands[t][joint] = input[joint] < 0 ? 0 : recording.applied(t, input[joint]);
      }
    }
    Trace told = new Trace(readingTimes, commandTimes, positions, rates, commands);
    double share = shareOfEnd(recording);
    return compensation
        .map(model -> told.withAdded(added(model, share, positions)))
        .orElse(told);
  }

  private void read(Recording recording, int t, double[] q, double[] qd) {
    for (int joint = 0; joint < n; joint++) {
      q[joint] = position[joint] == StateLayout.ABSENT
          ? Double.NaN
          : (recording.reading(t, position[joint]) - offset[joint]) / slope[joint];
      qd[joint] = rate[joint] == StateLayout.ABSENT
          ? Double.NaN
          : recording.reading(t, rate[joint]) / slope[joint];
    }
  }

  /**
   * What the end of a period counts for in the mean of what was added over it. The robot looks where it
   * is at each step of the described world and holds what follows from that for the step: half of one
   * behind, on average.
   */
  private double shareOfEnd(Recording recording) {
    int steps = recording.steps();
    double period = (recording.time(steps) - recording.time(0)) / Math.max(1, steps);
    return steps == 0 ? 0 : Math.max(0, (1 - compensationPeriod / period) / 2);
  }

  /** @param share of the end of a period in its mean */
  private double[][] added(RigidBodyDynamics model, double share, double[][] positions) {
    double[][] added = new double[positions.length - 1][n];
    double[] before = new double[n];
    double[] after = new double[n];
    model.gravityForces(believed(positions[0]), after);
    for (int t = 0; t < added.length; t++) {
      System.arraycopy(after, 0, before, 0, n);
      model.gravityForces(believed(positions[t + 1]), after);
      for (int joint = 0; joint < n; joint++) {
        added[t][joint] =
            input[joint] < 0 ? 0 : before[joint] + share * (after[joint] - before[joint]);
      }
    }
    return added;
  }

  /**
   * Where the robot takes its joints to be: where it says they are, but that it knows which way they
   * turn. A joint that nothing measures is taken for 0.
   */
  private double[] believed(double[] q) {
    double[] believed = new double[n];
    for (int joint = 0; joint < n; joint++) {
      believed[joint] = Double.isNaN(q[joint])
          ? 0
          : Math.signum(slope[joint]) * (slope[joint] * q[joint] + offset[joint]);
    }
    return believed;
  }
}
