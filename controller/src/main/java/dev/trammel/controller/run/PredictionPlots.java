package dev.trammel.controller.run;

import dev.trammel.controller.linalg.Gaussian;
import dev.trammel.controller.lqr.TrajectoryDistribution;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import dev.trammel.controller.trajectory.TrajectoryBatch;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Draws how well the model that proposed a controller foresaw its episodes, which it had not seen:
 * works for every kind of model.
 */
final class PredictionPlots {

  /** The scale on which the plots of all states can be compared at a glance [σ]. */
  private static final double LEAST_SHOWN = 0.1;

  private static final double MOST_SHOWN = 10;

  private final PlantSpec spec;
  private final TrajectoryBatch batch;
  private final TrajectoryDistribution expected;
  private final double[] steps;

  /**
   * Collects what is compared.
   *
   * @param expected of the controller that ran the batch, before it did
   */
  PredictionPlots(PlantSpec spec, TrajectoryBatch batch, TrajectoryDistribution expected) {
    this.spec = spec;
    this.batch = batch;
    this.expected = expected;
    steps = new double[batch.steps() + 1];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = t;
    }
  }

  /** Root mean square over the episodes of (x − x̄) / σ, a plot per state on one scale. */
  List<Plot> errors() {
    List<Plot> plots = new ArrayList<>();
    for (int i = 0; i < batch.stateSize(); i++) {
      double[] error = new double[steps.length];
      for (int t = 0; t < steps.length; t++) {
        error[t] = error(t, i);
      }
      plots.add(new Plot(spec.sensors().get(i).name(), "step", "error [σ]")
          .add("", steps, error, 0, Mark.LINE)
          .limit("", 1)
          .within(LEAST_SHOWN, MOST_SHOWN)
          .wholeX()
          .logY()
          .small());
    }
    return plots;
  }

  private double error(int t, int i) {
    Gaussian state = expected.state(t);
    double squares = 0;
    for (int k = 0; k < batch.size(); k++) {
      double deviation = batch.get(k).state(t, i) - state.mean().get(i, 0);
      squares += deviation * deviation / batch.size();
    }
    return Math.sqrt(squares / state.covariance().get(i, i));
  }

  /** How likely the states of the episodes were, altogether. */
  Plot likelihood() {
    double[] mean = new double[steps.length];
    for (int t = 0; t < steps.length; t++) {
      mean[t] = meanLogLikelihood(t);
    }
    return new Plot("Log-likelihood of the state, held out", "step", "[nat]")
        .wholeX()
        .robustY()
        .add("mean over episodes", steps, mean, 2, Mark.LINE);
  }

  /** Mean over the episodes of log N(x; x̄, Σ); NaN where Σ is singular. */
  private double meanLogLikelihood(int t) {
    Gaussian state = expected.state(t);
    int n = state.size();
    DMatrixRMaj Sigma = state.covariance();
    double logDeterminant = Math.log(CommonOps_DDRM.det(Sigma));
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
    if (!solver.setA(Sigma.copy()) || !Double.isFinite(logDeterminant)) {
      return Double.NaN;
    }
    double sum = 0;
    DMatrixRMaj deviation = new DMatrixRMaj(n, 1);
    DMatrixRMaj weighted = new DMatrixRMaj(n, 1);
    for (int k = 0; k < batch.size(); k++) {
      DMatrixRMaj mean = state.mean();
      for (int i = 0; i < n; i++) {
        deviation.set(i, 0, batch.get(k).state(t, i) - mean.get(i, 0));
      }
      solver.solve(deviation.copy(), weighted);
      sum -= 0.5 * CommonOps_DDRM.dot(deviation, weighted);
    }
    return sum / batch.size() - 0.5 * (logDeterminant + n * Math.log(2 * Math.PI));
  }
}
