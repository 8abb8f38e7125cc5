package dev.trammel.calibration.procedure;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Poses all over a robot's range that it can hold within its share of effort, by Halton's sequence
 * (On the efficiency of certain quasi-random sequences of points, 1960): even, and always the same.
 */
final class Poses {

  private static final int[] PRIMES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  private static final int CANDIDATES = 4000;

  /** Of the effort that is allowed; the rest moves the joint. */
  private static final double FOR_HOLDING = 0.8;

  /** Kept free at each end, of a joint's range. */
  private static final double FREE = 0.03;

  private Poses() {}

  /**
   * Up to so many; fewer where the robot is too weak to hold them.
   *
   * @param reach n, how far from a pose each joint goes [rad or m]
   */
  static List<double[]> of(BenchSession session, int count, double[] reach) {
    PlantSettings described = session.robot().described();
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(described.robot(), described.world().gravity());
    List<double[]> poses = new ArrayList<>();
    for (int k = 1; k < CANDIDATES && poses.size() < count; k++) {
      double[] pose = candidate(session.robot(), k, reach);
      boolean isHeld = true;
      for (int sense = -1; sense <= 1; sense++) {
        isHeld &= isHeld(session, dynamics, pose, sense, reach);
      }
      if (isHeld) {
        poses.add(pose);
      }
    }
    return poses;
  }

  private static double[] candidate(BenchRobot robot, int k, double[] reach) {
    double[] pose = new double[reach.length];
    for (int i = 0; i < pose.length; i++) {
      pose[i] = Range.of(robot, i, reach[i]).at(halton(k, i));
    }
    return pose;
  }

  /**
   * From where to where a joint goes [rad or m].
   *
   * @param lower below upper
   */
  record Range(double lower, double upper) {

    /** Of a joint, but for a little at each end. */
    static Range of(BenchRobot robot, int joint) {
      return of(robot, joint, 0);
    }

    /** The same of one that goes so far from wherever it is put. */
    private static Range of(BenchRobot robot, int index, double reach) {
      Joint joint = robot.joint(index);
      double lower = Double.isInfinite(joint.lower()) ? -Math.PI : joint.lower() + reach;
      double upper = Double.isInfinite(joint.upper()) ? Math.PI : joint.upper() - reach;
      double free = FREE * (upper - lower);
      return new Range(lower + free, upper - free);
    }

    /** What is also between these two; all of it where nothing is. */
    Range within(double from, double to) {
      double low = Math.max(lower, from);
      double high = Math.min(upper, to);
      return low < high ? new Range(low, high) : this;
    }

    /** @param share of the way up [-] */
    double at(double share) {
      return lower + (upper - lower) * share;
    }
  }

  /**
   * A number of Halton's sequence for one joint.
   *
   * @param index from 1 on
   * @return between 0 and 1
   */
  static double halton(int index, int joint) {
    int base = PRIMES[joint % PRIMES.length];
    double share = 1;
    double value = 0;
    for (int left = index; left > 0; left /= base) {
      share /= base;
      value += share * (left % base);
    }
    return value;
  }

  private static boolean isHeld(
      BenchSession session, RigidBodyDynamics dynamics, double[] pose, int sense, double[] reach) {
    if (session.robot().described().gravityCompensation().isPresent()) {
      return true;
    }
    double[] q = pose.clone();
    Arrays.setAll(q, i -> pose[i] + sense * reach[i]);
    double[] g = new double[q.length];
    dynamics.gravityForces(q, g);
    for (int i = 0; i < g.length; i++) {
      int actuator = session.robot().actuator(i);
      double most = actuator < 0 ? 0 : session.share() * session.robot().greatestEffort(actuator);
      if (Math.abs(g[i]) + session.robot().joint(i).friction() > FOR_HOLDING * most) {
        return false;
      }
    }
    return true;
  }
}
