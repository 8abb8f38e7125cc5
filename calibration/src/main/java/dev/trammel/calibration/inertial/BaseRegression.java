package dev.trammel.calibration.inertial;

import dev.trammel.controller.linalg.Require;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Base parameters by weighted least squares, with the delay and the strength of each joint's actuator
 * beside them:
 *
 * <pre>  (1 + ρ) W β + dT δ = T</pre>
 *
 * <pre>
 *   δ  n  what the delays lack
 *   ρ  n  what strengths are too large, as far as they are believed: motions tell how the joints'
 *         strengths compare, by what the joints do to each other, but all of them and all inertias
 *         together are told apart by nothing
 * </pre>
 *
 * <p>Each joint's rows weigh by what is left of them (Gautier, 1997), and rows that are far off weigh
 * less (Huber's function). Repeated until delays and strengths stand.
 */
final class BaseRegression {

  /** Passes over weights and delays. */
  private static final int PASSES = 8;

  /** From so many standard deviations on a row weighs less. */
  private static final double HUBER = 2.5;

  /** A normal distribution's standard deviation over its median absolute deviation. */
  private static final double OF_MEDIAN = 1.4826;

  private static final double LONGEST_DELAY = 0.1;

  /** Of a strength in one pass, as a share. */
  private static final double MOST_CHANGED = 0.3;

  private static final double[] NOT_YET = {};

  private final DynamicsModel model;
  private final int n;
  private final int r;
  private final double[] strength;
  private final double[] doubt;

  /**
   * What was found.
   *
   * @param beta r base parameters
   * @param covariance r×r, of what is left of the equations, if strengths are what was found
   * @param byStrength r, variance that comes on top because strengths are only believed in
   * @param way with the delays and strengths that were found
   * @param weights one per row of the equations
   */
  record Solution(
      double[] beta,
      DMatrixRMaj covariance,
      double[] byStrength,
      EffortWay way,
      double[] weights) {}

  /**
   * @param strength n, where strengths are believed to be [-]
   * @param doubt n, deviation of that, as a share [-]
   */
  BaseRegression(DynamicsModel model, double[] strength, double[] doubt) {
    this.model = model;
    this.strength = Require.length(strength.clone(), model.parameters().joints(), "strength");
    this.doubt = Require.length(doubt.clone(), strength.length, "doubt of strengths");
    n = model.parameters().joints();
    r = model.base().size();
  }

  /** From the equations of several motions. */
  Solution solve(EffortWay start, EffortEquations motions) {
    return solve(start, motions, true);
  }

  /** The same with strengths as they are given. */
  double[] solveGiven(EffortWay way, EffortEquations motions) {
    return solve(way, motions, false).beta();
  }

  private Solution solve(EffortWay start, EffortEquations motions, boolean asksStrengths) {
    EffortWay way = start;
    EffortEquations equations = motions.along(way);
    double[] weights = new double[equations.T.length];
    for (int k = 0; k < weights.length; k++) {
      double size = equations.rms(equations.T, equations.joint(k));
      weights[k] = equations.isMoving(k) ? 1 / Math.max(size, 1e-9) : 0;
    }
    double[] found = NOT_YET;
    double[] belief = NOT_YET;
    DMatrixRMaj A = new DMatrixRMaj(1, 1);
    for (int pass = 0; pass < PASSES; pass++) {
      if (pass > 0) {
        equations = motions.along(way);
      }
      A = matrix(equations, way, asksStrengths ? found : NOT_YET);
      belief = belief(way, A.numCols);
      found = WeightedSystem.solve(A, equations.T, weights, A, belief);
      way = stronger(later(way, found), found);
      weights = weights(equations, residual(A, equations.T, found));
    }
    DMatrixRMaj believed = WeightedSystem.covariance(A, weights, belief);
    DMatrixRMaj given =
        WeightedSystem.covariance(matrix(equations, way, NOT_YET), weights, NOT_YET);
    double[] byStrength = new double[r];
    Arrays.setAll(byStrength, j -> Math.max(0, believed.get(j, j) - given.get(j, j)));
    return new Solution(
        Arrays.copyOf(found, r),
        CommonOps_DDRM.extract(given, 0, r, 0, r),
        byStrength,
        way,
        weights);
  }

  /**
   * Once more with half of the periods as instruments of the other half: what noise of the positions
   * does to the regressor is then in no product with itself.
   */
  double[] byInstruments(Solution solution, List<Periods> motions) {
    EffortWay way = solution.way();
    EffortEquations of = halves(way, motions, 0);
    EffortEquations by = halves(way, motions, 1);
    double[] found = WeightedSystem.solve(
        matrix(of, way, NOT_YET), of.T, solution.weights(), matrix(by, way, NOT_YET), NOT_YET);
    return Arrays.copyOf(found, r);
  }

  /** Every other period. */
  private EffortEquations halves(EffortWay way, List<Periods> motions, int first) {
    return EffortEquations.stacked(motions.stream()
            .map(periods -> {
              int[] picks = new int[periods.count() / 2];
              Arrays.setAll(picks, i -> 2 * i + first);
              return EffortEquations.of(model, periods, picks);
            })
            .toList())
        .along(way);
  }

  /**
   * W beside the columns of the delays and, where β is known near enough, of the strengths.
   *
   * @param before β first, of the pass before; empty if there was none
   */
  private DMatrixRMaj matrix(EffortEquations equations, EffortWay way, double[] before) {
    int delays = way.isDelayKnown() ? 0 : n;
    int strengths = before.length == 0 ? 0 : n;
    int rows = equations.T.length;
    DMatrixRMaj A = new DMatrixRMaj(rows, r + delays + strengths);
    CommonOps_DDRM.insert(equations.W, A, 0, 0);
    double[] predicted = new double[rows];
    if (strengths > 0) {
      double[] left = equations.residual(Arrays.copyOf(before, r));
      Arrays.setAll(predicted, k -> equations.T[k] - left[k]);
    }
    for (int k = 0; k < rows; k++) {
      int joint = equations.joint(k);
      if (delays > 0) {
        A.set(k, r + joint, equations.dT[k]);
      }
      if (strengths > 0) {
        A.set(k, r + delays + joint, predicted[k]);
      }
    }
    return A;
  }

  /** What is believed of each unknown: its σ⁻² and its middle, by turns; 0 where nothing is. */
  private double[] belief(EffortWay way, int columns) {
    double[] belief = new double[2 * columns];
    int first = columns - n;
    for (int i = 0; i < n && first > r - 1 + (way.isDelayKnown() ? 0 : n); i++) {
      belief[2 * (first + i)] = 1 / (doubt[i] * doubt[i]);
      belief[2 * (first + i) + 1] = way.strength()[i] / strength[i] - 1;
    }
    return belief;
  }

  private EffortWay stronger(EffortWay way, double[] found) {
    int first = r + (way.isDelayKnown() ? 0 : n);
    double[] changed = way.strength();
    for (int i = 0; first + i < found.length; i++) {
      changed[i] /= 1 + Math.max(-MOST_CHANGED, Math.min(MOST_CHANGED, found[first + i]));
    }
    return way.withStrength(changed);
  }

  private EffortWay later(EffortWay way, double[] found) {
    if (way.isDelayKnown()) {
      return way;
    }
    double[] delay = way.delay();
    for (int i = 0; i < n; i++) {
      delay[i] = Math.max(-LONGEST_DELAY, Math.min(LONGEST_DELAY, delay[i] + found[r + i]));
    }
    return way.withDelay(delay);
  }

  private static double[] residual(DMatrixRMaj A, double[] T, double[] found) {
    double[] residual = T.clone();
    for (int k = 0; k < T.length; k++) {
      for (int j = 0; j < found.length; j++) {
        residual[k] -= A.get(k, j) * found[j];
      }
    }
    return residual;
  }

  /** 1/σ of each joint's rows, and less for rows that are far off. */
  private double[] weights(EffortEquations equations, double[] residual) {
    double share = Math.sqrt(Math.max(0.1, 1 - (double) r / residual.length));
    double[] sigma = new double[n];
    for (int i = 0; i < n; i++) {
      int joint = i;
      double[] sizes = IntStream.range(0, residual.length)
          .filter(k -> equations.joint(k) == joint && equations.isMoving(k))
          .mapToDouble(k -> Math.abs(residual[k]))
          .sorted()
          .toArray();
      double least = 1e-6 * Math.max(equations.rms(equations.T, i), 1e-9);
      double median = sizes.length == 0 ? 0 : sizes[sizes.length / 2];
      sigma[i] = Math.max(OF_MEDIAN * median / share, least);
    }
    double[] weights = new double[residual.length];
    for (int k = 0; k < weights.length; k++) {
      double s = sigma[equations.joint(k)];
      double off = Math.abs(residual[k]) / s;
      weights[k] =
          equations.isMoving(k) ? Math.min(1, Math.sqrt(HUBER / Math.max(off, 1e-9))) / s : 0;
    }
    return weights;
  }
}
