package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.Require;
import java.util.List;

/**
 * What a robot weighs, and where its encoders are off, from what holds it at poses:
 *
 * <pre>  sᵢ uᵢ + oᵢ = Yᵢ(q + δ) β + κᵢ cᵢ,   by Gauss and Newton from δ = 0</pre>
 *
 * <pre>
 *   u  commanded effort, friction taken out by going both ways
 *   s  strength of the motors, taken as known
 *   o  effort offset        δ  what is to be added to the readings
 *   c  what speeds take by the description     κ  how much more it is of this robot
 *   Y, β  regressor and sums of masses and first moments of {@link GravitySet}
 * </pre>
 *
 * @param beta β
 * @param betaDeviations infinite where the poses do not tell it
 * @param shift δ [rad or m]
 * @param shiftDeviations infinite where the weight does not tell it
 * @param rows what each pass and joint gives
 * @param condition of the equations
 * @param degrees of freedom
 */
public record GravityFit(
    double[] beta,
    double[] betaDeviations,
    double[] shift,
    double[] shiftDeviations,
    List<Row> rows,
    double condition,
    int degrees) {

  private static final int ITERATIONS = 4;

  /** For derivatives [rad or m]. */
  private static final double STEP = 1e-4;

  /**
   * One equation.
   *
   * @param joint whose effort
   * @param position of that joint, mean of the pass [rad or m]
   * @param measured s u + o − κ c [N·m or N]
   * @param predicted Y β [N·m or N]
   */
  public record Row(int joint, double position, double measured, double predicted) {}

  public GravityFit {
    rows = List.copyOf(rows);
  }

  /**
   * Fits.
   *
   * @param described β of the description, where derivatives begin; not modified
   * @param strength s, n; not modified
   */
  public static GravityFit of(
      List<SlowPass> passes, GravitySet set, double[] described, double[] strength) {
    Require.atLeast(passes.size(), 1, "passes");
    double[] beta = described.clone();
    double[] shift = new double[strength.length];
    GravityStep step = new GravityStep(set, strength);
    for (int i = 1; i < ITERATIONS; i++) {
      step.solve(passes, beta, shift, STEP);
      step.take(beta, shift);
    }
    step.solve(passes, beta, shift, STEP);
    step.take(beta, shift);
    return step.fit(passes, beta, shift);
  }
}
