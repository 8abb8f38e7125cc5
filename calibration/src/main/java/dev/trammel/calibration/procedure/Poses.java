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

  /** So many, whether the robot can hold them or not. */
  static List<double[]> anywhere(BenchRobot robot, int count, double[] reach) {
    List<double[]> poses = new ArrayList<>();
    for (int k = 1; k <= count; k++) {
      poses.add(candidate(robot, k, reach));
    }
    return poses;
  }

  private static double[] candidate(BenchRobot robot, int k, double[] reach) {
    double[] pose = new double[reach.length];
    for (int i = 0; i < pose.length; i++) {
      Joint joint = robot.joint(i);
      double lower = Double.isInfinite(joint.lower()) ? -Math.PI : joint.lower() + reach[i];
      double upper = Double.isInfinite(joint.upper()) ? Math.PI : joint.upper() - reach[i];
      double free = FREE * (upper - lower);
      pose[i] = lower + free + (upper - lower - 2 * free) * halton(k, PRIMES[i % PRIMES.length]);
    }
    return pose;
  }

  private static double halton(int index, int base) {
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
