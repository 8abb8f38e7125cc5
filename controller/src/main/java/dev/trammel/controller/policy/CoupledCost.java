package dev.trammel.controller.policy;

import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.task.QuadraticCost;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What BADMM adds to a local controller's cost:
 *
 * <pre>  ν ½ dᵀΛd − λ(x)ᵀu,   d = u − K_πx − k_π,   Λ the precision of the linearised policy</pre>
 */
final class CoupledCost {

  private final LinearGaussianController policy;
  private final BadmmMultipliers multipliers;
  private final int n;
  private final int m;

  CoupledCost(LinearGaussianController policy, BadmmMultipliers multipliers) {
    this.policy = policy;
    this.multipliers = multipliers;
    n = policy.stateSize();
    m = policy.inputSize();
  }

  /** A new cost, this one added. */
  QuadraticCost added(QuadraticCost cost) {
    QuadraticCost sum = new QuadraticCost(cost.steps(), n, m);
    for (int t = 0; t <= cost.steps(); t++) {
      sum.hessians[t].setTo(cost.hessians[t]);
      sum.gradients[t].setTo(cost.gradients[t]);
      sum.constants[t] = cost.constants[t];
    }
    for (int t = 0; t < cost.steps(); t++) {
      addDivergence(t, sum);
      addMultipliers(t, sum);
    }
    return sum;
  }

  private void addDivergence(int t, QuadraticCost sum) {
    double nu = multipliers.weight(t);
    // G = (−K, I):  ½ (Gz − k)ᵀΛ(Gz − k) = ½ zᵀGᵀΛGz − zᵀGᵀΛk + ½ kᵀΛk
    DMatrixRMaj G = new DMatrixRMaj(m, n + m);
    DMatrixRMaj K = policy.gain(t);
    CommonOps_DDRM.changeSign(K);
    CommonOps_DDRM.insert(K, G, 0, 0);
    CommonOps_DDRM.insert(CommonOps_DDRM.identity(m), G, 0, n);
    DMatrixRMaj Lambda = LocalTeacher.precision(policy, t);
    DMatrixRMaj LambdaG = new DMatrixRMaj(m, n + m);
    CommonOps_DDRM.mult(Lambda, G, LambdaG);
    CommonOps_DDRM.multAddTransA(nu, G, LambdaG, sum.hessians[t]);
    DMatrixRMaj k = policy.offset(t);
    CommonOps_DDRM.multAddTransA(-nu, LambdaG, k, sum.gradients[t]);
    DMatrixRMaj Lambdak = new DMatrixRMaj(m, 1);
    CommonOps_DDRM.mult(Lambda, k, Lambdak);
    sum.constants[t] += nu / 2 * CommonOps_DDRM.dot(k, Lambdak);
  }

  private void addMultipliers(int t, QuadraticCost sum) {
    DMatrixRMaj means = multipliers.mean(t);
    DMatrixRMaj gains = multipliers.gain(t);
    for (int a = 0; a < m; a++) {
      sum.gradients[t].add(n + a, 0, -means.data[a]);
      for (int j = 0; j < n; j++) {
        sum.hessians[t].add(n + a, j, -gains.get(a, j));
        sum.hessians[t].add(j, n + a, -gains.get(a, j));
      }
    }
  }
}
