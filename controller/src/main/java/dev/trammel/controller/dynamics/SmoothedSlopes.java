package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * A fitted model whose slopes are averaged over neighbouring steps, while it still leads along the
 * same path. What fits to few episodes have in their slopes by chance differs from step to step; an
 * episode that leaves their region makes that large, and no correction that lasts longer than a step
 * can take it out.
 *
 * <pre>
 *   F̄ₜ = mean of F_s, |s − t| ≤ h        f̄ₜ = Fₜz̄ₜ + fₜ − F̄ₜz̄ₜ</pre>
 */
public final class SmoothedSlopes {

  private SmoothedSlopes() {}

  /**
   * Averages.
   *
   * @param model not modified
   * @param states at least T of n×1, the path; not modified
   * @param inputs T of m×1; not modified
   * @param halfWidth h; 0 leaves the model as it is
   */
  public static LinearGaussianDynamics of(
      LinearGaussianDynamics model, DMatrixRMaj[] states, DMatrixRMaj[] inputs, int halfWidth) {
    Require.atLeast(halfWidth, 0, "half-width");
    int steps = model.steps();
    if (states.length < steps || inputs.length != steps) {
      throw new IllegalArgumentException("a path of " + steps + " steps needs as many inputs and"
          + " states, had " + inputs.length + " and " + states.length);
    }
    DMatrixRMaj[] transitions = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    for (int t = 0; t < steps; t++) {
      transitions[t] = mean(model.transitions, t - halfWidth, t + halfWidth);
      // f̄ = f + (F − F̄)z̄
      offsets[t] = model.offsets[t].copy();
      DMatrixRMaj change = new DMatrixRMaj(transitions[t]);
      CommonOps_DDRM.subtract(model.transitions[t], transitions[t], change);
      CommonOps_DDRM.multAdd(change, stack(states[t], inputs[t]), offsets[t]);
    }
    return new LinearGaussianDynamics(transitions, offsets, model.covariances, model.initial);
  }

  private static DMatrixRMaj mean(DMatrixRMaj[] matrices, int from, int to) {
    int first = Math.max(from, 0);
    int last = Math.min(to, matrices.length - 1);
    DMatrixRMaj sum = matrices[first].copy();
    for (int s = first + 1; s <= last; s++) {
      CommonOps_DDRM.addEquals(sum, matrices[s]);
    }
    if (last > first) {
      CommonOps_DDRM.divide(sum, last - first + 1);
    }
    return sum;
  }

  private static DMatrixRMaj stack(DMatrixRMaj x, DMatrixRMaj u) {
    double[] z = Arrays.copyOf(x.data, x.numRows + u.numRows);
    System.arraycopy(u.data, 0, z, x.numRows, u.numRows);
    return new DMatrixRMaj(z);
  }
}
