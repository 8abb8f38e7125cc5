package dev.trammel.controller.dynamics;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.linalg.Require;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/**
 * Fits time-varying linear-Gaussian dynamics to trajectories: at each step t a Bayesian linear
 * regression of the next state estimate on the state estimate and the applied input, under a prior
 * (Levine and Abbeel, "Learning neural network policies with guided policy search under unknown
 * dynamics", 2014, section 4). Thread-safe.
 */
public final class DynamicsFitter {

  private final FitSettings settings;

  public DynamicsFitter(FitSettings settings) {
    this.settings = settings;
  }

  /** Fits with all trajectories alike. */
  public FittedDynamics fit(TrajectoryBatch batch, DynamicsPrior prior) {
    double[] weights = new double[batch.size()];
    Arrays.fill(weights, 1);
    return fit(batch, weights, prior);
  }

  /**
   * Fits.
   *
   * @param weights as how many trajectories each one counts, for instance less for older ones
   * @throws IllegalArgumentException if points and prior together do not determine a step
   */
  public FittedDynamics fit(TrajectoryBatch batch, double[] weights, DynamicsPrior prior) {
    Require.length(weights, batch.size(), "trajectory weights");
    for (double weight : weights) {
      Require.positive(weight, "trajectory weight");
    }
    Require.atLeast(batch.steps(), 1, "steps of a batch");
    Pass pass = new Pass(batch, weights, prior);
    for (int t = 0; t < batch.steps(); t++) {
      pass.fit(t);
    }
    return pass.result();
  }

  /** One fit of all steps, and what it works with. */
  private final class Pass {

    private final TrajectoryBatch batch;
    private final double[] weights;
    private final DynamicsPrior prior;
    private final int n;
    private final int m;
    private final StepPoints points;
    private final DMatrixRMaj ownPoints;
    private final StepRegression regression;
    private final SaturatedInputs saturatedInputs;
    private final HeldOut heldOut;
    private final FitDiagnostics diagnostics;
    private final DMatrixRMaj[] transitions;
    private final DMatrixRMaj[] offsets;
    private final DMatrixRMaj[] covariances;

    Pass(TrajectoryBatch batch, double[] weights, DynamicsPrior prior) {
      this.batch = batch;
      this.weights = weights;
      this.prior = prior;
      n = batch.stateSize();
      m = batch.inputSize();
      int capacity = batch.size() * (2 * settings.poolingHalfWidth() + 1);
      points = new StepPoints(capacity, 2 * n + m);
      ownPoints = new DMatrixRMaj(batch.size(), 2 * n + m);
      regression = new StepRegression(n, m, capacity, settings.regularisation());
      saturatedInputs = new SaturatedInputs(n, m, settings);
      heldOut = new HeldOut(n, m, capacity);
      diagnostics = new FitDiagnostics(batch.steps(), n, m);
      transitions = new DMatrixRMaj[batch.steps()];
      offsets = new DMatrixRMaj[batch.steps()];
      covariances = new DMatrixRMaj[batch.steps()];
    }

    void fit(int t) {
      gather(t);
      NormalInverseWishart stepPrior = prior.at(ownPoints, t);
      int[] saturated = saturatedInputs.find(points);
      requireDetermined(t, stepPrior, saturated);
      if (saturated.length == 0) {
        regress(t, stepPrior, saturated);
        transitions[t] = regression.transition();
      } else {
        DMatrixRMaj slopes = saturatedInputs.slopes(stepPrior);
        saturatedInputs.takeOut(saturated, slopes, points);
        regress(t, saturatedInputs.takeOut(saturated, slopes, stepPrior), saturated);
        transitions[t] = withColumns(regression.transition(), slopes, saturated);
        diagnostics.flagInputs(t, saturated, n);
      }
    }

    private void regress(int t, NormalInverseWishart stepPrior, int[] saturated) {
      int singular = regression.fit(points, stepPrior, saturatedInputs.others(saturated));
      if (singular >= 0) {
        String variable = singular < n ? "state " + singular : "input " + (singular - n);
        throw new IllegalArgumentException(
            "step " + t + ": the covariance of (x, u) is singular at " + variable
                + "; it needs a prior, regularisation or more varied trajectories");
      }
      offsets[t] = regression.offset();
      covariances[t] = regression.covariance();
      diagnostics.fill(t, regression, points);
      diagnostics.fillHeldOut(t, heldOut.meanLogLikelihood(regression, points, stepPrior));
    }

    private void gather(int t) {
      points.count = 0;
      gather(t, 1);
      points.own = points.count;
      for (int i = 0; i < points.own; i++) {
        System.arraycopy(
            points.rows[i], 0, ownPoints.data, i * ownPoints.numCols, ownPoints.numCols);
      }
      double decay = 1;
      for (int k = 1; k <= settings.poolingHalfWidth(); k++) {
        decay *= settings.poolingDecay();
        if (t - k >= 0) {
          gather(t - k, decay);
        }
        if (t + k < batch.steps()) {
          gather(t + k, decay);
        }
      }
    }

    private void gather(int t, double scale) {
      for (int i = 0; i < batch.size(); i++) {
        Transitions.copy(batch.get(i), t, points.rows[points.count]);
        points.weights[points.count] = weights[i] * scale;
        points.count++;
      }
    }

    private void requireDetermined(int t, NormalInverseWishart stepPrior, int[] saturated) {
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
      if (saturated.length > 0) {
        throw new IllegalArgumentException("step " + t + ": input " + (saturated[0] - n)
            + " did not vary in " + points.count
            + " points, as if always at its limit; its input map needs a prior");
      }
    }

    private DMatrixRMaj withColumns(DMatrixRMaj F, DMatrixRMaj slopes, int[] columns) {
      for (int j : columns) {
        for (int r = 0; r < n; r++) {
          F.set(r, j, slopes.get(r, j));
        }
      }
      return F;
    }

    FittedDynamics result() {
      Gaussian initial = InitialState.fit(batch, weights, prior.initialState(n), settings);
      return new FittedDynamics(
          new LinearGaussianDynamics(transitions, offsets, covariances, initial), diagnostics);
    }
  }
}
