package dev.trammel.calibration.fit;

import dev.trammel.calibration.fit.DriftShape.Kind;
import dev.trammel.controller.linalg.ChiSquare;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Fits variances of white noise, drift and random walk to Allan variances by generalised least
 * squares, none of them negative:
 *
 * <pre>  min (v − Aθ)ᵀ C⁻¹ (v − Aθ),   C of the θ before,   −2 log L = that + log |C|</pre>
 *
 * <pre>
 *   v  p  Allan variances        A  p×3  their means for a variance of 1 of each component
 *   θ  3  variances              C  p×p  how they vary together
 * </pre>
 */
final class AllanFit {

  private static final int MOST_TURNS = 6;

  /** Variances that change by a smaller share have settled. */
  private static final double SETTLED = 0.01;

  private static final double STEP = 1e-3;

  private final double[] v;
  private final AllanMoments moments;

  AllanFit(List<AllanDeviation.Point> points, AllanMoments moments) {
    v = points.stream().mapToDouble(AllanDeviation.Point::variance).toArray();
    this.moments = moments;
  }

  /**
   * One model at its best.
   *
   * @param theta variances
   * @param sigmas of them, the shape's own time being unknown as well
   * @param cost −2 log L
   * @param fits probability of residuals so large
   * @param departure the largest residual, as a share of what is expected there
   */
  record Result(
      DriftShape shape,
      double[] theta,
      double[] sigmas,
      double cost,
      double fits,
      double departure) {}

  /** White noise alone. */
  Result white() {
    return fit(DriftShape.none(), new int[] {1}, new double[] {v[0], 0, 0});
  }

  /**
   * With a drift, and a random walk if there may be one.
   *
   * @param begin variances to begin at; not modified
   */
  Result with(DriftShape shape, boolean mayWalk, double[] begin) {
    return fit(shape, mayWalk ? new int[] {1, 3, 5, 7} : new int[] {1, 3}, begin);
  }

  /** @param subsets of components that may be there, as bits */
  private Result fit(DriftShape shape, int[] subsets, double[] begin) {
    DMatrixRMaj A = moments.means(shape);
    double[] theta = begin.clone();
    DMatrixRMaj C = moments.covariance(theta, shape);
    DMatrixRMaj inverse = new DMatrixRMaj(v.length, v.length);
    double change = Double.POSITIVE_INFINITY;
    for (int turn = 0; turn < MOST_TURNS && change > SETTLED; turn++) {
      CommonOps_DDRM.invert(C, inverse);
      double[] before = theta;
      theta = best(A, inverse, subsets);
      C = moments.covariance(theta, shape);
      change = change(before, theta);
    }
    CommonOps_DDRM.invert(C, inverse);
    double misfit = misfit(A, inverse, theta);
    boolean isTimed = theta[1] > 0 && shape.kind() != Kind.NONE;
    int parameters = subsets.length == 1 ? 1 : isTimed ? 4 : AllanMoments.COMPONENTS;
    int degrees = Math.max(1, v.length - parameters);
    // what fits worse than it should is known less well (Birge 1932)
    double chance = Math.sqrt(Math.max(1, misfit / degrees));
    return new Result(
        shape,
        theta,
        times(chance, sigmas(A, inverse, theta, shape, subsets.length == 1)),
        misfit + logDeterminant(C),
        ChiSquare.tail(misfit, degrees),
        departure(A, theta));
  }

  private static double[] times(double factor, double[] values) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private double departure(DMatrixRMaj A, double[] theta) {
    double most = 0;
    for (int i = 0; i < v.length; i++) {
      double expected = 0;
      for (int j = 0; j < theta.length; j++) {
        expected += A.get(i, j) * theta[j];
      }
      most = Math.max(most, Math.abs(v[i] / expected - 1));
    }
    return most;
  }

  private static double change(double[] before, double[] after) {
    double most = 0;
    for (int j = 0; j < after.length; j++) {
      most = Math.max(most, Math.abs(after[j] - before[j]) / Math.max(after[j], 1e-300));
    }
    return most;
  }

  private double[] best(DMatrixRMaj A, DMatrixRMaj inverse, int[] subsets) {
    double[] best = {v[0], 0, 0};
    double least = Double.POSITIVE_INFINITY;
    for (int subset : subsets) {
      int[] chosen = IntStream.range(0, 3).filter(j -> (subset >> j & 1) == 1).toArray();
      double[] theta = solve(A, inverse, chosen);
      double cost = misfit(A, inverse, theta);
      if (Arrays.stream(chosen).allMatch(j -> theta[j] > 0) && cost < least) {
        least = cost;
        best = theta;
      }
    }
    return best;
  }

