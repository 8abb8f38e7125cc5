package dev.trammel.controller.mpc;

import dev.trammel.controller.dynamics.RegressorScale;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The published form of adaptation, to compare with: forgotten moments of (x, u, x') themselves,
 * joined at each step ahead with a normal-inverse-Wishart prior about the offline model's path (Fu,
 * Levine and Abbeel 2016, section IV). A model is made anew for every step that is asked for.
 */
final class JointMoments implements HorizonModel {

  private static final double FORGETTING = 0.95;
  private static final double STRENGTH = 10;

  private final HorizonModel base;
  private final DMatrixRMaj[] noise;
  private final DMatrixRMaj[] states;
  private final DMatrixRMaj[] inputs;
  private final DMatrixRMaj regressors;
  private final int n;
  private final int q;
  private final DMatrixRMaj mean;
  private final DMatrixRMaj scatter;
  private double count;

  /** Exploration is taken to be a tenth as wide as z spreads over an episode. */
  JointMoments(
      HorizonModel base,
      DMatrixRMaj[] noise,
      DMatrixRMaj[] states,
      DMatrixRMaj[] inputs,
      RegressorScale scale) {
    this.base = base;
    this.noise = noise;
    this.states = states;
    this.inputs = inputs;
    n = base.stateSize();
    q = n + base.inputSize();
    regressors = new DMatrixRMaj(q, q);
    for (int j = 0; j < q; j++) {
      regressors.set(j, j, 0.01 * scale.spread(j) * scale.spread(j));
    }
    mean = new DMatrixRMaj(q + n, 1);
    scatter = new DMatrixRMaj(q + n, q + n);
  }

  void observe(DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    DMatrixRMaj y = new DMatrixRMaj(q + n, 1);
    CommonOps_DDRM.insert(x, y, 0, 0);
    CommonOps_DDRM.insert(u, y, n, 0);
    CommonOps_DDRM.insert(next, y, q, 0);
    count = FORGETTING * count + 1;
    CommonOps_DDRM.subtractEquals(y, mean);
    CommonOps_DDRM.addEquals(mean, 1 / count, y);
    CommonOps_DDRM.scale(FORGETTING, scatter);
    CommonOps_DDRM.multAddTransB(1 - 1 / count, y, y, scatter);
  }

  @Override
  public int steps() {
    return base.steps();
  }

  @Override
  public int stateSize() {
    return n;
  }

  @Override
  public int inputSize() {
    return q - n;
  }

  @Override
  public boolean step(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj next) {
    DMatrixRMaj F = new DMatrixRMaj(n, q);
    boolean ok = linearise(t, x, u, F, next);
    DMatrixRMaj z = new DMatrixRMaj(q, 1);
    CommonOps_DDRM.insert(x, z, 0, 0);
    CommonOps_DDRM.insert(u, z, n, 0);
    CommonOps_DDRM.multAdd(F, z, next);
    return ok;
  }

  @Override
  public boolean linearise(int t, DMatrixRMaj x, DMatrixRMaj u, DMatrixRMaj F, DMatrixRMaj f) {
    int at = Math.min(t, states.length - 1);
    DMatrixRMaj prior = new DMatrixRMaj(q + n, q + n);
    DMatrixRMaj distance = new DMatrixRMaj(q + n, 1);
    pathMoments(at, F, f, prior, distance);
    // Φ + S + mN/(m + N) (μ₀ − μ̄)(μ₀ − μ̄)ᵀ
    DMatrixRMaj joint = scatter.copy();
    CommonOps_DDRM.addEquals(joint, STRENGTH, prior);
    CommonOps_DDRM.subtractEquals(distance, mean);
    double pull = STRENGTH * count / (STRENGTH + count);
    CommonOps_DDRM.multAddTransB(pull, distance, distance, joint);
    DMatrixRMaj centre = mean.copy();
    CommonOps_DDRM.addEquals(centre, STRENGTH / (STRENGTH + count), distance);
    DMatrixRMaj Szz = CommonOps_DDRM.extract(joint, 0, q, 0, q);
    DMatrixRMaj Szy = CommonOps_DDRM.extract(joint, 0, q, q, q + n);
    DMatrixRMaj transposed = new DMatrixRMaj(q, n);
    boolean ok = CommonOps_DDRM.solve(Szz, Szy, transposed);
    CommonOps_DDRM.transpose(transposed, F);
    CommonOps_DDRM.extract(centre, q, q + n, 0, 1, f, 0, 0);
    CommonOps_DDRM.multAdd(-1, F, CommonOps_DDRM.extract(centre, 0, q, 0, 1), f);
    return ok;
  }

  /** Of (z, x') about the path, under the offline model. */
  private void pathMoments(
      int t, DMatrixRMaj F, DMatrixRMaj f, DMatrixRMaj covariance, DMatrixRMaj centre) {
    base.linearise(t, states[t], inputs[t], F, f);
    DMatrixRMaj SF = new DMatrixRMaj(q, n);
    DMatrixRMaj FSF = noise[Math.min(t, noise.length - 1)].copy();
    CommonOps_DDRM.multTransB(regressors, F, SF);
    CommonOps_DDRM.multAdd(F, SF, FSF);
    CommonOps_DDRM.insert(regressors, covariance, 0, 0);
    CommonOps_DDRM.insert(SF, covariance, 0, q);
    CommonOps_DDRM.insert(CommonOps_DDRM.transpose(SF, null), covariance, q, 0);
    CommonOps_DDRM.insert(FSF, covariance, q, q);
    DMatrixRMaj next = new DMatrixRMaj(n, 1);
    base.step(t, states[t], inputs[t], next);
    CommonOps_DDRM.insert(states[t], centre, 0, 0);
    CommonOps_DDRM.insert(inputs[t], centre, n, 0);
    CommonOps_DDRM.insert(next, centre, q, 0);
  }
}
