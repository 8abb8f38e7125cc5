package dev.trammel.controller.lqr;

import static org.ejml.dense.row.CommonOps_DDRM.addEquals;
import static org.ejml.dense.row.CommonOps_DDRM.mult;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.RealTime;
import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.linalg.PolicyRows;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.plant.Action;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;

/**
 * Time-varying affine feedback with a Gaussian about it: uₜ ~ N(Kₜxₜ + kₜ, Cₜ). Acting uses the
 * mean. Immutable.
 *
 * <pre>
 *   K  T of m×n  gains         k  T of m×1  offsets        C  T of m×m  covariances
 *   x̄  T+1 of n×1 nominal states, ū  T of m×1 nominal inputs: what the model expects
 * </pre>
 *
 * <p>It may know the {@link Tube} that it is valid in. It acts outside of that too: whoever lets it
 * act decides ({@link TubedController}).
 */
public final class LinearGaussianController implements Controller {

  private final DMatrixRMaj[] gains;
  private final DMatrixRMaj[] offsets;
  private final DMatrixRMaj[] covariances;
  private final DMatrixRMaj[] nominalStates;
  private final DMatrixRMaj[] nominalInputs;
  private final Optional<Tube> tube;

  /** Keeps copies; all arguments are not modified. */
  public LinearGaussianController(
      DMatrixRMaj[] gains,
      DMatrixRMaj[] offsets,
      DMatrixRMaj[] covariances,
      DMatrixRMaj[] nominalStates,
      DMatrixRMaj[] nominalInputs) {
    int steps = gains.length;
    Require.atLeast(steps, 1, "steps");
    int m = gains[0].numRows;
    int n = gains[0].numCols;
    this.gains = copies(gains, steps, m, n, "K");
    this.offsets = copies(offsets, steps, m, 1, "k");
    this.covariances = copies(covariances, steps, m, m, "C");
    this.nominalStates = copies(nominalStates, steps + 1, n, 1, "nominal state");
    this.nominalInputs = copies(nominalInputs, steps, m, 1, "nominal input");
    tube = Optional.empty();
  }

  private LinearGaussianController(LinearGaussianController same, Optional<Tube> tube) {
    gains = same.gains;
    offsets = same.offsets;
    covariances = same.covariances;
    nominalStates = same.nominalStates;
    nominalInputs = same.nominalInputs;
    this.tube = tube;
  }

  /**
   * The same controller, valid in a tube.
   *
   * @param where of as many steps and states; nothing if that is not known
   */
  public LinearGaussianController within(Optional<Tube> where) {
    where.ifPresent(given -> {
      Require.inRange(given.steps(), steps(), steps(), "steps of a controller's tube");
      Require.inRange(given.stateSize(), stateSize(), stateSize(), "states of a controller's tube");
    });
    return new LinearGaussianController(this, where);
  }

  /** Where it is valid; nothing if that is not known. */
  public Optional<Tube> tube() {
    return tube;
  }

  @RealTime
  @Override
  public boolean act(StateEstimate estimate, int step, Action out) {
    if (step >= gains.length) {
      return false;
    }
    // u = Kₜ x̂ + kₜ
    mult(gains[step], estimate.mean, out.requested);
    addEquals(out.requested, offsets[step]);
    return true;
  }

  /** T. */
  public int steps() {
    return gains.length;
  }

  /** n. */
  public int stateSize() {
    return gains[0].numCols;
  }

  /** m. */
  public int inputSize() {
    return gains[0].numRows;
  }

  /** Takes over Kₜ, kₜ and Cₜ; false if the covariance is not positive definite. */
  boolean copyTo(PolicyRows rows, int t) {
    return rows.set(gains[t], offsets[t], covariances[t]);
  }

  /**
   * The mean's feedback of a step and those after it, u = Kx + k.
   *
   * @param from its step
   * @param K rows for that step and the next ones, each m·n row by row; modified
   * @param k rows of m; modified
   * @return for how many steps, at most as many as there are rows
   */
  public int feedback(int from, double[][] K, double[][] k) {
    int count = Math.max(0, Math.min(K.length, gains.length - from));
    for (int i = 0; i < count; i++) {
      System.arraycopy(gains[from + i].data, 0, K[i], 0, inputSize() * stateSize());
      System.arraycopy(offsets[from + i].data, 0, k[i], 0, inputSize());
    }
    return count;
  }

  /** Whether it gives nothing, whatever the state is; its noise aside. */
  public boolean givesNothing() {
    return Stream.concat(Arrays.stream(gains), Arrays.stream(offsets))
        .allMatch(matrix -> MatrixFeatures_DDRM.isZeros(matrix, 0));
  }

  /** A copy of Kₜ, m×n. */
  public DMatrixRMaj gain(int t) {
    return gains[t].copy();
  }

  /** A copy of kₜ, m×1. */
  public DMatrixRMaj offset(int t) {
    return offsets[t].copy();
  }

  /** A copy of Cₜ, m×m. */
  public DMatrixRMaj covariance(int t) {
    return covariances[t].copy();
  }

  /** A copy of x̄ₜ, n×1, t = 0 … T. */
  public DMatrixRMaj nominalState(int t) {
    return nominalStates[t].copy();
  }

  /** A copy of ūₜ, m×1. */
  public DMatrixRMaj nominalInput(int t) {
    return nominalInputs[t].copy();
  }

  private static DMatrixRMaj[] copies(
      DMatrixRMaj[] matrices, int count, int rows, int columns, String name) {
    if (matrices.length != count) {
      throw new IllegalArgumentException(
          "a controller of " + count + " needs as many of " + name + ", had " + matrices.length);
    }
    DMatrixRMaj[] copies = new DMatrixRMaj[count];
    for (int t = 0; t < count; t++) {
      copies[t] = matrices[t].copy();
      if (copies[t].numRows != rows
          || copies[t].numCols != columns
          || MatrixFeatures_DDRM.hasUncountable(copies[t])) {
        String place = name + " at step " + t;
        Require.finite(Require.shape(copies[t], rows, columns, place), place);
      }
    }
    return copies;
  }
}
