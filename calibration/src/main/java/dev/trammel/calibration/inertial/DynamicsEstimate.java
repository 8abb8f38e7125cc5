package dev.trammel.calibration.inertial;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.BaseRegression.Solution;
import dev.trammel.controller.task.PlantSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * What motions of excitation tell of a robot's dynamics.
 *
 * @param beta r base parameters
 * @param sigma r, by what is left of the equations and by leaving out one motion after the other
 *     (jackknife), whichever is more, and by how far strengths are believed
 * @param byInstruments r, the same by instrumental variables; far from β where noise of the positions
 *     has bent it
 * @param feasible 13n parameters of bodies that can be
 * @param links what those say of the links
 * @param way with the delays that were found
 * @param condition of the regressor, with columns of length 1
 * @param heldOut the efforts of a motion that was not fitted
 */
public record DynamicsEstimate(
    double[] beta,
    double[] sigma,
    double[] byInstruments,
    double[] feasible,
    LinkFigures links,
    EffortWay way,
    double condition,
    HeldOut heldOut) {

  /**
   * Estimates.
   *
   * @param start where the search for delays begins, and the strengths that are believed in
   * @param doubt n, deviations of those, as a share [-]
   * @param training traces of each motion, whole ones, the motion that is not fitted last
   */
  public static DynamicsEstimate of(
      PlantSettings described,
      DynamicsModel model,
      EffortWay start,
      double[] doubt,
      List<Trace> training) {
    List<Periods> motions = training.stream()
        .map(trace -> Periods.of(List.of(trace), model.rhythm(), described.period()))
        .toList();
    List<EffortEquations> equations = motions.stream()
        .map(periods -> EffortEquations.of(model, periods, periods.all()))
        .toList();
    int last = motions.size() - 1;
    List<EffortEquations> fitted = equations.subList(0, last);
    EffortEquations all = EffortEquations.stacked(fitted);
    BaseRegression regression = new BaseRegression(model, start.strength(), doubt);
    Solution solution = regression.solve(start, all);
    double[] given = sigma(regression, solution, fitted);
    FeasibleInertias inertias = new FeasibleInertias(described.robot());
    FeasibleFit.Solution feasible = new FeasibleFit(
            inertias, model.base(), solution.beta(), widened(solution.covariance(), given))
        .solve();
    return new DynamicsEstimate(
        solution.beta(),
        with(given, solution.byStrength()),
        regression.byInstruments(solution, motions.subList(0, last)),
        feasible.p(),
        LinkFigures.of(inertias, feasible.xi(), feasible.covariance()),
        solution.way(),
        Excitation.condition(all.W),
        HeldOut.of(
            equations.get(last).along(solution.way()),
            model.base().of(feasible.p()),
            model.rhythm().period()));
  }

  /** Deviations with further variances. */
  private static double[] with(double[] sigma, double[] variance) {
    double[] more = sigma.clone();
    Arrays.setAll(more, j -> Math.sqrt(sigma[j] * sigma[j] + variance[j]));
    return more;
  }

  /** By leaving out one motion after the other, with strengths as they were found. */
  private static double[] sigma(
      BaseRegression regression, Solution solution, List<EffortEquations> motions) {
    int r = solution.beta().length;
    int R = motions.size();
    double[] sigma = new double[r];
    List<double[]> without = new ArrayList<>();
    for (int left = 0; left < R && R > 1; left++) {
      List<EffortEquations> others = new ArrayList<>(motions);
      others.remove(left);
      without.add(regression.solveGiven(solution.way(), EffortEquations.stacked(others)));
    }
    for (int j = 0; j < r; j++) {
      double squares = 0;
      for (double[] one : without) {
        double off = one[j] - solution.beta()[j];
        squares += off * off;
      }
      double jackknife = (double) (R - 1) / R * squares;
      sigma[j] = Math.sqrt(Math.max(jackknife, solution.covariance().get(j, j)));
    }
    return sigma;
  }

  /** The same correlations with other deviations. */
  private static DMatrixRMaj widened(DMatrixRMaj C, double[] sigma) {
    DMatrixRMaj wide = C.copy();
    for (int i = 0; i < sigma.length; i++) {
      for (int j = 0; j < sigma.length; j++) {
        double factor = sigma[i] * sigma[j] / Math.sqrt(C.get(i, i) * C.get(j, j));
        wide.set(i, j, factor * C.get(i, j));
      }
    }
    return wide;
  }
}