  private double[] solve(DMatrixRMaj A, DMatrixRMaj inverse, int[] chosen) {
    DMatrixRMaj part = columns(A, chosen);
    DMatrixRMaj PW = new DMatrixRMaj(chosen.length, v.length);
    CommonOps_DDRM.multTransA(part, inverse, PW);
    DMatrixRMaj normal = new DMatrixRMaj(chosen.length, chosen.length);
    CommonOps_DDRM.mult(PW, part, normal);
    DMatrixRMaj right = new DMatrixRMaj(chosen.length, 1);
    CommonOps_DDRM.mult(PW, new DMatrixRMaj(v.length, 1, true, v), right);
    DMatrixRMaj x = new DMatrixRMaj(chosen.length, 1);
    double[] theta = new double[AllanMoments.COMPONENTS];
    if (CommonOps_DDRM.solve(normal, right, x)) {
      for (int j = 0; j < chosen.length; j++) {
        theta[chosen[j]] = x.data[j];
      }
    }
    return theta;
  }

  private static DMatrixRMaj columns(DMatrixRMaj A, int[] chosen) {
    DMatrixRMaj part = new DMatrixRMaj(A.numRows, chosen.length);
    for (int i = 0; i < A.numRows; i++) {
      for (int j = 0; j < chosen.length; j++) {
        part.set(i, j, A.get(i, chosen[j]));
      }
    }
    return part;
  }

  private double misfit(DMatrixRMaj A, DMatrixRMaj inverse, double[] theta) {
    double[] r = v.clone();
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < theta.length; j++) {
        r[i] -= A.get(i, j) * theta[j];
      }
    }
    double sum = 0;
    for (int i = 0; i < r.length; i++) {
      for (int j = 0; j < r.length; j++) {
        sum += r[i] * inverse.get(i, j) * r[j];
      }
    }
    return sum;
  }

  /** Roots of the diagonal of (AᵀC⁻¹A)⁻¹, with ∂v/∂ log time as a column of A where it is known. */
  private double[] sigmas(
      DMatrixRMaj A, DMatrixRMaj inverse, double[] theta, DriftShape shape, boolean isWhite) {
    boolean isTimed = theta[1] > 0;
    int columns = isWhite ? 1 : isTimed ? 4 : AllanMoments.COMPONENTS;
    DMatrixRMaj J = new DMatrixRMaj(v.length, columns);
    for (int i = 0; i < v.length; i++) {
      for (int j = 0; j < Math.min(columns, 3); j++) {
        J.set(i, j, A.get(i, j));
      }
    }
    if (!isWhite && isTimed) {
      DMatrixRMaj later = moments.means(shape.withTimes(1 + STEP));
      for (int i = 0; i < v.length; i++) {
        J.set(i, 3, theta[1] * (later.get(i, 1) - A.get(i, 1)) / STEP);
      }
    }
    scale(J, theta);
    DMatrixRMaj JW = new DMatrixRMaj(columns, v.length);
    CommonOps_DDRM.multTransA(J, inverse, JW);
    DMatrixRMaj normal = new DMatrixRMaj(columns, columns);
    CommonOps_DDRM.mult(JW, J, normal);
    double[] sigmas = new double[AllanMoments.COMPONENTS];
    Arrays.fill(sigmas, Double.POSITIVE_INFINITY);
    if (CommonOps_DDRM.invert(normal)) {
      for (int j = 0; j < Math.min(columns, 3); j++) {
        double variance = normal.get(j, j);
        sigmas[j] = variance > 0 ? Math.sqrt(variance) * unit(theta) : Double.POSITIVE_INFINITY;
      }
    }
    return sigmas;
  }

  /** Variances are far below 1: in units of the first the normal equations are of one size. */
  private static double unit(double[] theta) {
    return theta[0] > 0 ? theta[0] : 1;
  }

  private static void scale(DMatrixRMaj J, double[] theta) {
    for (int i = 0; i < J.numRows; i++) {
      for (int j = 0; j < Math.min(J.numCols, 3); j++) {
        J.set(i, j, J.get(i, j) * unit(theta));
      }
    }
  }

  private static double logDeterminant(DMatrixRMaj C) {
    double[] size = new double[C.numRows];
    DMatrixRMaj unit = C.copy();
    double sum = 0;
    for (int i = 0; i < size.length; i++) {
      size[i] = Math.sqrt(C.get(i, i));
      sum += 2 * Math.log(size[i]);
    }
    for (int i = 0; i < size.length; i++) {
      for (int j = 0; j < size.length; j++) {
        unit.set(i, j, C.get(i, j) / (size[i] * size[j]));
      }
    }
    return sum + Math.log(CommonOps_DDRM.det(unit));
  }
}
