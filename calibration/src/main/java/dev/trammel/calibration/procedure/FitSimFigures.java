package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Machine;
import dev.trammel.calibration.fit.OpenLoop;
import dev.trammel.calibration.fit.OutputErrorFit;
import dev.trammel.calibration.fit.Unknown;
import dev.trammel.calibration.fit.Window;
import dev.trammel.calibration.inertial.SimulatorFamily;
import dev.trammel.controller.report.Mark;
import dev.trammel.controller.report.MatrixPlot;
import dev.trammel.controller.report.Plot;
import java.util.List;

/** Plots of a fitted simulator: a motion that was not fitted before and after, and correlations. */
final class FitSimFigures {

  private FitSimFigures() {}

  static void add(
      FindingsBuilder findings,
      BenchRobot robot,
      OutputErrorFit fit,
      SimulatorFamily family,
      FitSimFindings.Validation validation) {
    Window stretch = OpenLoop.stretches(
            validation.traces(), 2 * validation.window(), validation.window())
        .get(0);
    double[][] before = predicted(family.described(), fit, stretch, validation);
    double[][] after = predicted(family.at(fit.values()), fit, stretch, validation);
    for (int i = 0; i < robot.joints(); i++) {
      findings.figure(plot(robot, i, stretch, List.of(before, after)));
      new FitFigures(fit, i, robot.joint(i).name(), JointUnits.of(robot, i)).add(findings);
    }
    findings.figure(correlations(fit));
  }

  private static double[][] predicted(
      Machine machine, OutputErrorFit fit, Window stretch, FitSimFindings.Validation validation) {
    return new OpenLoop(machine, fit.claimedNoise(), validation.longestStep())
        .prediction(stretch, stretch.length() / 2);
  }

  private static Plot plot(
      BenchRobot robot, int joint, Window stretch, List<double[][]> predictions) {
    int length = stretch.length();
    double[] time = new double[length];
    double[][] y = new double[1 + predictions.size()][length];
    double start = stretch.trace().readingTime(stretch.first());
    for (int t = 0; t < length; t++) {
      time[t] = stretch.trace().readingTime(stretch.first() + t) - start;
      y[0][t] = stretch.trace().position(stretch.first() + t, joint);
      for (int k = 0; k < predictions.size(); k++) {
        y[k + 1][t] = predictions.get(k)[t][joint];
      }
    }
    String unit = JointUnits.of(robot, joint).position();
    return new Plot(
            robot.joint(joint).name() + ": foretold from half way on",
            "time [s]",
            "position [" + unit + "]")
        .add("measured", time, y[0], 0, Mark.LINE)
        .add("as described", time, y[1], 1, Mark.LINE)
        .add("as fitted", time, y[2], 2, Mark.LINE);
  }

  private static MatrixPlot correlations(OutputErrorFit fit) {
    int P = fit.values().length;
    double[][] rows = new double[P][P];
    for (int p = 0; p < P; p++) {
      for (int o = 0; o < P; o++) {
        rows[p][o] = p == o ? Double.NaN : fit.correlation(p, o);
      }
    }
    MatrixPlot.Names names = new MatrixPlot.Names(
        "unknown", fit.unknowns().stream().map(Unknown::name).toList());
    return new MatrixPlot(
        "Correlations: ±1 is what the data cannot tell apart", names, names, rows);
  }
}
