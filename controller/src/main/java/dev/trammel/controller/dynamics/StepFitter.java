package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.linalg.Products;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits single steps of a batch: gathers points, asks for their prior, takes out inputs that did not
 * vary, regresses. Not thread-safe.
 */
final class StepFitter {

  final StepPoints points;
  final StepRegression regression;
  private final SaturatedInputs saturatedInputs;
  private final int n;
  private final int m;

  private DynamicsPrior prior;
  private boolean lasting;

  /**
   * @param like of the same n and m, and of at least as many trajectories as any batch to come
   */
  StepFitter(Kernels kernels, FitSettings settings, TrajectoryBatch like) {
    n = like.stateSize();
    m = like.inputSize();
    Products products = kernels.products();
    points = new StepPoints(products, settings, like);
    regression = new StepRegression(products, points, n, settings.regularisation());
    saturatedInputs = new SaturatedInputs(n, m, settings);
    prior = DynamicsPrior.none(n, m);
  }

  /**
   * Says what steps are of.
   *
   * @param weights as how many trajectories each one counts; not modified until the last step
   */
  void begin(TrajectoryBatch batch, double[] weights, DynamicsPrior given) {
    points.begin(batch, weights);
    prior = given.forOnePass();
    // what outlives a pass is not overwritten
    lasting = prior == given;
  }

  /**
   * Fits step t.
   *
   * @param model modified
   * @return the prior that the step had
   * @throws IllegalArgumentException if points and prior do not determine the step
   */
  NormalInverseWishart fit(int t, StepModel model) {
    points.gather(t);
    NormalInverseWishart stepPrior = prior.at(points.own, t);
    int saturated = saturatedInputs.flag(points, model.inputFromPrior);
    requireDetermined(t, stepPrior, saturated);
    int singular =
        saturated < 0 ? regression.fit(stepPrior, lasting, model) : fitOthers(stepPrior, model);
    if (singular >= 0) {
      String variable = singular < n ? "state " + singular : "input " + (singular - n);
      throw new IllegalArgumentException("step " + t + ": the covariance of (x, u) is singular at "
          + variable + "; it needs a prior, regularisation or more varied trajectories");
    }
    return stepPrior;
  }

  private int fitOthers(NormalInverseWishart stepPrior, StepModel model) {
    boolean[] saturated = model.inputFromPrior;
    DMatrixRMaj slopes = saturatedInputs.slopes(stepPrior);
    saturatedInputs.takeOut(saturated, slopes, points);
    NormalInverseWishart others = saturatedInputs.takeOut(saturated, slopes, stepPrior);
    int singular = regression.fit(others, false, model);
    saturatedInputs.putBack(saturated, slopes, model.slopes);
    return singular;
  }

  private void requireDetermined(int t, NormalInverseWishart stepPrior, int saturated) {
    if (stepPrior.size() != 2 * n + m) {
      throw new IllegalArgumentException("step " + t + ": the prior must be of 2n+m = "
          + (2 * n + m) + " variables, was of " + stepPrior.size());
    }
    if (!stepPrior.isFlat()) {
      return;
    }
    if (points.count <= n + m + 1) {
      throw new IllegalArgumentException("step " + t + ": without a prior a fit of n = " + n
          + " states and m = " + m + " inputs needs more than n+m+1 = " + (n + m + 1)
          + " points, had " + points.count + "; use more trajectories or a prior");
    }
    if (saturated >= 0) {
      throw new IllegalArgumentException("step " + t + ": input " + saturated + " did not vary in "
          + points.count + " points, as if always at its limit; its input map needs a prior");
    }
  }
}
