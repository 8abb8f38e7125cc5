package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.SensorErrors;
import dev.trammel.controller.task.StateLayout;
import java.util.Arrays;

/**
 * Standard deviations of readings, by channel: n positions, then n rates; infinite for what nothing
 * measures. Immutable.
 */
public final class NoiseLevels {

  /** Of an encoder that nothing is said of [rad or m], and of a rate [rad/s or m/s]. */
  private static final double LEAST_POSITION = 1e-5;

  private static final double LEAST_RATE = 1e-3;

  private final double[] sigma;

  /** @param sigma 2n, positive */
  public NoiseLevels(double[] sigma) {
    this.sigma = sigma.clone();
    for (double one : sigma) {
      if (!(one > 0)) {
        throw new IllegalArgumentException("noise levels must be positive, one was " + one);
      }
    }
  }

  /** As a robot is described: noise of its sensors, and of what a quantum takes away. */
  public static NoiseLevels described(PlantSettings plant) {
    StateLayout layout = plant.layout();
    int n = plant.robot().degreesOfFreedom();
    double[] sigma = new double[2 * n];
    for (int joint = 0; joint < n; joint++) {
      sigma[joint] = of(plant, layout.position(joint), LEAST_POSITION);
      sigma[n + joint] = of(plant, layout.velocity(joint), LEAST_RATE);
    }
    return new NoiseLevels(sigma);
  }

  private static double of(PlantSettings plant, int sensor, double least) {
    if (sensor == StateLayout.ABSENT) {
      return Double.POSITIVE_INFINITY;
    }
    SensorErrors errors = plant.sensors().get(sensor).errors();
    return Math.max(least, Math.hypot(errors.noise(), errors.quantum() / Math.sqrt(12)));
  }

  /** 2n. */
  public int channels() {
    return sigma.length;
  }

  /** Of a channel; infinite if nothing measures it. */
  public double of(int channel) {
    return sigma[channel];
  }

  public boolean measures(int channel) {
    return sigma[channel] < Double.POSITIVE_INFINITY;
  }

  /**
   * The same channels with other deviations.
   *
   * @param changed 2n; of channels that are measured, positive
   */
  public NoiseLevels with(double[] changed) {
    double[] all = Require.length(changed.clone(), sigma.length, "noise levels");
    for (int i = 0; i < all.length; i++) {
      all[i] = measures(i) ? all[i] : Double.POSITIVE_INFINITY;
    }
    return new NoiseLevels(all);
  }

  /** 2n. */
  public double[] toArray() {
    return Arrays.copyOf(sigma, sigma.length);
  }
}
