package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.PositiveDefinite;
import dev.trammel.controller.linalg.Rows;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.lqr.TrajectoryDivergence;
import dev.trammel.controller.lqr.UpdateProblem;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * The steps by which BADMM brings a local controller p and the policy π to agree (Levine, Finn,
 * Darrell and Abbeel, "End-to-end training of deep visuomotor policies", 2016, section 4), at the
 * saddle of
 *
 * <pre>  Σₜ E_p[ ℓ ] + E_p[ λₜ(x)ᵀ(u_π − u_p) ] + νₜ KLₜ(p ‖ π),   λ(x) = λᴷx + λᵏ</pre>
 *
 * <p>In turns: the controller minimises it inside a KL ball about the last one ({@link #coupled}),
 * the policy is trained on {@link #targets} with the controller's precision times ν, λ ascends
 * ({@link #ascend}), and ν changes by a rule ({@link #reweigh}).
 *
 * <p>States and the policy's mean inputs there are T matrices, N×n and N×m, a sample per row.
 */
public final class Badmm {

  private final BadmmSettings settings;

  public Badmm(BadmmSettings settings) {
    this.settings = settings;
  }

  /** No multipliers yet, and the first weight. */
  public BadmmMultipliers initial(int steps, int stateSize, int inputSize) {
    return BadmmMultipliers.initial(steps, stateSize, inputSize, settings.initialWeight());
  }

  /**
   * The problem whose KL-bounded update is the controller's turn: the cost less λ(x)ᵀu, plus ν times
   * −log π(u|x) of the linearised policy, and ν as reward for entropy.
   *
   * @param local the problem as if there were no policy
   * @param policy linearised about the condition
   */
  public static UpdateProblem coupled(
      UpdateProblem local, LinearGaussianController policy, BadmmMultipliers multipliers) {
    return new UpdateProblem(
        local.model(),
        new CoupledCost(policy, multipliers).added(local.cost()),
        local.previous(),
        local.limits(),
        local.exploration().rewarding(multipliers.weights()));
  }

  /** What {@link #coupled} adds to a local controller's cost; it is quadratic. */
  public static QuadraticCost coupling(
      LinearGaussianController policy, BadmmMultipliers multipliers) {
    return new CoupledCost(policy, multipliers)
        .added(new QuadraticCost(multipliers.steps(), policy.stateSize(), policy.inputSize()));
  }

  /**
   * The multipliers' turn, up the gradient in units of the controller's covariance C:
   *
   * <pre>  λᵏ ← λᵏ − αν C⁻¹ mean(u_p − u_π)     λᴷ ← λᴷ − βν C⁻¹(K_p − K_π)</pre>
   *
   * @param states not modified
   * @param inputs of the policy at the states; not modified
   * @param controller the new local controller
   * @param policy linearised about the condition
   */
  public BadmmMultipliers ascend(
      BadmmMultipliers multipliers,
      DMatrixRMaj[] states,
      DMatrixRMaj[] inputs,
      LinearGaussianController controller,
      LinearGaussianController policy) {
    DMatrixRMaj[] means = new DMatrixRMaj[multipliers.steps()];
    DMatrixRMaj[] gains = new DMatrixRMaj[multipliers.steps()];
    for (int t = 0; t < means.length; t++) {
      DMatrixRMaj precision = LocalTeacher.precision(controller, t);
      DMatrixRMaj gap = LocalTeacher.inputs(controller, t, states[t]);
      CommonOps_DDRM.subtractEquals(gap, inputs[t]);
      DMatrixRMaj meanGap = CommonOps_DDRM.transpose(CommonOps_DDRM.sumCols(gap, null), null);
      double nu = multipliers.weight(t);
      means[t] = multipliers.mean(t);
      CommonOps_DDRM.multAdd(-settings.meanRate() * nu / gap.numRows, precision, meanGap, means[t]);
      DMatrixRMaj gainGap = controller.gain(t);
      CommonOps_DDRM.subtractEquals(gainGap, policy.gain(t));
      gains[t] = multipliers.gain(t);
      CommonOps_DDRM.multAdd(-settings.gainRate() * nu, precision, gainGap, gains[t]);
    }
    return multipliers.withMultipliers(means, gains);
  }

  /**
   * The weights' turn.
   *
   * @param divergences T, of the controller from the policy [nat]; not modified
   * @param progress 0 at the beginning of a run, 1 at its end
   */
  public BadmmMultipliers reweigh(
      BadmmMultipliers multipliers, double[] divergences, double progress) {
    double[] weights = settings
        .rule()
        .next(multipliers.weights(), divergences, multipliers.divergences(), progress);
    return multipliers.withWeights(weights, divergences);
  }

  /**
   * What the policy is to do at a step's states: Kx + k − C λ(x) / ν; without a weight the shift is
   * left out, as such a target counts nothing.
   *
   * @param states N×n; not modified
   * @return N×m
   */
  public static DMatrixRMaj targets(
      LinearGaussianController controller,
      int t,
      DMatrixRMaj states,
      BadmmMultipliers multipliers) {
    DMatrixRMaj targets = LocalTeacher.inputs(controller, t, states);
    double nu = multipliers.weight(t);
    DMatrixRMaj C = controller.covariance(t);
    DMatrixRMaj shift = new DMatrixRMaj(C.numRows, 1);
    for (int i = 0; nu > 0 && i < states.numRows; i++) {
      DMatrixRMaj x = Rows.asColumn(states, i);
      CommonOps_DDRM.mult(1 / nu, C, multipliers.at(t, x), shift);
      for (int a = 0; a < shift.numRows; a++) {
        targets.add(i, a, -shift.data[a]);
      }
    }
    return targets;
  }

  /**
   * The mean divergence of a controller from the policy at sampled states,
   *
   * <pre>  ½ (tr Λ(C + mean ddᵀ) − m + log det C_π − log det C),   d = u_π − u_p,   Λ = C_π⁻¹</pre>
   *
   * @param states not modified
   * @param inputs of the policy at the states; not modified
   * @param covariance C_π, m×m; not modified
   * @return T [nat]
   */
  public static double[] divergences(
      LinearGaussianController controller,
      DMatrixRMaj[] states,
      DMatrixRMaj[] inputs,
      DMatrixRMaj covariance) {
    PositiveDefinite reference = PositiveDefinite.of(covariance, "the policy's covariance");
    DMatrixRMaj Lambda = reference.inverse();
    double[] divergences = new double[states.length];
    for (int t = 0; t < divergences.length; t++) {
      DMatrixRMaj d = LocalTeacher.inputs(controller, t, states[t]);
      CommonOps_DDRM.subtractEquals(d, inputs[t]);
      DMatrixRMaj moment = controller.covariance(t);
      double logDet = PositiveDefinite.of(moment, "the controller's covariance at step " + t)
          .logDet();
      CommonOps_DDRM.multAddTransA(1.0 / d.numRows, d, d, moment);
      double sum = reference.logDet() - logDet - Lambda.numRows;
      for (int i = 0; i < moment.getNumElements(); i++) {
        sum += Lambda.data[i] * moment.data[i];
      }
      divergences[t] = 0.5 * sum;
    }
    return divergences;
  }

  /**
   * Σ ν KL of a controller from the linearised policy: what it pays, beside its cost, for what it
   * does otherwise. The step rule counts it in.
   *
   * @param expected where the controller goes
   */
  public static double disagreement(
      Kernels kernels,
      TrajectoryDistribution expected,
      LinearGaussianController controller,
      LinearGaussianController policy,
      BadmmMultipliers multipliers) {
    double[] divergences = TrajectoryDivergence.perStep(kernels, expected, controller, policy);
    double sum = 0;
    for (int t = 0; t < divergences.length; t++) {
      sum += multipliers.weight(t) * divergences[t];
    }
    return sum;
  }
}
