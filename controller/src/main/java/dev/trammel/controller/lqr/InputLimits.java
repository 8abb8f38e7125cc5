package dev.trammel.controller.lqr;

import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.task.ActuatorSettings;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;

/** The box lower ≤ u ≤ upper that a controller's expected inputs keep to. Immutable. */
public final class InputLimits {

  private final double[] lower;
  private final double[] upper;

  /**
   * Keeps copies.
   *
   * @param lower m, −∞ where there is no limit; not modified
   * @param upper m, +∞ where there is no limit; not modified
   */
  public InputLimits(double[] lower, double[] upper) {
    Require.length(upper, lower.length, "upper input limits");
    for (int i = 0; i < lower.length; i++) {
      if (!(lower[i] < upper[i])) {
        throw new IllegalArgumentException("limits of input " + i
            + " must satisfy lower < upper, were " + lower[i] + " and " + upper[i]);
      }
    }
    this.lower = lower.clone();
    this.upper = upper.clone();
  }

  /** No limits for m inputs. */
  public static InputLimits none(int inputSize) {
    double[] lower = new double[inputSize];
    double[] upper = new double[inputSize];
    Arrays.fill(lower, Double.NEGATIVE_INFINITY);
    Arrays.fill(upper, Double.POSITIVE_INFINITY);
    return new InputLimits(lower, upper);
  }

  /** What a body's actuators can do. */
  public static InputLimits of(PlantSettings plant) {
    double[] upper =
        plant.actuators().stream().mapToDouble(ActuatorSettings::limit).toArray();
    double[] lower = Arrays.stream(upper).map(limit -> -limit).toArray();
    return new InputLimits(lower, upper);
  }

  /** m. */
  public int size() {
    return lower.length;
  }

  public double lower(int i) {
    return lower[i];
  }

  public double upper(int i) {
    return upper[i];
  }

  /** The nearest value within the limits. */
  public double clip(int i, double value) {
    return Math.max(lower[i], Math.min(upper[i], value));
  }

  /** Whether any input is limited at all. */
  public boolean any() {
    for (int i = 0; i < lower.length; i++) {
      if (!Double.isInfinite(lower[i]) || !Double.isInfinite(upper[i])) {
        return true;
      }
    }
    return false;
  }
}
