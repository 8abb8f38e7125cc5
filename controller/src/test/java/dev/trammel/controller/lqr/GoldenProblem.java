package dev.trammel.controller.lqr;

import dev.trammel.controller.dynamics.LinearGaussianDynamics;
import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.task.QuadraticCost;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * The linear-quadratic problem of a golden case. Its source has T inputs and no terminal state: the
 * last dynamics are zero, which is a step into a terminal state that costs nothing.
 */
public final class GoldenProblem {

  private GoldenProblem() {}

  public static LinearGaussianDynamics model(GoldenCase golden) {
    return new LinearGaussianDynamics(
        golden.array("dyn_Fm").slices(),
        golden.array("dyn_fv").slices(),
        golden.array("dyn_covar").slices(),
        new Gaussian(golden.array("x0mu").at(), golden.array("x0sigma").at()));
  }

  /** The cost, with something added to the curvature of each input. */
  public static QuadraticCost cost(GoldenCase golden, double inputShift) {
    GoldenArray Cm = golden.array("cost_Cm");
    GoldenArray cv = golden.array("cost_cv");
    double[] cc = golden.array("cost_cc").values();
    int m = golden.array("in_U").length(2);
    int n = cv.length(1) - m;
    QuadraticCost cost = new QuadraticCost(cc.length, n, m);
    for (int t = 0; t < cc.length; t++) {
      cost.hessians[t].setTo(Cm.at(t));
      cost.gradients[t].setTo(cv.at(t));
      cost.constants[t] = cc[t];
      for (int i = n; i < n + m; i++) {
        cost.hessians[t].add(i, i, inputShift);
      }
    }
    return cost;
  }

  /** The controller that the samples came from. */
  public static LinearGaussianController first(GoldenCase golden) {
    DMatrixRMaj[] K = golden.array("in_pol0_K").slices();
    DMatrixRMaj[] x = new DMatrixRMaj[K.length + 1];
    Arrays.setAll(x, t -> new DMatrixRMaj(K[0].numCols, 1));
    DMatrixRMaj[] u = new DMatrixRMaj[K.length];
    Arrays.setAll(u, t -> new DMatrixRMaj(K[0].numRows, 1));
    return new LinearGaussianController(
        K, golden.array("in_pol0_k").slices(), golden.array("in_pol0_pol_covar").slices(), x, u);
  }

  /**
   * What an update comes to at an η.
   *
   * @param controller the best one
   * @param kl its divergence from the previous one [nat]
   */
  public record AtEta(LinearGaussianController controller, double kl) {

    public static AtEta of(Kernels kernels, UpdateProblem update, double eta) {
      DualEvaluation dual = new DualEvaluation(
          kernels,
          update.model().steps(),
          update.model().stateSize(),
          update.model().inputSize(),
          0);
      dual.begin(update);
      double kl = dual.total(eta);
      return new AtEta(dual.problem().controller(), kl);
    }
  }
}
