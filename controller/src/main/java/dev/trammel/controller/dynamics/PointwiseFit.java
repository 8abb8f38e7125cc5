package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.OptionalDouble;

/**
 * How a fit explains each of its points. Few ask, and it costs more than the fit, so it is not part
 * of it: this fits once more. Filled once, then read only.
 */
final class PointwiseFit {

  final double[][] residualRms;
  final double[][] r2;
  final OptionalDouble[] heldOut;

  PointwiseFit(
      Kernels kernels,
      FitSettings settings,
      TrajectoryBatch batch,
      double[] weights,
      DynamicsPrior prior) {
    int n = batch.stateSize();
    residualRms = new double[batch.steps()][n];
    r2 = new double[batch.steps()][n];
    heldOut = new OptionalDouble[batch.steps()];
    StepFitter fitter = new StepFitter(kernels, settings, batch);
    StepModel model = fitter.regression.newModel();
    HeldOut others = new HeldOut(kernels.products(), n, batch.inputSize(), batch.size());
    fitter.begin(batch, weights, prior);
    for (int t = 0; t < batch.steps(); t++) {
      NormalInverseWishart stepPrior = fitter.fit(t, model);
      heldOut[t] = others.meanLogLikelihood(fitter, model, stepPrior);
      fillResiduals(t, fitter.points, others.reduced);
    }
  }

  private void fillResiduals(int t, StepPoints points, double[][] residuals) {
    int own = points.own.numRows;
    for (int r = 0; r < residualRms[t].length; r++) {
      double unexplained = 0;
      double all = 0;
      for (int i = 0; i < own; i++) {
        unexplained += residuals[i][r] * residuals[i][r];
        all += points.deviations[i][r] * points.deviations[i][r];
      }
      residualRms[t][r] = Math.sqrt(unexplained / own);
      r2[t][r] = all == 0 ? 1 : 1 - unexplained / all;
    }
  }
}
