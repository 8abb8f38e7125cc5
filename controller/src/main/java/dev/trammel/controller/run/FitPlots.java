package dev.trammel.controller.run;

import dev.trammel.controller.dynamics.FitDiagnostics;
import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.Plot;
import java.util.List;

/** Draws how well fitted dynamics explain their points, over the steps of an episode. */
final class FitPlots {

  /** States beyond these are left out of the legend's colours, and so of the plot. */
  private static final int MOST_STATES = Plot.COLOURS;

  private FitPlots() {}

  static List<Plot> plots(FitDiagnostics fit, PlantSpec spec) {
    int n = Math.min(MOST_STATES, spec.sensors().size());
    Plot unexplained = new Plot("Unexplained part of the variance", "step", "1 − R² [-]")
        .wholeX()
        .logY();
    Plot residual = new Plot("Residual, root mean square", "step", "[unit of the state]").wholeX();
    double[] steps = new double[fit.steps()];
    for (int t = 0; t < steps.length; t++) {
      steps[t] = t;
    }
    for (int i = 0; i < n; i++) {
      Channel channel = spec.sensors().get(i);
      double[] part = new double[steps.length];
      double[] rms = new double[steps.length];
      for (int t = 0; t < steps.length; t++) {
        part[t] = 1 - fit.r2(t, i);
        rms[t] = fit.residualRms(t, i);
      }
      unexplained.add(channel.name(), steps, part, i, Mark.LINE);
      String label = channel.name() + " [" + channel.unit() + "]";
      residual.add(label, steps, rms, i, Mark.LINE);
    }
    return List.of(
        unexplained.limit("R² = 0", 1),
        residual.logYIfWide(),
        heldOut(fit, steps),
        doubts(fit, steps));
  }

  private static Plot heldOut(FitDiagnostics fit, double[] steps) {
    double[] likelihood = new double[steps.length];
    for (int t = 0; t < steps.length; t++) {
      likelihood[t] = fit.heldOutLogLikelihood(t).orElse(Double.NaN);
    }
    return new Plot("Held-out log-likelihood of a next state", "step", "[nat]")
        .wholeX()
        .add("mean over points", steps, likelihood, 2, Mark.LINE);
  }

  private static Plot doubts(FitDiagnostics fit, double[] steps) {
    double[] condition = new double[steps.length];
    for (int t = 0; t < steps.length; t++) {
      condition[t] = fit.conditionEstimate(t);
    }
    return new Plot("Condition of the covariance of (x, u)", "step", "ratio of pivots [-]")
        .wholeX()
        .logY()
        .add("condition", steps, condition, 3, Mark.LINE);
  }
}
