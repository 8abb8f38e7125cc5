package dev.trammel.calibration.inertial;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Base parameters by weighted least squares, with the delay of each joint's actuator beside them:
 *
 * <pre>  W β + dT δ = T,   δ what the delays lack</pre>
 *
 * <p>Each joint's rows weigh by what is left of them (Gautier, 1997), and rows that are far off weigh
 * less (Huber's function). Repeated until the delays stand.
 */
final class BaseRegression {

  /** Passes over weights and delays. */
  private static final int PASSES = 5;

  /** From so many standard deviations on a row weighs less. */
  private static final double HUBER = 2.5;

  /** A normal distribution's standard deviation over its median absolute deviation. */
  private static final double OF_MEDIAN = 1.4826;

  private static final double LONGEST_DELAY = 0.1;

  private final DynamicsModel model;
  private final int n;
  private final int r;

  /**
   * What was found.
   *
   * @param beta r base parameters
   * @param covariance r×r, of what is left of the equations
   * @param way with the delays that were found
   * @param weights one per row of the equations
   */
  record Solution(double[] beta, DMatrixRMaj covariance, EffortWay way, double[] weights) {}

  BaseRegression(DynamicsModel model) {
    this.model = model;
    n = model.parameters().joints();
    r = model.base().size();
  }

  /** From the periods of several motions. */
  Solution solve(EffortWay start, List<Periods> motions) {
    EffortWay way = start;
    EffortEquations equations = equations(way, motions);
    double[] weights = new double[equations.T.length];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = 1 / Math.max(equations.rms(equations.T, equations.joint(k)), 1e-9);
    }
    DMatrixRMaj A = new DMatrixRMaj(1, 1);
    double[] found = {};
    for (int pass = 0; pass < PASSES; pass++) {
      if (pass > 0 && !way.isDelayKnown()) {
        equations = equations(way, motions);
      }
      A = matrix(equations, way);
      found = leastSquares(A, equations.T, weights, A);
      way = later(way, found);
      weights = weights(equations, residual(A, equations.T, found));
    }
    DMatrixRMaj covariance = inverseGram(weighted(A, weights), weighted(A, weights));
    return new Solution(
        Arrays.copyOf(found, r), CommonOps_DDRM.extract(covariance, 0, r, 0, r), way, weights);
  }

  /**
   * Once more with half of the periods as instruments of the other half: what noise of the positions
   * does to the regressor is then in no product with itself.
   */
  double[] byInstruments(Solution solution, List<Periods> motions) {
    EffortWay way = solution.way();
    EffortEquations of = halves(way, motions, 0);
    EffortEquations by = halves(way, motions, 1);
    double[] found = leastSquares(matrix(of, way), of.T, solution.weights(), matrix(by, way));
    return Arrays.copyOf(found, r);
  }

  /** Every other period. */
  private EffortEquations halves(EffortWay way, List<Periods> motions, int first) {
    return EffortEquations.stacked(motions.stream()
        .map(periods -> {
          int[] picks = new int[periods.count() / 2];
          Arrays.setAll(picks, i -> 2 * i + first);
          return EffortEquations.of(model, way, periods, picks);
        })
        .toList());
  }

  /** Of all periods. */
  EffortEquations equations(EffortWay way, List<Periods> motions) {
    return EffortEquations.stacked(motions.stream()
        .map(periods -> EffortEquations.of(model, way, periods, periods.all()))
        .toList());
  }

  /** W beside the columns of the delays. */
  private DMatrixRMaj matrix(EffortEquations equations, EffortWay way) {
    int delays = way.isDelayKnown() ? 0 : n;
    DMatrixRMaj A = new DMatrixRMaj(equations.T.length, r + delays);
    CommonOps_DDRM.insert(equations.W, A, 0, 0);
    for (int i = 0; i < delays; i++) {
      for (int k = 0; k < equations.T.length; k++) {
        A.set(k, r + i, equations.joint(k) == i ? equations.dT[k] : 0);
      }
    }
    return A;
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

  /** (Zᵀ V A)⁻¹ Zᵀ V T with the squares of the weights in V; Z is A but for instruments. */
  private static double[] leastSquares(DMatrixRMaj A, double[] T, double[] weights, DMatrixRMaj Z) {
    DMatrixRMaj weightedA = weighted(A, weights);
    DMatrixRMaj weightedZ = Z == A ? weightedA : weighted(Z, weights);
    DMatrixRMaj right = new DMatrixRMaj(A.numCols, 1);
    for (int k = 0; k < T.length; k++) {
      for (int j = 0; j < A.numCols; j++) {
        right.data[j] += weightedZ.get(k, j) * weights[k] * T[k];
      }
    }
    DMatrixRMaj found = new DMatrixRMaj(A.numCols, 1);
    CommonOps_DDRM.mult(inverseGram(weightedZ, weightedA), right, found);
    return found.data;
  }

  private static DMatrixRMaj weighted(DMatrixRMaj A, double[] weights) {
    DMatrixRMaj out = A.copy();
    for (int k = 0; k < A.numRows; k++) {
      for (int j = 0; j < A.numCols; j++) {
        out.set(k, j, weights[k] * A.get(k, j));
      }
    }
    return out;
  }

  /** (Zᵀ A)⁻¹, with columns brought to length 1 first. */
  private static DMatrixRMaj inverseGram(DMatrixRMaj Z, DMatrixRMaj A) {
    int size = A.numCols;
    DMatrixRMaj G = new DMatrixRMaj(size, size);
    CommonOps_DDRM.multTransA(Z, A, G);
    double[] length = new double[size];
    for (int i = 0; i < size; i++) {
      length[i] = Math.sqrt(Math.max(Math.abs(G.get(i, i)), 1e-30));
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        G.set(i, j, G.get(i, j) / length[i] / length[j]);
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.pseudoInverse(true);
    DMatrixRMaj inverse = new DMatrixRMaj(size, size);
    if (!solver.setA(G)) {
      throw new IllegalStateException("the equations of motion could not be decomposed");
    }
    solver.invert(inverse);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        inverse.set(i, j, inverse.get(i, j) / length[i] / length[j]);
      }
    }
    return inverse;
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
          .filter(k -> equations.joint(k) == joint)
          .mapToDouble(k -> Math.abs(residual[k]))
          .sorted()
          .toArray();
      double least = 1e-6 * Math.max(equations.rms(equations.T, i), 1e-9);
      sigma[i] = Math.max(OF_MEDIAN * sizes[sizes.length / 2] / share, least);
    }
    double[] weights = new double[residual.length];
    for (int k = 0; k < weights.length; k++) {
      double s = sigma[equations.joint(k)];
      double off = Math.abs(residual[k]) / s;
      weights[k] = Math.min(1, Math.sqrt(HUBER / Math.max(off, 1e-9))) / s;
    }
    return weights;
  }
}
