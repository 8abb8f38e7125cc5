package dev.trammel.controller.dynamics;

import static org.ejml.dense.row.CommonOps_DDRM.addEquals;
import static org.ejml.dense.row.CommonOps_DDRM.dot;
import static org.ejml.dense.row.CommonOps_DDRM.identity;
import static org.ejml.dense.row.CommonOps_DDRM.multAdd;
import static org.ejml.dense.row.CommonOps_DDRM.multTransA;
import static org.ejml.dense.row.CommonOps_DDRM.scale;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Gaussian-process regression of a pendulum as equations 2.25 and 2.26 of Rasmussen &amp; Williams
 * state it, on dense matrices; only hyperparameters are taken from the model under test.
 */
final class TextbookProcess {

  private final GaussianProcessModel model;
  private final double[][] rows;

  /** N×5: sine and cosine of the angle, rate and torque, and 1. */
  private final DMatrixRMaj Z;

  TextbookProcess(GaussianProcessModel model, TransitionMemory memory) {
    this.model = model;
    rows = memory.rows();
    Z = features(rows);
  }

  /** Mean and variance of entry i of the next state. */
  double[] predict(int i, double[] x, double u) {
    DMatrixRMaj z = features(new double[][] {{x[0], x[1], u}});
    DMatrixRMaj y = new DMatrixRMaj(rows.length, 1);
    for (int r = 0; r < rows.length; r++) {
      y.set(r, rows[r][3 + i] - rows[r][i]);
    }
    DMatrixRMaj w = ridge(y);
    multAdd(-1, Z, w, y);
    double spread = Math.sqrt(dot(y, y) / rows.length);

    double signal = model.hyperparameters.signalVariance(i);
    double noise = model.hyperparameters.noiseVariance(i) + 1e-6 * signal;
    DMatrixRMaj K = correlations(Z);
    scale(signal, K);
    addEquals(K, noise, identity(rows.length));
    DMatrixRMaj k = correlations(z);
    scale(signal, k);
    DMatrixRMaj weights = solve(K, k);
    double mean = x[i] + dot(z, w) + dot(weights, y);
    return new double[] {mean, spread * spread * (signal + noise - dot(weights, k))};
  }

  private DMatrixRMaj ridge(DMatrixRMaj y) {
    DMatrixRMaj gram = new DMatrixRMaj(5, 5);
    multTransA(Z, Z, gram);
    addEquals(gram, 1e-4 * rows.length, identity(5));
    DMatrixRMaj cross = new DMatrixRMaj(5, 1);
    multTransA(Z, y, cross);
    return solve(gram, cross);
  }

  private static DMatrixRMaj solve(DMatrixRMaj A, DMatrixRMaj b) {
    DMatrixRMaj solution = new DMatrixRMaj(A.numRows, 1);
    if (!CommonOps_DDRM.solve(A, b, solution)) {
      throw new ArithmeticException("singular");
    }
    return solution;
  }

  private DMatrixRMaj features(double[][] points) {
    DMatrixRMaj features = new DMatrixRMaj(points.length, 5);
    for (int r = 0; r < points.length; r++) {
      features.set(r, 0, Math.sin(points[r][0]) / 0.7);
      features.set(r, 1, Math.cos(points[r][0]) / 0.7);
      features.set(r, 2, standardised(points[r][1], 1));
      features.set(r, 3, standardised(points[r][2], 2));
      features.set(r, 4, 1);
    }
    return features;
  }

  private double standardised(double value, int j) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[j]).average().orElseThrow();
    double variance = Arrays.stream(rows)
        .mapToDouble(row -> (row[j] - mean) * (row[j] - mean))
        .average()
        .orElseThrow();
    return (value - mean) / Math.sqrt(variance);
  }

  /** Of all transitions with the given points. */
  private DMatrixRMaj correlations(DMatrixRMaj points) {
    DMatrixRMaj R = new DMatrixRMaj(rows.length, points.numRows);
    for (int r = 0; r < R.numRows; r++) {
      for (int c = 0; c < R.numCols; c++) {
        double distance = 0;
        for (int k = 0; k < 4; k++) {
          double difference = (Z.get(r, k) - points.get(c, k)) / model.hyperparameters.length(k);
          distance += difference * difference;
        }
        R.set(r, c, Math.exp(-0.5 * distance));
      }
    }
    return R;
  }
}
