package dev.trammel.calibration.inertial;

import dev.trammel.controller.linalg.Require;

/**
 * What becomes of an effort between the command and its joint, as far as it is known. Entries are
 * joints.
 *
 * @param strength share that arrives [-]
 * @param lag time constant [s]
 * @param delay pure delay [s]; where the data are to tell it, what the search begins with
 * @param isDelayKnown whether the data are not asked
 */
public record EffortWay(double[] strength, double[] lag, double[] delay, boolean isDelayKnown) {

  public EffortWay {
    strength = Require.finite(strength.clone(), "strength");
    lag = Require.finite(lag.clone(), "lag");
    delay = Require.finite(delay.clone(), "delay");
  }

  @Override
  public double[] strength() {
    return strength.clone();
  }

  @Override
  public double[] lag() {
    return lag.clone();
  }

  @Override
  public double[] delay() {
    return delay.clone();
  }

  /** The same with other strengths. */
  EffortWay withStrength(double[] changed) {
    return new EffortWay(changed, lag, delay, isDelayKnown);
  }

  /** The same with other delays. */
  EffortWay withDelay(double[] changed) {
    return new EffortWay(strength, lag, changed, isDelayKnown);
  }
}
