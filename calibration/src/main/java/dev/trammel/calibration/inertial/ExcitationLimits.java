package dev.trammel.calibration.inertial;

import dev.trammel.controller.linalg.Require;

/**
 * What motions of excitation keep to; n entries each.
 *
 * @param lower least positions [rad or m]
 * @param upper greatest positions [rad or m]
 * @param speed greatest speeds [rad/s or m/s]
 * @param effort greatest efforts, as the description finds them [N·m or N]
 */
public record ExcitationLimits(double[] lower, double[] upper, double[] speed, double[] effort) {

  public ExcitationLimits {
    lower = Require.finite(lower.clone(), "lower");
    upper = Require.finite(upper.clone(), "upper");
    speed = Require.finite(speed.clone(), "speed");
    effort = Require.finite(effort.clone(), "effort");
    for (int i = 0; i < lower.length; i++) {
      if (!(lower[i] < upper[i])) {
        throw new IllegalArgumentException(
            "lower must be below upper, joint " + i + " had " + lower[i] + " and " + upper[i]);
      }
      Require.positive(speed[i], "speed");
      Require.positive(effort[i], "effort");
    }
  }

  @Override
  public double[] lower() {
    return lower.clone();
  }

  @Override
  public double[] upper() {
    return upper.clone();
  }

  @Override
  public double[] speed() {
    return speed.clone();
  }

  @Override
  public double[] effort() {
    return effort.clone();
  }
}
