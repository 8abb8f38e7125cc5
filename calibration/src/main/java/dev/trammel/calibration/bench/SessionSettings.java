package dev.trammel.calibration.bench;

import dev.trammel.controller.linalg.Require;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How a procedure is asked.
 *
 * @param joints that are asked about, as the robot's description counts them from 0, ascending
 * @param share of the robot's limits that motions may use [-]
 * @param repeats how often what is repeated is done
 * @param seed of all random draws
 */
public record SessionSettings(List<Integer> joints, double share, int repeats, long seed) {

  public SessionSettings {
    joints = List.copyOf(joints);
    Require.atLeast(joints.size(), 1, "number of joints");
    Require.inRange(share, 1e-3, 1, "share");
    Require.atLeast(repeats, 1, "repeats");
  }

  /** Random draws for one purpose. */
  SplittableRandom random(String purpose) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
  }
}
